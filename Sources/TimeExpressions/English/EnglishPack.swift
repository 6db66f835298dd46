/// English: words in ``EnglishLexicon``, rules by topic in the files beside this one.
enum EnglishPack {
    static let pack = LanguagePack(
        words: EnglishLexicon.words,
        rules: EnglishRules.refusals + EnglishRules.words + EnglishRules.pieces + EnglishRules.numericDates
            + EnglishRules.dayRanges + EnglishRules.months + EnglishRules.counted + EnglishRules.weeks
            + EnglishRules.dates
            + EnglishRules.offsets + EnglishRules.festivals + EnglishRules.spokenClocks + EnglishRules.clocks
            + EnglishRules.partsOfDay + EnglishRules.ranges + EnglishRules.relations + EnglishRules.lasting
            + EnglishRules.bounds + EnglishRules.exclusions)
}
