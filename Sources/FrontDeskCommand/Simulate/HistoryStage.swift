import Booking
import Crypto
import Foundation
import Storage
import Synchronization

/// A history that was played.
struct PlayedHistory: Sendable {
    var seed: UInt64
    var commands: [HistoryCommand]
    /// What came of each step that was played.
    var answers: [String]
    var failure: HistoryFailure?
}

/// Where histories are played: on the model, or on a database beside the model.
struct HistoryStage: Sendable {
    /// What is tried, as it may be printed.
    let shown: String
    private let database: (any SQLDatabase)?
    private let histories: StoreHistories?

    /// - Parameter database: a path or a URL; `nil` for the model alone.
    init(database: String?) throws {
        guard let database else {
            shown = "the in-memory model"
            self.database = nil
            histories = nil
            return
        }
        let options = StoreOptions(database: database)
        let opened = try options.openDatabase()
        shown = "\(options.shown) beside the in-memory model"
        self.database = opened
        // Hospitals of earlier runs may be in the database.
        histories = StoreHistories(database: opened, name: "history-\(WallClock.instant().milliseconds)")
    }

    func close() async {
        await database?.close()
    }

    /// Plays histories on both cores, and tells of them in the order of their seeds.
    func playAll(_ seeds: [UInt64], steps: Int, tell: (PlayedHistory) async throws -> Void) async throws {
        let atOnce = ProcessInfo.processInfo.activeProcessorCount
        for start in stride(from: 0, to: seeds.count, by: Self.portion) {
            let portion = seeds[start..<min(start + Self.portion, seeds.count)]
            let played = try await withThrowingTaskGroup(of: PlayedHistory.self) { group in
                var played: [PlayedHistory] = []
                for (index, seed) in portion.enumerated() {
                    if index >= atOnce, let one = try await group.next() { played.append(one) }
                    let commands = simulation(seed)(Self.modelHospital).commands(seed: seed, steps: steps)
                    group.addTask { try await play(seed, commands) }
                }
                for try await one in group { played.append(one) }
                return played
            }
            for one in played.sorted(by: { $0.seed < $1.seed }) { try await tell(one) }
        }
    }

    /// Plays one history under the rules of a seed.
    func play(_ seed: UInt64, _ commands: [HistoryCommand]) async throws -> PlayedHistory {
        let simulation = simulation(seed)
        let answers = Answers()
        let failure: HistoryFailure?
        if let histories {
            failure = try await histories.firstFailure(commands, in: simulation) { answers.note($1) }
        } else {
            let model = simulation(Self.modelHospital)
            failure = model.firstFailure(commands, on: model.model()) { answers.note($1) }
        }
        return PlayedHistory(seed: seed, commands: commands, answers: answers.all, failure: failure)
    }

    /// The shortest history found that fails as this one does.
    func shrink(_ played: PlayedHistory) async throws -> [HistoryCommand] {
        let simulation = simulation(played.seed)
        if let histories { return try await histories.shrink(played.commands, in: simulation) }
        let model = simulation(Self.modelHospital)
        return model.shrink(played.commands) { model.model() }
    }

    /// The scene of a seed, in a hospital with a given code.
    private func simulation(_ seed: UInt64) -> @Sendable (HospitalCode) -> HistorySimulation {
        { HistorySimulation(scene: .crowded(rules: .drawn(seed: seed), hospital: $0), isWhole: true) }
    }

    private static let modelHospital = HospitalCode("crowded")

    private static let portion = 64
}

/// The answers of one history, gathered on the thread that plays it.
private final class Answers: Sendable {
    private let gathered = Mutex<[String]>([])

    func note(_ answer: String) {
        gathered.withLock { $0.append(answer) }
    }

    var all: [String] { gathered.withLock { $0 } }
}

/// What came of many histories.
struct HistoryTally {
    private(set) var histories = 0
    private(set) var steps = 0
    private var outcomes: [String: Int] = [:]
    private var hash = SHA256()

    mutating func add(_ played: PlayedHistory) {
        histories += 1
        steps += played.answers.count
        for (command, answer) in zip(played.commands, played.answers) {
            outcomes[Self.kind(command, answer), default: 0] += 1
            hash.update(data: Data((answer + "\n").utf8))
        }
    }

    /// The first 16 hexadecimal digits of the SHA-256 of all answers in order.
    var digest: String {
        hash.finalize().prefix(8).map { String(format: "%02x", $0) }.joined()
    }

    /// How often what happened, a line each.
    var lines: [String] {
        outcomes.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map { kind, count in
            String(count).padding(toLength: 10, withPad: " ", startingAt: 0) + kind
        }
    }

    /// What was tried and what came of it, without numbers.
    private static func kind(_ command: HistoryCommand, _ answer: String) -> String {
        let tried =
            switch command {
            case .wait: "time passes"
            case .register: "register"
            case .hold: "hold"
            case .release: "release"
            case .book: "book"
            case .cancel: "cancel"
            case .reschedule: "move"
            case .join: "wait in line"
            case .leave: "leave the line"
            case .accept: "take a place of the waitlist"
            case .takeOther: "take another place for a stopped clinic"
            case .declineOther: "decline another place for a stopped clinic"
            case .checkIn: "report"
            case .call: "call"
            case .step(_, let step): "note \(step.rawValue)"
            case .markNoShows: "mark no-shows"
            case .stop: "stop a clinic"
            case .carryOn: "tell patients of a stopped clinic"
            case .change(_, let event): "\(event.rawValue) a clinic"
            case .addPlaces: "add places"
            case .sweep: "sweep"
            }
        guard answer.hasPrefix("refused: ") else { return tried }
        let words = answer.dropFirst("refused: ".count).split(separator: " ")
        let why = words.first == "rule" ? words.prefix(2).joined(separator: " ") : String(words.first ?? "")
        return "\(tried), refused: \(why.prefix { $0 != "(" })"
    }
}
