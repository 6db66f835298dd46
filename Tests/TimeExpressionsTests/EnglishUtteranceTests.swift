import Testing

@testable import TimeExpressions

/// Whole utterances with names, departments and fillers: the exact words of the mentions.
@Suite("Time expressions inside English utterances, said on Friday 20 November 2026 at 09:30")
struct EnglishUtteranceTests {
    struct Utterance: Sendable, CustomTestStringConvertible {
        var text: String
        /// The words of each mention and its meaning.
        var mentions: [(words: String, meaning: String)]
        var testDescription: String { text }
    }

    static let now = moment("2026-11-20T09:30:00")

    static let utterances: [Utterance] = [
        Utterance(text: "book Dr. Zhang Wednesday morning", mentions: [("Wednesday morning", "11-25 07:00-12:00")]),
        Utterance(
            text: "I'd like to see a cardiologist next Tuesday at half past two, please",
            mentions: [("next Tuesday at half past two", "11-24 ~14:30")]),
        Utterance(
            text: "Move my appointment from Tuesday to Thursday",
            mentions: [("Tuesday", "11-24"), ("Thursday", "11-26")]),
        Utterance(
            text: "can you change the 3pm to 4:30pm", mentions: [("3pm", "~15:00"), ("4:30pm", "~16:30")]),
        Utterance(
            text: "Is Dr. May free on May 3rd?", mentions: [("May 3rd", "2027-05-03")]),
        Utterance(
            text: "Dr. Sun on Sunday around 3, or Monday",
            mentions: [("Sunday around 3, or Monday", "11-22 ~15:00 | 11-23")]),
        Utterance(
            text: "Schedule it for Saturday. Is 3 pm free?",
            mentions: [("Saturday", "11-21"), ("3 pm", "11-21 ~15:00")]),
        Utterance(
            text: "My phone is 13812345678, the day after tomorrow at 10 in the morning",
            mentions: [("the day after tomorrow at 10 in the morning", "11-22 ~10:00")]),
        Utterance(
            text: "Friday doesn't work, how about Monday",
            mentions: [("Friday doesn't work", "except days 5"), ("Monday", "11-23")]),
        Utterance(
            text: "I'm 45 and I need a check-up within two weeks", mentions: [("within two weeks", "11-20…12-04")]),
        Utterance(
            text: "I've had a fever since Monday, can I come in this afternoon?",
            mentions: [("since Monday", "11-16…"), ("this afternoon", "11-20 12:00-18:00")]),
        Utterance(text: "room 304, next week please", mentions: [("next week", "11-23…11-29")]),
        Utterance(
            text: "may I have the earliest slot on the 5th",
            mentions: [("the earliest slot on the 5th", "12-05 earliest")]),
        Utterance(text: "明天 3pm works for me", mentions: [("明天 3pm", "11-21 ~15:00")]),
        Utterance(
            text: "any day next week after 4 except Wednesday",
            mentions: [("next week after 4 except Wednesday", "11-23…11-29 16:00- except days 3")]),
    ]

    @Test("Mentions have the right words and meanings", arguments: utterances)
    func finds(_ utterance: Utterance) {
        let bytes = Array(utterance.text.utf8)
        let mentions = TimeParser().mentions(in: bytes, now: Self.now, language: .en)
        #expect(mentions.map { String(decoding: bytes[$0.range], as: UTF8.self) } == utterance.mentions.map(\.words))
        #expect(mentions.map { describe($0.readings[0].wish) } == utterance.mentions.map(\.meaning))
    }
}
