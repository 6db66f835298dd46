/// The words of English time expressions, lower case.
enum EnglishLexicon {
    static let words: [(text: String, word: Word)] = {
        var lexicon = LexiconBuilder()
        lexicon.add(.relativeDay, 0, "today")
        lexicon.add(.relativeDay, 1, "tomorrow tmrw tmr")
        lexicon.add(.relativeDay, -1, "yesterday")
        lexicon.add(.weekday, 1, "monday mon")
        lexicon.add(.weekday, 2, "tuesday tue tues")
        lexicon.add(.weekday, 3, "wednesday wed")
        lexicon.add(.weekday, 4, "thursday thu thur thurs")
        lexicon.add(.weekday, 5, "friday fri")
        lexicon.add(.weekday, 6, "saturday")
        lexicon.add(.weekday, 7, "sunday")
        lexicon.add(.partOfDay, PartOfDay.morning.index, "morning")
        lexicon.add(.partOfDay, PartOfDay.afternoon.index, "afternoon")
        lexicon.add(.partOfDay, PartOfDay.evening.index, "evening")
        lexicon.add(.meridiem, 0, "am a.m a.m.")
        lexicon.add(.meridiem, 1, "pm p.m p.m. p")
        return lexicon.words
    }()
}
