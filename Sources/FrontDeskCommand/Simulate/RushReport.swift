import Foundation

/// What a rush showed: promises with their figures.
struct RushReport {
    let command: SimulateRushCommand
    let database: String
    let result: RushCrowd.Result
    let proofs: RushProofs
    let figures: RushServer.Figures
    let booked: Int
    let isClean: Bool
    let problem: String?

    private var failures: UInt64 { result.count(.failed) }
    private var refusals: Measurement { result.refusals }
    private var isFast: Bool { refusals.p99 < 50_000 }
    private func sample(_ name: String) -> Int { Int(figures.samples["frontdesk_waiting_room_\(name)"] ?? 0) }

    /// Whether every promise on correctness is kept.
    var isKept: Bool {
        booked == command.places && result.booked == booked && failures == 0 && isClean
            && proofs.proven == proofs.checked
    }

    var table: String {
        func milliseconds(_ latencies: Measurement) -> String {
            latencies.count == 0
                ? "none"
                : String(
                    format: "%d  p50 %.1f ms  p99 %.1f ms  longest %.1f ms", Int(latencies.count),
                    latencies.median / 1000, latencies.p99 / 1000, latencies.longest / 1000)
        }
        func line(_ what: String, _ figure: String, _ isKept: Bool? = nil) -> String {
            let verdict = isKept.map { $0 ? "  kept" : "  BROKEN" } ?? ""
            return "  " + what.padding(toLength: 30, withPad: " ", startingAt: 0) + figure + verdict
        }
        let sent = RushCrowd.Kind.allCases.reduce(0) { $0 + result.count($1) }
        var lines = [
            "A rush on \(command.places) places, \(database), order by \(command.order.rawValue)",
            line(
                "requests",
                "\(sent) of \(result.people) people over \(command.connections) connections in "
                    + String(format: "%.1f s, %.0f/s", result.seconds, Double(sent) / result.seconds)),
            line("booked", "\(booked) of \(command.places)", booked == command.places && result.booked == booked),
            line("gave up at the last step", "\(result.gaveUp)"),
            line("failed or 5xx", "\(failures)" + (result.firstFailure.map { ": \($0)" } ?? ""), failures == 0),
            line("verify", isClean ? "clean" : problem ?? "broken", isClean),
            line(
                "receipts proven",
                "\(proofs.proven) of \(proofs.checked)"
                    + (proofs.firstProblem.map { ": \($0)" } ?? ""), proofs.proven == proofs.checked),
            line("refused without the writer", milliseconds(refusals) + (isFast ? "" : "  (promise: p99 < 50 ms)")),
            line("  told their place", milliseconds(result.answers[RushCrowd.Kind.told.rawValue])),
            line("  told nothing is left", milliseconds(result.answers[RushCrowd.Kind.soldOut.rawValue])),
            line("  turned away (429)", milliseconds(result.answers[RushCrowd.Kind.turnedAway.rawValue])),
            line("conversations opened", milliseconds(result.answers[RushCrowd.Kind.opened.rawValue])),
            line("turns of the talk, durable", milliseconds(result.answers[RushCrowd.Kind.turn.rawValue])),
            line("called in", "\(sample("called_total"))"),
        ]
        if let last = result.bookedNumbers.max() { lines.append(line("latest arrival that booked", "number \(last)")) }
        lines.append(line("server's memory at most", "\(figures.residentMegabytes) MB"))
        return lines.joined(separator: "\n")
    }

    var json: String {
        func figures(_ latencies: Measurement) -> JSONText {
            JSONText(
                JSONLines.object([
                    ("count", .number(Int(latencies.count))), ("p50_ms", .number(latencies.median / 1000, digits: 2)),
                    ("p99_ms", .number(latencies.p99 / 1000, digits: 2)),
                    ("max_ms", .number(latencies.longest / 1000, digits: 2)),
                ]))
        }
        func answers(_ kind: RushCrowd.Kind) -> JSONText { figures(result.answers[kind.rawValue]) }
        func flag(_ value: Bool) -> JSONText { JSONText(value ? "true" : "false") }
        return JSONLines.object([
            ("database", .string(database)), ("order", .string(command.order.rawValue)),
            ("places", .number(command.places)), ("people", .number(result.people)),
            ("seconds", .number(result.seconds, digits: 2)), ("booked", .number(booked)),
            ("gave_up", .number(result.gaveUp)), ("failed", .number(Int(failures))), ("verify_clean", flag(isClean)),
            ("receipts_checked", .number(proofs.checked)), ("receipts_proven", .number(proofs.proven)),
            ("refused", figures(refusals)), ("told_place", answers(.told)), ("told_sold_out", answers(.soldOut)),
            ("turned_away", answers(.turnedAway)), ("opened", answers(.opened)), ("turns", answers(.turn)),
            ("called_in", .number(sample("called_total"))),
            ("latest_arrival_booked", result.bookedNumbers.max().map { .number($0) } ?? nil),
            ("server_memory_mb", .number(self.figures.residentMegabytes)), ("refusal_p99_kept", flag(isFast)),
            ("kept", flag(isKept)),
        ])
    }
}
