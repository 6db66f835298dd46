import Booking
import Foundation

/// Somebody of the crowd: what they say next, given what they heard.
struct RushPerson {
    /// How far they have come.
    enum Progress {
        case outside, wishing, waiting, booking, booked, gaveUp, refused
    }

    let number: Int
    var progress = Progress.outside
    var id = ""
    var token = ""
    var receipt: ReleaseReceipt?
    private var messages = 0
    private var next = ""
    private var isGivingUp = false

    init(number: Int) {
        self.number = number
    }

    var phone: String { "139" + String(format: "%08d", number) }

    /// Whether somebody counts on this person going on.
    var mustGoOn: Bool { progress == .booking || progress == .waiting }

    /// The next request; `nil` when there is nothing more to say.
    mutating func request(wish: String, codes: RushCodes) -> (path: String, json: String, token: String?)? {
        let text: String
        switch progress {
        case .outside: return ("/v1/conversations", #"{"lang":"zh","channel":"widget"}"#, nil)
        case .wishing, .refused: text = wish
        case .waiting: text = "刷新"
        case .booking:
            if next == Self.codePlace { next = codes.waitForCode(of: phone) ?? "000000" }
            text = next
        case .booked, .gaveUp: return nil
        }
        messages += 1
        return ("/v1/conversations/\(id)/turns", "{\"text\":\"\(text)\",\"message_id\":\"m\(messages)\"}", token)
    }

    /// Takes an answer; returns what kind of answer it was.
    mutating func hear(_ status: Int, _ body: [UInt8]) -> RushCrowd.Kind {
        if status >= 500 { return .failed }
        if status == 429 { return .turnedAway }
        guard (200..<300).contains(status) else { return .failed }
        if progress == .outside {
            guard let opened = try? JSONDecoder().decode(Opened.self, from: Data(body)) else { return .failed }
            (id, token, progress) = (opened.id, opened.token, .wishing)
            return .opened
        }
        guard let turn = try? JSONDecoder().decode(Turn.self, from: Data(body)) else { return .failed }
        if let waiting = turn.waiting {
            receipt = receipt ?? waiting.receipt
            progress = waiting.sold_out ? .refused : .waiting
            return waiting.sold_out ? .soldOut : .told
        }
        if turn.state.appointment?.status == "booked" {
            progress = .booked
            return .turn
        }
        if isGivingUp {
            progress = .gaveUp
            return .turn
        }
        progress = .booking
        next = reply(to: turn.state.awaiting)
        return .turn
    }

    private static let codePlace = "code"

    private mutating func reply(to awaiting: Turn.Awaiting?) -> String {
        switch (awaiting?.kind, awaiting?.field) {
        case ("confirm", _):
            isGivingUp = number % 10 == 9
            return isGivingUp ? "算了，不挂了" : "确认"
        case ("offer", _): return "第一个"
        case ("code", _), (_, "code"): return Self.codePlace
        case (_, "phone"): return phone
        case (_, "patient"): return "我自己"
        case (_, "name"): return "王小" + ["明", "红", "刚", "丽", "军", "芳"][number % 6]
        case (_, "birth_date"): return "198\(number % 10)年3月5日"
        case (_, "patient_sex"): return number % 2 == 0 ? "男" : "女"
        default:
            // Whatever else is on the table is not what this person came for.
            progress = .refused
            return ""
        }
    }

    private struct Opened: Decodable {
        var id: String
        var token: String
    }

    private struct Turn: Decodable {
        struct Awaiting: Decodable {
            var kind: String
            var field: String?
        }

        struct Visit: Decodable {
            var status: String
        }

        struct State: Decodable {
            var awaiting: Awaiting?
            var appointment: Visit?
        }

        struct Waiting: Decodable {
            var sold_out: Bool
            var receipt: ReleaseReceipt?
        }

        var state: State
        var waiting: Waiting?
    }
}
