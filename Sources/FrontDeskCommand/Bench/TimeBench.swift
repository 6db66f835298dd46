import CivilCalendar
import TimeExpressions

/// Time of the time parser per expression and per utterance of about thirty characters, hits and misses apart.
enum TimeBench {
    static func run() -> [BenchLine] {
        let parser = TimeParser()
        let now = CivilMoment(iso: "2026-11-20T09:00:00") ?? CivilMoment(date: CivilDate(dayNumber: 20_777))
        return groups.flatMap { name, language, texts -> [BenchLine] in
            let bytes = texts.map { Array($0.utf8) }
            var parse = Measurement()
            var scan = Measurement()
            var sink = 0
            for round in 0..<4_000 {
                for text in bytes {
                    if round < 200 {
                        sink &+= parser.mentions(in: text, now: now, language: language).count
                    } else {
                        sink &+= parse.run { parser.mentions(in: text, now: now, language: language).count }
                        sink &+= scan.run { text.reduce(0) { $0 &* 31 &+ Int($1) } }
                    }
                }
            }
            precondition(sink != .min)
            return [
                BenchLine(
                    what: "\(language.rawValue) \(name)",
                    figures: "p50 \(BenchLine.micro(parse.median))  p99 \(BenchLine.micro(parse.p99))",
                    ratio: String(format: "%.0f× a byte scan of the text", parse.median / max(scan.median, 0.001)),
                    promise: name.hasPrefix("utterance") ? BenchLine.kept(parse.median < 5, "median < 5 µs") : "")
            ]
        }
    }

    private static let groups: [(String, Language, [String])] = [
        ("expressions", .zh, ["下周三上午", "明天", "12月5号下午三点半", "周三或周四下午", "除了周五", "三点以后", "国庆节后第一个工作日"]),
        (
            "utterances with a time", .zh,
            ["麻烦您帮我预约一下下周三上午张医生的专家号可以吗谢谢您了", "我妈妈膝盖疼想挂个骨科的号最好是后天下午两点左右的", "请问一下眼科这个周末有没有号啊我平时上班实在请不了假"]
        ),
        (
            "utterances without a time", .zh,
            ["麻烦您帮我预约一下张医生的专家号可以吗谢谢您辛苦了真的", "我妈妈膝盖疼想挂个骨科的号最好是主任不要太贵的那种就行", "请问一下你们医院的眼科在几楼啊从大门进来以后怎么走过去"]
        ),
        (
            "expressions", .en,
            ["next Wednesday morning", "tomorrow", "December 5th at 3:30pm", "after 4pm", "any day but Monday"]
        ),
        (
            "utterances with a time", .en,
            ["book Dr Zhang next Wed morning", "can I come in on Friday at 3pm", "need an eye test after 4 today"]
        ),
        (
            "utterances without a time", .en,
            ["book an appointment with Zhang", "where is the eye clinic please", "how much does a visit cost me"]
        ),
    ]
}
