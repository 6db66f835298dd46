import CivilCalendar
import TimeExpressions

/// How one record was answered.
struct CorpusOutcome: Sendable {
    var record: CorpusRecord
    /// The start (or, for an upper bound, the end) agrees with the main reading or one that is also accepted.
    var start = false
    /// Start and end agree.
    var interval = false
    /// The start agrees with the main reading.
    var strict = false
    var missed = false
    var falsePositive = false
    var answer = "-"

    /// Whether the record counts as right.
    var isRight: Bool { record.kind == "none" ? !falsePositive : interval }
}

/// Scores records as the corpora's README says: clock records to the minute, others by date, parts of the day with
/// the spread that libraries have.
struct CorpusScorer {
    let parser = TimeParser()

    func score(_ records: [CorpusRecord], _ language: Language) -> [CorpusOutcome] {
        records.map { score($0, language) }
    }

    private func score(_ record: CorpusRecord, _ language: Language) -> CorpusOutcome {
        var outcome = CorpusOutcome(record: record)
        let mentions = parser.mentions(record.text, at: moment(record.ref), language)
        let reading = mentions.fullest?.readings.first { $0.from != nil || $0.to != nil }
        guard let reading else {
            outcome.missed = record.kind != "none"
            return outcome
        }
        let (from, to) = (reading.from.map { "\($0)" }, reading.to.map { "\($0)" })
        outcome.answer = (from ?? "…") + " to " + (to ?? "…")
        outcome.falsePositive = record.kind == "none"
        if outcome.falsePositive { return outcome }
        let golds = [(record.from, record.to)] + (record.alts ?? []).map { ($0[0], $0[1]) }
        outcome.start = golds.contains { startAgrees(record, from, to, $0) }
        outcome.interval = golds.contains { startAgrees(record, from, to, $0) && endAgrees(record, to, $0.1) }
        outcome.strict = startAgrees(record, from, to, golds[0])
        return outcome
    }

    private func startAgrees(
        _ record: CorpusRecord, _ from: String?, _ to: String?, _ gold: (String?, String?)
    ) -> Bool {
        if record.kind == "open_before" { return from == nil && same(record, to, gold.1) }
        if let part = record.pod, let from, let start = gold.0, let hours = startHours[part] {
            return from.prefix(10) == start.prefix(10) && (from == start || hours.contains(hour(from)))
        }
        return same(record, from, gold.0)
    }

    private func endAgrees(_ record: CorpusRecord, _ to: String?, _ gold: String?) -> Bool {
        if let part = record.pod, let to, let gold, let hours = endHours[part] {
            return to == gold || hours.contains(hour(to) == 0 ? 24 : hour(to))
        }
        return same(record, to, gold)
    }

    private func same(_ record: CorpusRecord, _ left: String?, _ right: String?) -> Bool {
        let length = ["second", "minute", "hour"].contains(record.grain) ? 16 : 10
        return left?.prefix(length) == right?.prefix(length)
    }

    private func hour(_ iso: String) -> Int { Int(iso.dropFirst(11).prefix(2)) ?? 0 }

    private let startHours: [String: ClosedRange<Int>] = [
        "dawn": 0...1, "early_morning": 0...8, "morning": 0...8, "noon": 10...12, "afternoon": 11...14,
        "evening": 16...20, "night": 18...22,
    ]
    private let endHours: [String: ClosedRange<Int>] = [
        "dawn": 4...6, "early_morning": 8...10, "morning": 10...13, "noon": 12...15, "afternoon": 16...19,
        "evening": 20...24, "night": 20...24,
    ]
}

/// The figures of a set of outcomes.
struct CorpusScore {
    let outcomes: [CorpusOutcome]

    private var positives: [CorpusOutcome] { outcomes.filter { $0.record.kind != "none" } }
    private var negatives: [CorpusOutcome] { outcomes.filter { $0.record.kind == "none" } }

    /// Percent of the records with a time whose start and end agree.
    var interval: Double { percent(positives.count { $0.interval }, positives.count) }
    /// Percent of the records without a time that were answered all the same.
    var falsePositives: Double { percent(negatives.count { $0.falsePositive }, negatives.count) }

    /// One line of figures.
    func line(_ name: String) -> String {
        let count = positives.count
        return "\(name): \(count) with a time: start \(tenth(percent(positives.count { $0.start }, count))) %, "
            + "interval \(tenth(interval)) %, strict \(tenth(percent(positives.count { $0.strict }, count))) %, "
            + "missed \(positives.count { $0.missed }); \(negatives.count) without: "
            + "\(negatives.count { $0.falsePositive }) false positives"
    }

    /// The figures as a whole, by kind and by source.
    func report(_ name: String) -> String {
        var lines = [line(name)]
        for (title, key) in [("kind", \CorpusRecord.kind), ("source", \CorpusRecord.source)] {
            let groups = Dictionary(grouping: outcomes) { $0.record[keyPath: key] }
            for (value, members) in groups.sorted(by: { $0.key < $1.key }) {
                lines.append("  " + CorpusScore(outcomes: members).line("\(title) \(value)"))
            }
        }
        return lines.joined(separator: "\n")
    }

    private func percent(_ part: Int, _ whole: Int) -> Double {
        whole == 0 ? 0 : 100 * Double(part) / Double(whole)
    }

    private func tenth(_ value: Double) -> String { String(Double(Int(value * 10)) / 10) }
}
