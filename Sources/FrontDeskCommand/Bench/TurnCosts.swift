import Booking
import CivilCalendar
import Dialogue
import Foundation
import FrontDesk
import Storage

/// What a turn costs in processor time, by what the turn does.
///
/// One person talks at a time and nothing else runs, so the time of the whole process (`getrusage`, user and system, all
/// threads) between a message and its answer is that turn's: reading, deciding, rendering, and keeping it in the
/// database. What a PostgreSQL server spends is its own and not in it.
struct TurnCosts {
    /// What a turn does.
    enum Kind: String, CaseIterable {
        case greeting = "a greeting"
        case question = "a question about the rules or a place"
        case answer = "an answer to what was asked"
        case search = "a search that holds its offers"
        case booking = "the yes that books"
    }

    private static let people = 120
    private static let weekdays = ["下周一", "下周二", "下周三", "下周四", "下周五"]
    private static let departments = ["皮肤科", "眼科", "骨科", "耳鼻喉科"]

    let installation: BenchInstallation
    private(set) var microseconds: [Kind: [Double]] = [:]

    /// The mean cost of a kind of turn, in microseconds; `nil` where none was taken.
    func mean(_ kind: Kind) -> Double? {
        microseconds[kind].map { $0.reduce(0, +) / Double($0.count) }
    }

    /// Turns of a kind that were taken.
    func count(_ kind: Kind) -> Int { microseconds[kind]?.count ?? 0 }

    init(installation: BenchInstallation) {
        self.installation = installation
    }

    /// Has people greet, ask and book, one after the other.
    mutating func measure() async throws {
        // The first ones warm up code and caches and are not counted.
        for number in 0..<8 { try await talk(number) }
        microseconds = [:]
        for number in 8..<(8 + Self.people) { try await talk(number) }
    }

    private mutating func talk(_ number: Int) async throws {
        let opened = try await installation.desk.open(OpenRequest(language: .zh, channel: .http))
        var talk = Talk(conversation: opened.id, number: number)
        _ = try await say("你好", as: .greeting, &talk)
        for question in ["几点放号", "迟到了怎么办"] { _ = try await say(question, as: .question, &talk) }
        var state = try await say("我想挂号", as: .answer, &talk)
        // More than enough to book: whoever is not through by then found nothing, and that is no cost of a booking.
        for _ in 0..<16 {
            if state.appointment?.status == "booked" { return }
            state = try await say(reply(to: state, of: talk), as: .answer, &talk)
        }
    }

    /// A running talk.
    private struct Talk {
        let conversation: ConversationID
        let number: Int
        var messages = 0

        var phone: String { "137" + String(format: "%08d", number) }
    }

    private mutating func say(_ text: String, as expected: Kind, _ talk: inout Talk) async throws -> ConversationView {
        talk.messages += 1
        let message = InboundMessage(
            id: "m\(talk.messages)", conversation: talk.conversation, text: text, channel: .http)
        let before = Measurement.usedMicroseconds()
        let answer = try await installation.desk.turn(message)
        let used = Measurement.usedMicroseconds() - before
        let kind = answer.state.appointment?.status == "booked" ? Kind.booking : expected
        microseconds[answer.state.offers.isEmpty || kind != .answer ? kind : .search, default: []].append(used)
        return answer.state
    }

    private func reply(to state: ConversationView, of talk: Talk) async throws -> String {
        switch (state.awaiting?.kind, state.awaiting?.field) {
        case ("offer", _): "第一个"
        case ("confirm", _): "确认"
        case ("code", _): try await code(sentTo: talk.phone)
        case (_, "phone"): talk.phone
        case (_, "name"): "王小明"
        case (_, "birth_date"): "1980年3月5日"
        case (_, "patient_sex"): "男"
        case (_, "when"): Self.weekdays[talk.number % Self.weekdays.count]
        default: Self.departments[talk.number / 5 % Self.departments.count]
        }
    }

    private func code(sentTo phone: String) async throws -> String {
        let messages = try await installation.store.read { try $0.outbox(after: nil, limit: 1_000_000) }
        let body = messages.last { $0.to == phone && $0.kind == "code" }?.body ?? ""
        return body.split { !$0.isNumber }.first { $0.count == 6 }.map(String.init) ?? "000000"
    }
}
