import CivilCalendar
import Testing

@testable import TimeExpressions

/// Hours, ranges and open ends, said on Friday 20 November 2026 at 09:30.
@Suite("English hours, said on Friday 20 November 2026 at 09:30")
struct EnglishClockTests {
    static let now = moment("2026-11-20T09:30:00")

    static let partsOfDay =
        examples(
            "11-21 07:00-12:00", "tomorrow morning", "tomorrow in the morning", "tomorrow, in the morning",
            "morning of tomorrow")
        + examples("11-20 12:00-18:00", "this afternoon", "today in the afternoon", "Friday afternoon", "today pm")
        + examples("11-20 18:00-24:00", "tonight", "this evening", "tonite", "today evening")
        + examples(
            "11-25 12:00-18:00", "Wednesday afternoon", "Wednesday after lunch", "the afternoon of Wednesday", "wed pm")
        + examples("11-25 11:00-14:00", "Wednesday lunchtime", "Wednesday at lunch", "over lunch on Wednesday")
        + examples("11-23 05:00-08:00", "Monday early morning", "Monday early in the morning")
        + examples("11-21 20:00-24:00", "tomorrow night", "Saturday night")
        + examples("07:00-12:00", "in the morning", "mornings", "before lunch", "late morning")
        + examples("12:00-18:00", "in the afternoon", "after lunch", "afternoons", "the afternoon")
        + examples("days 12345 07:00-12:00", "weekday mornings", "in the morning on weekdays")
        + examples("days 2 12:00-18:00", "every Tuesday afternoon")
        + examples("11-24 12:00-18:00 | 11-26 12:00-18:00", "Tuesday or Thursday afternoon", "tue or thu afternoon")
        + examples("12-05 07:00-12:00", "the morning of December 5", "December 5th in the morning", "the 5th, morning")

    static let clocks =
        examples(
            "~15:00", "3pm", "3 pm", "3 p.m.", "3PM", "at 3", "three pm", "3 o'clock", "at three o'clock", "15:00",
            "3:00",
            "at 3 in the afternoon", "three in the afternoon", "15h00", "3p", "around 3", "about 3 o'clock", "3ish",
            "1500", "3 p m", "approximately 3pm")
        + examples(
            "~15:30", "3:30", "3:30pm", "half past three", "half three", "three thirty", "15:30", "15h30", "at 330",
            "half past 3 in the afternoon", "three thirty p m", "3.30 pm", "at 3 30", "afternoon 3:30", "1530")
        + examples(
            "~14:45", "quarter to three", "a quarter to 3", "2:45", "15 minutes to 3pm", "two forty-five",
            "quarter of three")
        + examples("~10:05", "ten oh five", "five past ten", "10:05", "ten zero five", "5 minutes past 10")
        + examples("~11:55", "five to twelve", "five minutes to noon", "11:55 a.m.")
        + examples("~12:00", "noon", "at noon", "midday", "12 noon", "12pm", "12 o'clock", "noon-ish")
        + examples("~00:00", "midnight", "12am", "at midnight")
        + examples("~08:50", "ten to nine", "8:50", "ten minutes to nine")
        + examples("~16:20", "twenty past four", "4:20", "20 past 4 pm", "four twenty")
        + examples(
            "11-21 ~09:00", "tomorrow at 9", "9 tomorrow morning", "tomorrow 9am", "9am tomorrow",
            "tomorrow morning at nine")
        + examples("11-20 ~20:00", "tonight at 8", "8 tonight", "8 o'clock this evening")
        + examples(
            "12-05 ~15:30", "December the fifth at three thirty in the afternoon", "3:30pm on Dec 5", "12/5 at 15:30")
        + examples("12-12 ~08:15", "the twelfth of December at eight fifteen a m", "8:15 on the 12th")
        + examples(
            "11-25 ~14:00", "Wednesday at 2", "wed 2pm", "2 pm on Wednesday", "next Wednesday at two",
            "Wednesday for 2pm")
        + examples("11-23 ~08:00", "0800 on Monday", "Monday 8am")
        + examples("11-20 ~10:00", "in half an hour", "in 30 minutes", "half an hour from now", "in thirty mins")
        + examples("11-20 ~11:00", "in an hour and a half", "in 90 minutes", "in 1.5 hours", "in one and a half hours")
        + examples("11-21 ~09:30", "this time tomorrow", "same time tomorrow")
        + examples("~15:00 | ~16:00", "3 or 4 pm", "at 3 or at 4", "3 or 4 in the afternoon")
        + examples("11-21 ~10:00 | 11-21 ~11:00", "at 10 or 11 tomorrow", "tomorrow at 10 or 11")

    static let more =
        examples("11-21 05:00-08:00", "early tomorrow morning", "tomorrow, early in the morning")
        + examples("11-23 12:00-18:00", "late Monday afternoon", "Monday, late in the afternoon")
        + examples("11-21 -12:00", "tomorrow until noon", "until noon tomorrow")
        + examples("11-23 09:00- | 11-24 -17:00", "from Monday at 9 until Tuesday at 5")
        + examples("~15:50", "ten till four", "ten to four")
        + examples("~10:00", "how about 10", "what about ten")
        + examples("~16:00", "4 sharp", "at 4 on the dot")
        + examples("12-12…12-13 days 67", "the weekend of December 12th", "the weekend of the 12th")
        + examples("11-07…11-08", "two weekends ago")
        + examples("2027-12-25", "2027 Christmas", "Christmas 2027", "Christmas next year")
        + examples("01-01…", "since January")
        + examples("11-16…", "since Monday")
        + examples("11-24…11-26 09:00-11:00", "Tuesday to Thursday between 9 and 11", "Tue-Thu 9-11")
        + examples("~09:00 | ~09:30", "either 9 or 9:30")
        + examples("11-23", "all day Monday")
        + examples("11-23 ~09:15", "9.15 on Monday", "Monday at 9.15", "at 9.15 on Monday")
        + examples("11-23", "the twenty-third", "on the twenty-third")
        + examples("11-26 except days 2", "Thursday instead of Tuesday", "Thursday rather than Tuesday")

    static let ranges =
        examples(
            "09:30-11:00", "from 9:30 to 11", "9:30-11", "between 9:30 and 11", "9:30 to 11:00", "9:30 till 11am",
            "from 9:30 until 11")
        + examples("09:00-11:00", "9-11am", "between 9 and 11", "from 9 to 11", "9 to 11 am", "nine to eleven a.m.")
        + examples(
            "15:00-17:00", "3–5pm", "3 to 5 pm", "from 3 to 5", "between 3pm and 5pm",
            "between 3 and 5 in the afternoon")
        + examples("11:00-15:00", "11 to 3pm", "from 11am to 3")
        + examples("08:00-12:00", "8 to noon", "from 8 until noon", "8am-12pm")
        + examples(
            "11-23 09:00-11:00", "Monday 9 to 11", "Monday between 9 and 11", "Monday 9-11am", "from 9 to 11 on Monday")
        + examples(
            "11-21 14:00-16:00", "tomorrow 2-4", "tomorrow from 2 to 4", "between 2 and 4 tomorrow",
            "tomorrow afternoon 2 to 4")
        + examples("11-23 14:00-16:00", "Monday at 2pm for 2 hours")
        + examples(
            "16:00-", "after 4pm", "after 4", "from 4pm", "any time after 4", "4pm or later", "4 pm onwards",
            "not before 4")
        + examples(
            "-10:00", "before 10", "before 10am", "any time before 10", "earlier than 10", "by 10", "until 10am",
            "no later than 10")
        + examples("17:30-", "after work")
        + examples("-09:00", "before work")
        + examples("11-21 17:30-", "tomorrow after work", "after work tomorrow")
        + examples("11-25 16:00-", "Wednesday after 4", "after 4 on Wednesday", "Wednesday, any time after 4pm")
        + examples("11-21 08:00-10:00", "tomorrow morning before 10")
        + examples(
            "11-20…11-25", "by Wednesday", "until Wednesday", "no later than Wednesday", "on or before Wednesday")
        + examples("11-20…11-24", "before Wednesday", "any day before Wednesday")
        + examples(
            "11-23…", "from Monday on", "starting Monday", "from Monday", "Monday or later", "Monday onwards",
            "on or after Monday")
        + examples("11-24…", "after Monday", "any time after Monday")
        + examples("11-20…11-30", "by the end of the month", "before the end of the month")
        + examples(
            "11-20…12-04", "within two weeks", "within the next two weeks", "within a fortnight", "in under two weeks")
        + examples("11-20 09:30-12:30", "within the next 3 hours", "in the next three hours", "within three hours")
        + examples("11-21…11-23", "the next 3 days", "over the next few days", "next three days")
        + examples("11-06…11-19", "the last two weeks", "the past 2 weeks")
        + examples("16:00-18:00", "after 4 but before 6", "later than 4pm but before 6pm")

    static let wishes =
        examples(
            "except days 1", "any day but Monday", "not Monday", "any day except Monday", "anything but Monday",
            "not on a Monday")
        + examples(
            "except days 5", "Friday doesn't work", "I can't do Friday", "no Fridays", "Friday is no good",
            "except for Friday")
        + examples(
            "except 07:00-12:00", "no mornings", "anything but mornings", "not in the morning", "mornings don't work")
        + examples(
            "11-23…11-29 except days 3", "next week except Wednesday", "any day next week but not Wednesday",
            "next week, not Wednesday")
        + examples("11-25 except -15:00", "Wednesday but not before 3pm")
        + examples(
            "earliest", "asap", "as soon as possible", "the earliest", "first available", "the sooner the better",
            "earlier", "next available")
        + examples("latest", "as late as possible", "later", "the later the better")
        + examples("11-25 earliest", "the earliest on Wednesday", "first thing on Wednesday")
        + examples(
            "11-25", "Tuesday, I mean Wednesday", "Tuesday, no, Wednesday", "Tuesday... sorry, Wednesday",
            "Tuesday no wait Wednesday", "Tuesday, actually Wednesday")
        + examples("11-25 12:00-18:00", "Tuesday afternoon, I mean Wednesday")
        + examples("11-24 ~16:00", "Tuesday at 3, no wait, at 4", "Tuesday at 3 pm, make that 4 pm")
        + examples("16:00-", "I can't come before 4", "can't make it until 4")

    static let corpus = partsOfDay + clocks + more + ranges + wishes

    @Test("Each phrasing is one mention with the meaning of its group", arguments: corpus)
    func resolves(_ example: TimeCase) throws {
        let mentions = TimeParser().mentions(example.text, at: Self.now, .en)
        try #require(mentions.count == 1)
        #expect(describe(mentions[0].readings[0].wish) == example.meaning)
    }
}
