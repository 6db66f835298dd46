import Testing

@testable import TimeExpressions

/// Whole utterances with names, departments and fillers: the exact words of the mentions.
@Suite("Time expressions inside Chinese utterances, said on Friday 20 November 2026 at 09:30")
struct ChineseUtteranceTests {
    struct Utterance: Sendable, CustomTestStringConvertible {
        var text: String
        /// The words of each mention and its meaning.
        var mentions: [(words: String, meaning: String)]
        var testDescription: String { text }
    }

    static let now = moment("2026-11-20T09:30:00")

    static let utterances: [Utterance] = [
        Utterance(text: "帮我预约下周三上午张医生的号", mentions: [("下周三上午", "11-25 07:00-12:00")]),
        Utterance(text: "我想挂明天下午心内科李主任的专家号", mentions: [("明天下午", "11-21 12:00-18:00")]),
        Utterance(
            text: "我想约下周三，最好是上午九点以后，张医生的号", mentions: [("下周三，最好是上午九点以后", "11-25 09:00-12:00")]),
        Utterance(
            text: "明天上午张医生的号，如果没有的话后天也行", mentions: [("明天上午", "11-21 07:00-12:00"), ("后天", "11-22")]),
        Utterance(text: "把周三的号改到周五下午", mentions: [("周三", "11-25"), ("周五下午", "11-20 12:00-18:00")]),
        Utterance(text: "从周三改到周五下午", mentions: [("从周三", "11-25"), ("周五下午", "11-20 12:00-18:00")]),
        Utterance(text: "12月5号骨科还有号吗", mentions: [("12月5号", "12-05")]),
        Utterance(text: "呃那个嗯后天吧上午的", mentions: [("后天吧上午", "11-22 07:00-12:00")]),
        Utterance(
            text: "孩子昨晚开始发烧，今天下午能看吗", mentions: [("昨晚开始", "11-19 18:00- | 11-20…"), ("今天下午", "11-20 12:00-18:00")]),
        Utterance(text: "我电话13812345678，约后天上午十点", mentions: [("后天上午十点", "11-22 ~10:00")]),
        Utterance(text: "下周内科有号吗", mentions: [("下周", "11-23…11-29")]),
        Utterance(text: "三号诊室的王医生周四在不在", mentions: [("周四", "11-26")]),
        Utterance(text: "我65岁，挂号费50元以下的，周末看", mentions: [("周末", "11-21…11-22")]),
        Utterance(text: "周三妇科周四儿科", mentions: [("周三", "11-25"), ("周四", "11-26")]),
        Utterance(text: "除了周五我都有空，最早的就行", mentions: [("除了周五我都有空，最早的", "except days 5 earliest")]),
        Utterance(text: "book 明天下午 3pm 可以吗", mentions: [("明天下午 3pm", "11-21 ~15:00")]),
    ]

    @Test("Mentions have the right words and meanings", arguments: utterances)
    func finds(_ utterance: Utterance) {
        let bytes = Array(utterance.text.utf8)
        let mentions = TimeParser().mentions(in: bytes, now: Self.now, language: .zh)
        #expect(mentions.map { String(decoding: bytes[$0.range], as: UTF8.self) } == utterance.mentions.map(\.words))
        #expect(mentions.map { describe($0.readings[0].wish) } == utterance.mentions.map(\.meaning))
    }
}
