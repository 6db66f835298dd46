import Booking
import Foundation
import Storage

/// Booking commits per second and how evenly they are shared, beside the same statements batched by hand on the same
/// engine.
enum BookingsBench {
    static let clients = 64
    private static let seconds = 5.0
    /// Changes that are recorded and run by hand.
    private static let recorded = 1280

    static func run(on engine: BenchEngine) async throws -> [BenchLine] {
        let stage = try await BookingsStage.make(database: engine.database, clients: clients)
        defer { stage.remove() }
        let byHand = try await changesByHand(stage)
        let spread = try await changes(stage) { $0.own }
        let hot = try await changes(stage, firstRound: 1_000_000) { $0.shared }
        await stage.store.close()
        return [
            BenchLine(
                what: "\(engine.name): \(clients) changes a transaction, by hand",
                figures: String(format: "%.0f/s, the baseline", byHand)),
            BenchLine(
                what: "\(engine.name): bookings and cancellations, spread",
                figures: spread.text, ratio: BenchLine.percent(spread.perSecond / byHand, "of by hand"),
                promise: BenchLine.kept(spread.perSecond >= byHand * 0.8, "≥ 80 % of by hand")),
            BenchLine(
                what: "\(engine.name): the same, all on one slot",
                figures: hot.text, ratio: BenchLine.percent(hot.perSecond / spread.perSecond, "of spread")),
            BenchLine(what: "\(engine.name): fairness, spread", figures: spread.fairness),
            BenchLine(what: "\(engine.name): fairness, one slot", figures: hot.fairness),
        ]
    }

    private struct RolledBack: Error {}

    /// Changes a second when their statements are run by hand, ``clients`` changes a transaction: the statements are
    /// those of the booking core, noted in a transaction that is taken back.
    private static func changesByHand(_ stage: BookingsStage) async throws -> Double {
        let now = WallClock.instant()
        stage.recorder.start()
        do {
            try await stage.store.write { desk in
                for change in 0..<(recorded / 2) {
                    let client = stage.clients[change % clients]
                    stage.recorder.nextUnit()
                    let appointment = try client.book(client.own, round: -change, on: desk, now: now)
                    stage.recorder.nextUnit()
                    try client.cancel(appointment, round: -change, on: desk, now: now)
                }
                throw RolledBack()
            }
        } catch is RolledBack {}
        let units = stage.recorder.stop()
        let database = try stage.options.openDatabase()
        let start = Measurement.nanoseconds()
        for first in stride(from: 0, to: units.count, by: clients) {
            let batch = units[first..<min(first + clients, units.count)]
            try await database.write { sql in
                for statement in batch.joined() { _ = try sql.run(statement) }
            }
        }
        let seconds = Double(Measurement.nanoseconds() - start) / 1e9
        await database.close()
        return Double(units.count) / seconds
    }

    /// What clients got done.
    private struct Result {
        var latencies = Measurement()
        var counts: [Int] = []
        var seconds = 0.0
        var processorMicroseconds = 0.0

        var perSecond: Double { Double(latencies.count) / seconds }

        var text: String {
            String(format: "%.0f/s  ", perSecond)
                + "p50 \(BenchLine.micro(latencies.median))  p99 \(BenchLine.micro(latencies.p99))  "
                + "\(BenchLine.micro(processorMicroseconds / Double(max(latencies.count, 1)))) of processor each"
        }

        /// What the least and the most served client got, as a share of what each would get if all got the same.
        var fairness: String {
            let fair = Double(counts.reduce(0, +)) / Double(max(counts.count, 1))
            let (least, most) = (Double(counts.min() ?? 0) / fair, Double(counts.max() ?? 0) / fair)
            return "\(counts.count) clients: least served " + BenchLine.percent(least, "and most served ")
                + BenchLine.percent(most, "of a fair share")
        }
    }

    /// Lets every client book and cancel, one after the other, for some seconds.
    private static func changes(
        _ stage: BookingsStage, firstRound: Int = 1, slot: @escaping @Sendable (BookingsStage.Client) -> SlotID
    ) async throws -> Result {
        var result = Result()
        let processor = Measurement.processorMicroseconds()
        let start = Measurement.nanoseconds()
        let end = start + UInt64(seconds * 1e9)
        let parts = try await withThrowingTaskGroup(of: Measurement.self) { group in
            for client in stage.clients {
                group.addTask {
                    var measurement = Measurement()
                    var round = firstRound
                    while Measurement.nanoseconds() < end {
                        let number = round
                        let began = Measurement.nanoseconds()
                        let appointment = try await stage.store.write { desk in
                            try client.book(slot(client), round: number, on: desk, now: WallClock.instant())
                        }
                        let between = Measurement.nanoseconds()
                        measurement.record(between - began)
                        try await stage.store.write { desk in
                            try client.cancel(appointment, round: number, on: desk, now: WallClock.instant())
                        }
                        measurement.record(Measurement.nanoseconds() - between)
                        round += 1
                    }
                    return measurement
                }
            }
            var parts: [Measurement] = []
            for try await part in group { parts.append(part) }
            return parts
        }
        result.seconds = Double(Measurement.nanoseconds() - start) / 1e9
        result.processorMicroseconds = Measurement.processorMicroseconds() - processor
        for part in parts {
            result.latencies.add(part)
            result.counts.append(Int(part.count))
        }
        return result
    }
}
