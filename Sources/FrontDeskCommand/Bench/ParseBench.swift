import CivilCalendar
import Definitions
import HospitalFiles
import TimeExpressions
import Understanding

/// Time of a whole parse with a lexicon of 5,000 doctors and 20,000 aliases, hits and misses apart, and its growth with
/// the length of the text.
enum ParseBench {
    static func run(home: Home) throws -> [BenchLine] {
        let log = ProblemLog()
        let definitions = IntentLoader.read(from: home.intents, as: "intents", log: log)
        try log.check()
        let files = try HospitalFiles(directory: home.demoHospital)
        let entries = files.catalogue.lexiconEntries + syntheticDoctors(5_000) + syntheticAliases(20_000)
        let reader = Reader(
            entries: entries, definitions: definitions,
            times: TimeParser(conventions: TimeConventions(calendar: files.catalogue.calendar)))
        let now = CivilMoment(date: CivilDate(dayNumber: 20_777), hour: 9)
        var lines = [measure("hits", hits, reader, now), measure("misses", misses, reader, now)]
        lines += growth(reader, now)
        return lines
    }

    private static func measure(_ name: String, _ texts: [String], _ reader: Reader, _ now: CivilMoment) -> BenchLine {
        var parse = Measurement()
        var scan = Measurement()
        var sink = 0
        for round in 0..<2_000 {
            for text in texts {
                if round < 100 {
                    sink &+= reader.read(text, now: now).mentions.count
                } else {
                    sink &+= parse.run { reader.read(text, now: now).mentions.count }
                    sink &+= scan.run { text.utf8.reduce(0) { $0 &* 31 &+ Int($1) } }
                }
            }
        }
        precondition(sink != .min)
        return BenchLine(
            what: "\(name), 5,000 doctors and 20,000 aliases",
            figures: "p50 \(BenchLine.micro(parse.median))  p99 \(BenchLine.micro(parse.p99))",
            ratio: BenchLine.times(parse.median / max(scan.median, 0.001), "a byte scan"),
            promise: BenchLine.kept(parse.median < 15 && parse.p99 < 150, "p50 < 15 µs, p99 < 150 µs"))
    }

    private static func growth(_ reader: Reader, _ now: CivilMoment) -> [BenchLine] {
        let unit = "我想挂下周三上午张医生的号不要太贵的"
        var perCharacter: [Double] = []
        return [100, 1_000, 4_000].map { length in
            let text = String(String(repeating: unit, count: length / unit.count + 1).prefix(length))
            var parse = Measurement()
            for _ in 0..<40 { parse.run { _ = reader.read(text, now: now) } }
            perCharacter.append(parse.median / Double(length))
            return BenchLine(
                what: "\(length) characters", figures: "p50 \(BenchLine.micro(parse.median))",
                ratio: BenchLine.times(perCharacter[perCharacter.count - 1] / perCharacter[0], "per character at 100"))
        }
    }

    /// Doctors with names that nobody has, from common surnames and given-name characters.
    private static func syntheticDoctors(_ count: Int) -> [LexiconEntry] {
        let surnames = Array("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜")
        let given = Array("一丹云仁伟佳俊倩健光凡凯利勇华卓君嘉国坤培婷子宁宇宏家小峰岩峻川巧希平康建彤彦志忠怡恒悦慧成")
        return (0..<count).map { number in
            let first = given[number / surnames.count % given.count]
            let second = given[number / surnames.count / given.count * 7 % given.count]
            return LexiconEntry(
                kind: .doctor, code: "bench-\(number)", names: ["\(surnames[number % surnames.count])\(first)\(second)"]
            )
        }
    }

    private static func syntheticAliases(_ count: Int) -> [LexiconEntry] {
        let letters = Array("abcdefghijklmnopqrstuvwxyz")
        return (0..<count).map { number in
            var name = "clinic "
            var rest = number
            for _ in 0..<4 {
                name.append(letters[rest % 26])
                rest /= 26
            }
            return LexiconEntry(kind: .department, code: "bench-department", names: [name])
        }
    }

    private static let hits = [
        "帮我预约下周三上午张伟医生的号", "我妈膝盖疼，想挂骨科，最好是女医生", "第二个", "不要周五，下午三点以后都行",
        "book Dr. Zhang Wednesday morning", "把周三的取消，改约周五", "can I see an eye doctor after 3 tomorrow",
    ]
    private static let misses = [
        "今天天气怎么样啊我想出去走走你说好不好", "我昨天看了一部电影特别好看推荐给你", "what do you think about football these days",
        "啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊", "lorem ipsum dolor sit amet consectetur",
    ]
}
