import CivilCalendar
import Testing

@testable import TimeExpressions

/// Own phrasings of the hospital's patients, said on Friday 20 November 2026 at 09:30.
@Suite("English times, said on Friday 20 November 2026 at 09:30")
struct EnglishTimeTests {
    static let now = moment("2026-11-20T09:30:00")

    static let relativeDays =
        examples("11-20", "today", "Today", "later today", "this day")
        + examples(
            "11-21", "tomorrow", "tmrw", "tommorow", "tomorow", "the next day", "the following day", "in one day")
        + examples(
            "11-22", "the day after tomorrow", "day after tomorrow", "in two days", "2 days from now",
            "in a couple of days",
            "two days from today", "the day after tmrw")
        + examples(
            "11-23", "in three days", "3 days from now", "in a few days", "two days from tomorrow", "in 3 days' time")
        + examples("11-19", "yesterday")
        + examples("11-18", "the day before yesterday", "two days ago", "a couple of days ago")
        + examples(
            "12-04", "in two weeks", "in a fortnight", "two weeks today", "a fortnight from now", "2 wks from now")
        + examples("11-28", "a week tomorrow", "a week from tomorrow")
        + examples("12-20", "in a month", "a month from now", "one month from today")
        + examples("10-30", "three weeks ago", "3 weeks ago")
        + examples("11-25", "in 3 business days", "in three working days", "3 workdays from now")

    static let weekdays =
        examples(
            "11-25", "Wednesday", "wed", "Weds", "wendsday", "this Wednesday", "next Wednesday", "on Wednesday",
            "the coming Wednesday", "Wednesday next week", "Wednesday of next week", "next week on Wednesday",
            "this upcoming Wednesday", "next week Wednesday")
        + examples("11-24", "Tuesday", "tues", "Tue.", "tuesdy", "this coming Tuesday")
        + examples("12-01", "a week from Tuesday", "a week on Tuesday", "Tuesday week", "Tuesday after next")
        + examples("12-11", "3 Fridays from now", "in three Fridays")
        + examples("11-17", "last Tuesday", "previous Tuesday")
        + examples("11-22", "Sunday", "sun", "this Sunday", "on sun")
        + examples("11-21…11-22", "the weekend", "this weekend", "weekend", "this week-end")
        + examples("11-28…11-29", "next weekend")
        + examples("12-05…12-06", "the weekend after next")
        + examples("11-23…11-29", "next week", "the coming week", "nxt wk", "any day next week", "sometime next week")
        + examples("11-30…12-06", "the week after next", "week of December 1st", "the week commencing 30 November")
        + examples("11-16…11-22", "this week")
        + examples("11-20…11-22", "later this week", "the rest of the week", "rest of this week")
        + examples("11-23…11-25", "the beginning of next week", "early next week", "start of next week")
        + examples("11-27…11-29", "the end of next week")
        + examples(
            "11-24…11-26", "the middle of next week", "Tuesday to Thursday", "from Tuesday through Thursday", "tue-thu")
        + examples("days 2", "every Tuesday", "Tuesdays", "each Tuesday", "on Tuesdays")
        + examples("days 12345", "weekdays", "any weekday", "on a weekday")
        + examples("days 67", "weekends", "every weekend")
        + examples(
            "11-24 | 11-26", "Tuesday or Thursday", "tue or thu", "either Tuesday or Thursday", "Tuesday, Thursday")
        + examples("11-23 | 11-25", "Monday and Wednesday", "mon/wed", "Mon, Wed")

    static let dates =
        examples(
            "12-05", "Dec 5th", "December 5", "5 December", "the 5th of December", "5th of Dec", "Dec. 5", "12/5",
            "12/05/2026", "2026-12-05", "2026/12/5", "5 Dec 2026", "December 5th, 2026", "12-5-2026", "05.12.2026",
            "December the fifth", "the fifth of December", "Saturday, December 5", "Saturday the 5th", "Sat Dec 5",
            "the 5th", "on the 5th", "the 5th of next month", "December fifth two thousand twenty-six", "12/5/26",
            "5-Dec-2026", "on the fifth", "Dec 5 '26")
        + examples(
            "12-21", "the 21st of December", "December twenty-first", "the twenty-first of December", "on the 21 of Dec"
        )
        + examples("11-30", "30 Nov", "30/11", "the 30th of this month", "the last day of the month", "Nov-30")
        + examples("2027-03-03", "3rd of March", "March 3", "march third", "3 march", "the third of March", "Mar 3rd")
        + examples("2027-05-03", "May 3", "3 May", "may 3rd", "the third of May")
        + examples("2027-06-01…2027-06-30", "June", "in June", "June '27", "June 2027", "next June", "06/2027")
        + examples("12-01…12-31", "December", "next month", "Dec", "in December", "this December")
        + examples(
            "12-13…12-15", "Dec 13-15", "December 13 to 15", "from the 13th to the 15th of December", "13–15 December")
        + examples("12-03…12-05", "from the 3rd through the 5th", "3rd to 5th of December", "the 3rd to the 5th")
        + examples("12-28…2027-01-03", "December 28 to January 3", "Dec 28 - Jan 3")
        + examples(
            "12-01…12-10", "early December", "the beginning of December", "start of next month", "early next month")
        + examples("12-11…12-20", "mid December", "mid-December", "the middle of next month")
        + examples("12-21…12-31", "late December", "the end of December", "end of next month")
        + examples("11-21…11-30", "the end of the month", "end of this month", "late this month")
        + examples("12-07", "the first Monday of December", "first Monday in Dec", "the first Monday of next month")
        + examples("12-28", "the last Monday of December", "last Monday in December")
        + examples("2027-01-12", "second Tuesday in January", "the second Tuesday of January 2027")
        + examples("12-07…12-13", "the first week of December", "week of December 7")
        + examples("12-14 | 12-15", "the 14th or the 15th of December", "the 14th or 15th")

    static let holidays =
        examples("12-25", "Christmas", "Christmas Day", "Xmas", "this Christmas")
        + examples("12-24", "Christmas Eve", "the day before Christmas", "one day before Christmas")
        + examples("12-26", "Boxing Day", "the day after Christmas")
        + examples("2027-01-01", "New Year's Day", "New Year", "January 1st")
        + examples("12-31", "New Year's Eve", "NYE", "the day before New Year")
        + examples("11-26", "Thanksgiving", "Thanksgiving Day")
        + examples("11-27", "Black Friday", "the day after Thanksgiving", "the Friday after Thanksgiving")
        + examples("2027-02-06", "Spring Festival", "Chinese New Year", "Lunar New Year")
        + examples("2027-02-14", "Valentine's Day")
        + examples("2027-03-28", "Easter", "Easter Sunday", "next Easter")
        + examples("2027-03-26", "Good Friday")
        + examples("2027-04-05", "Tomb-Sweeping Day", "the Qingming festival")
        + examples("2027-05-09", "Mother's Day", "mothers day")
        + examples("2027-06-09", "the Dragon Boat Festival", "Dragon Boat Festival")
        + examples("2027-09-15", "the Mid-Autumn Festival", "Mid-Autumn Festival next year")
        + examples("2027-10-08", "the first working day after the National Day holiday")
        + examples("12-29", "the second Tuesday after December 20")
        + examples("2027-01-04", "the first Monday after New Year", "the Monday after New Year's Day")
        + examples("12-21…12-27", "the week of Christmas")

    static let corpus = relativeDays + weekdays + dates + holidays

    @Test("Each phrasing is one mention with the meaning of its group", arguments: corpus)
    func resolves(_ example: TimeCase) throws {
        let mentions = TimeParser().mentions(example.text, at: Self.now, .en)
        try #require(mentions.count == 1)
        #expect(describe(mentions[0].readings[0].wish) == example.meaning)
    }
}
