import CivilCalendar

/// The words of English time expressions, lower case.
///
/// Words that merely contain a word of time ("second opinion", "24 hour emergency") are listed as other text in
/// ``EnglishLexicon/addSurroundings(_:)``: the longest entry wins and keeps its words to itself.
enum EnglishLexicon {
    static let words: [(text: String, word: Word)] = {
        var lexicon = LexiconBuilder()
        addNumbers(&lexicon)
        addDays(&lexicon)
        addCalendar(&lexicon)
        addHours(&lexicon)
        addFestivals(&lexicon)
        addRelations(&lexicon)
        addSurroundings(&lexicon)
        return lexicon.words
    }()

    private static let cardinals = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ]
    private static let tens = [(20, "twenty"), (30, "thirty"), (40, "forty"), (50, "fifty"), (60, "sixty")]
    private static let ordinals = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
        "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
        "twentieth",
    ]

    private static func addNumbers(_ lexicon: inout LexiconBuilder) {
        for (value, word) in cardinals.enumerated() { lexicon.add(.numberWord, value, word) }
        for (value, word) in ordinals.enumerated() { lexicon.add(.ordinal, value + 1, word) }
        for (base, word) in tens {
            lexicon.add(.numberWord, base, word)
            for ones in 1...9 {
                lexicon.add(.numberWord, base + ones, "\(word)-\(cardinals[ones]) \(word)_\(cardinals[ones])")
                if base == 20 || base == 30 {
                    lexicon.add(.ordinal, base + ones, "\(word)-\(ordinals[ones - 1]) \(word)_\(ordinals[ones - 1])")
                }
            }
        }
        lexicon.add(.ordinal, 8, "eigth")
        lexicon.add(.ordinal, 12, "twelth")
        lexicon.add(.ordinal, 30, "thirtieth")
        lexicon.add(.numberWord, 2000, "two_thousand two_thousand_and")
        lexicon.add(.article, 2, "couple couple_of a_couple a_couple_of pair_of a_pair_of")
        lexicon.add(.article, 3, "few a_few several")
        lexicon.add(.numberWord, 0, "oh o ou")
        lexicon.add(.ordinalSuffix, 0, "st nd rd th")
        lexicon.add(.article, 1, "a an")
        lexicon.add(.half, 0, "half")
        lexicon.add(.apostrophe, 0, "' ’ ‘")
    }

    private static func addDays(_ lexicon: inout LexiconBuilder) {
        lexicon.add(.relativeDay, 0, "today todays today's this_day current_day later_today")
        lexicon.add(
            .relativeDay, 1,
            """
            tomorrow tomorrows tomorrow's tommorow tommorrow tomorow tomorro tomorrrow tmrw tmr tmrow tmw tomoz tom'w \
            the_next_day next_day the_following_day
            """)
        lexicon.add(.relativeDay, -1, "yesterday yesterdays yesterday's yday the_previous_day")
        for (days, word) in [(2, "after"), (-2, "before")] {
            let base = days > 0 ? "tomorrow tmrw tommorow tommorrow tomorow tmr" : "yesterday"
            for name in base.split(separator: " ") {
                lexicon.add(.relativeDay, days, "the_day_\(word)_\(name) day_\(word)_\(name) a_day_\(word)_\(name)")
            }
        }
        lexicon.add(.relativeDay, 2, "overmorrow")
        let weekdays = [
            "monday mon mon. mondy munday moday", "tuesday tue tue. tues tues. tuesdy teusday tuseday tusday",
            "wednesday wed wed. weds weds. wednsday wendsday wedensday wednesay wensday wedneday wednes",
            "thursday thu thu. thur thur. thurs thurs. thursdy thrusday thurday thirsday thusday",
            "friday fri fri. firday fridy frday", "saturday sat. satuday saterday saturdy satruday",
            "sunday sun. sundy sonday",
        ]
        for (index, names) in weekdays.enumerated() {
            lexicon.add(.weekday, index + 1, names)
            let name = names.prefix { $0 != " " }
            lexicon.add(.weekday, index + 1, "\(name)'s")
            lexicon.add(.weekdayPlural, index + 1, "\(name)s")
        }
        lexicon.add(.weakWeekday, 6, "sat")
        lexicon.add(.weakWeekday, 7, "sun")
        lexicon.add(.weekend, 0, "weekend week-end week_end wkend wknd my_weekend the_weekend")
        lexicon.add(.dayClass, 0b001_1111, "weekday weekdays week_days week-days")
        lexicon.add(.dayClass, 0b110_0000, "weekends week-ends wkends")
        lexicon.add(.shift, 1, "next following next_upcoming nxt")
        lexicon.add(.shift, -1, "last previous this_past prior")
        lexicon.add(.shift, 0, "this current thi")
        lexicon.add(
            .coming, 1, "coming upcoming this_coming the_coming this_upcoming the_upcoming the_nearest nearest")
        lexicon.add(.afterNext, 0, "after_next after_the_next")
        lexicon.add(.every, 0, "every each")
        lexicon.add(.rest, 0, "rest rest_of the_rest_of remainder_of the_remainder_of the_rest")
        lexicon.add(.rest, 1, "all throughout whole all_of the_whole the_entire entire")
    }

    private static func addCalendar(_ lexicon: inout LexiconBuilder) {
        let months = [
            "january jan jan. januray januar", "february feb feb. febuary feburary", "mar mar.", "april apr apr. apri",
            "", "june jun jun. june's", "july jul jul.", "august aug aug. agust",
            "september sep sep. sept sept. septemeber setpember", "october oct oct. octobre ocotber",
            "november nov nov. novemeber novermber", "december dec dec. decemeber decmber december's",
        ]
        for (index, names) in months.enumerated() { lexicon.add(.monthName, index + 1, names) }
        lexicon.add(.weakMonth, 3, "march")
        lexicon.add(.weakMonth, 5, "may")
        lexicon.add(.second, 0, "seconds sec secs")
        lexicon.add(.minute, 0, "minute minutes min mins min.")
        lexicon.add(.hour, 0, "hour hours hr hrs hr. hours'")
        lexicon.add(.day, 0, "day days day's days' dys")
        lexicon.add(
            .day, 1,
            """
            workday workdays business_day business_days working_day working_days work_day work_days weekdays' \
            workday's office_days
            """
        )
        lexicon.add(.week, 0, "week weeks week's weeks' wk wks wk.")
        lexicon.add(
            .week, 3,
            """
            w/c wc week_commencing week_beginning week_starting week_starting_on week_beginning_on \
            week_commencing_on week_that_starts week_starting_from
            """)
        lexicon.add(.week, 2, "fortnight fortnights fortnight's")
        lexicon.add(.monthMeasure, 0, "month months month's months' mth mths mos")
        lexicon.add(.year, 12, "year years year's years' yr yrs")
        lexicon.add(.quarterHour, 0, "quarter quarters qtr")
        for quarter in 1...4 { lexicon.add(.quarter, quarter, "q\(quarter)") }
        lexicon.add(.relativeYear, 0, "this_year")
        lexicon.add(
            .portion, Int(MonthPart.early.rawValue),
            """
            early beginning_of the_beginning_of start_of the_start_of early_in early_on_in the_early_part_of \
            the_first_part_of beginning at_the_start_of at_the_beginning_of
            """)
        // Compared with nothing, "earlier" asks for an order; before a unit it is a part of it.
        lexicon.add(.portion, 100, "earlier earlier_in sooner")
        lexicon.add(
            .portion, Int(MonthPart.middle.rawValue), "mid mid- middle_of the_middle_of in_the_middle_of midway_through"
        )
        lexicon.add(
            .portion, Int(MonthPart.late.rawValue), "late late_in the_latter_part_of towards_the_end_of")
        lexicon.add(
            .portion, Int(MonthPart.end.rawValue),
            "end_of the_end_of at_the_end_of the_very_end_of the_close_of end_of_the")
        lexicon.add(.portion, Int(MonthPart.firstHalf.rawValue), "first_half_of the_first_half_of")
        lexicon.add(
            .portion, Int(MonthPart.secondHalf.rawValue), "second_half_of the_second_half_of latter_half_of")
    }
}
