import Testing

@testable import TimeExpressions

@Suite("English development corpus")
struct EnglishCorpusTests {
    @Test("Every case is right or listed with a reason, and the floors hold")
    func corpus() throws {
        let records = try Corpora.time("dev_en.jsonl")
        if records.isEmpty { return }
        let outcomes = CorpusScorer().score(records, .en)
        let score = CorpusScore(outcomes: outcomes)
        print(score.report("en"))
        let declined = try Corpora.declined("en.tsv")
        for outcome in outcomes {
            let record = outcome.record
            if declined[record.id] != nil {
                #expect(!outcome.isRight, "\(record.id) \(record.text) is right now: take it off the list")
            } else {
                #expect(
                    outcome.isRight,
                    "\(record.id) \(record.text) at \(record.ref): \(outcome.answer), not \(record.from ?? "…") to \(record.to ?? "…")"
                )
            }
        }
        #expect(score.interval >= 95)
        #expect(score.falsePositives <= 1)
    }

    @Test("The figures of the records beside the corpus are printed")
    func extra() throws {
        let records = try Corpora.time("dev_extra.jsonl").filter { record in
            record.lang == "en" && record.extra?.hasPrefix("festival") != true
                && !["recurring", "duration"].contains(record.kind)
        }
        if records.isEmpty { return }
        print(CorpusScore(outcomes: CorpusScorer().score(records, .en)).line("en extra"))
    }
}
