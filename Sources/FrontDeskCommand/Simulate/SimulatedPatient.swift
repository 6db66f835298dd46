import Foundation

/// Somebody who books a visit in a conversation, answering whatever is asked, and perhaps cancels it again.
struct SimulatedPatient {
    let number: Int
    let client: RoamingClient
    /// Looks up the code that was sent to a phone.
    let code: (String) throws -> String?

    /// What the servers acknowledged.
    struct Record: Sendable {
        var conversation = ""
        var token = ""
        /// Messages with the bytes of their answers.
        var turns: [(message: String, answer: [UInt8])] = []
        var booked: String?
        var isCancelled = false
    }

    /// The talk came to nothing.
    struct Stuck: Error, CustomStringConvertible {
        var record: Record

        var description: String {
            record.turns.map { "\($0.message) → \(String(decoding: $0.answer, as: UTF8.self))" }
                .joined(separator: "\n")
        }
    }

    /// What a client reads of an answer.
    private struct Turn: Decodable {
        struct State: Decodable {
            struct Awaiting: Decodable {
                var kind: String
                var field: String?
            }

            struct Visit: Decodable {
                var id: String
                var status: String
            }

            var awaiting: Awaiting?
            var appointment: Visit?
        }

        var state: State
    }

    private struct Opened: Decodable {
        var id: String
        var token: String
    }

    private static let departments = ["皮肤科", "眼科", "口腔科", "骨科", "耳鼻喉科"]
    private static let turnLimit = 30

    private var phone: String { "13\(900_000_000 + number)" }

    /// Books, and where the number says so cancels.
    func visit() throws -> Record {
        var record = Record()
        let (_, body) = try client.send("POST", "/v1/conversations", json: #"{"lang":"zh"}"#)
        let opened = try JSONDecoder().decode(Opened.self, from: Data(body))
        (record.conversation, record.token) = (opened.id, opened.token)
        var text = "帮我挂个\(Self.departments[number % Self.departments.count])的号"
        while record.turns.count < Self.turnLimit {
            let turn = try say(text, &record)
            if let visit = turn.state.appointment, visit.status == "booked" {
                record.booked = visit.id
                if number % 3 == 0 { try cancel(&record) }
                return record
            }
            text = try reply(to: turn.state.awaiting)
        }
        throw Stuck(record: record)
    }

    private func cancel(_ record: inout Record) throws {
        var text = "取消预约"
        for _ in 0..<6 {
            let turn = try say(text, &record)
            if turn.state.appointment?.status == "cancelled" {
                record.isCancelled = true
                return
            }
            // Too late to cancel, or some other rule: the visit stays.
            guard let awaiting = turn.state.awaiting else { return }
            text = awaiting.kind == "confirm" ? "确认" : "第一个"
        }
        throw Stuck(record: record)
    }

    private func say(_ text: String, _ record: inout Record) throws -> Turn {
        let message = "{\"text\":\"\(text)\",\"message_id\":\"m\(record.turns.count + 1)\"}"
        let (status, answer) = try client.send(
            "POST", "/v1/conversations/\(record.conversation)/turns", token: record.token, json: message)
        record.turns.append((message, answer))
        guard status == 200 else { throw Stuck(record: record) }
        return try JSONDecoder().decode(Turn.self, from: Data(answer))
    }

    private func reply(to awaiting: Turn.State.Awaiting?) throws -> String {
        switch (awaiting?.kind, awaiting?.field) {
        case ("offer", _): "第\(["一", "二", "三"][number % 3])个"
        case ("confirm", _): "确认"
        case ("code", _): try code(phone) ?? "000000"
        case (_, "phone"): phone
        case (_, "name"): "王小\(["明", "红", "刚", "丽", "军", "芳"][number % 6])"
        case (_, "birth_date"): "198\(number % 10)年3月5日"
        case (_, "when"): "下周一上午"
        case (_, "patient_sex"): number % 2 == 0 ? "男" : "女"
        default: "挂\(Self.departments[number % Self.departments.count])"
        }
    }
}
