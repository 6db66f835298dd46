/// English: words in ``EnglishLexicon``, rules in ``EnglishRules``.
enum EnglishPack {
    static let pack = LanguagePack(words: EnglishLexicon.words, rules: EnglishRules.rules)
}
