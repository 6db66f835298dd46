import Booking
import FrontDesk
import HTTPTypes
import Hummingbird

extension HTTPFace {
    /// The desk as staff use it, and the name behind the request's token.
    func staffMember(of request: Request) throws(Problem) -> (desk: any StaffHost, name: String) {
        guard let access = options.staff, let staff else { throw .staffNotConfigured }
        let words = (request.headers[.authorization] ?? "").split(separator: " ", omittingEmptySubsequences: true)
        guard words.count == 2, words[0].lowercased() == "bearer", let name = access.name(ofToken: words[1]) else {
            throw .wrongStaffToken
        }
        return (staff, name)
    }

    /// The desk as staff use it, the order that the request gives, and its body.
    /// - Parameter usual: the reason of an order that gives none; `nil` where one must be given.
    func staffOrder(
        of request: Request, usual: String? = nil
    ) async throws(Problem) -> (desk: any StaffHost, order: StaffOrder, body: JSONValue) {
        // Who has no right must not learn what is wrong with the body.
        let (desk, name) = try staffMember(of: request)
        let body = try await object(of: request, emptyIsAllowed: usual != nil)
        let reason: String
        if let usual {
            reason = try text("reason", of: body) ?? usual
        } else {
            reason = try requiredText("reason", of: body)
        }
        guard !reason.allSatisfy(\.isWhitespace), reason.utf8.count <= 500 else {
            throw .member("reason", zh: "要写明原因，最多 500 字节", en: "a reason is wanted, of at most 500 bytes")
        }
        return (desk, StaffOrder(staff: name, reason: reason), body)
    }

    /// Has the desk do something for staff; its errors become problems.
    static func ordered<Answer>(_ body: () async throws(StaffError) -> Answer) async throws(Problem) -> Answer {
        do throws(StaffError) {
            return try await body()
        } catch {
            switch error {
            case .refused(let refusal): throw Problem(refusal)
            case .notCheckedIn(let refusal): throw Problem(refusal.objection)
            case .notTaken(let refusal): throw Problem(refusal)
            case .notSettled(let refusal): throw Problem(refusal)
            case .notRestricted:
                throw Problem(.notPossible, zh: "这位就诊人没有被限制。", en: "The patient is not restricted.")
            case .unavailable(let error): throw Problem(error)
            }
        }
    }

    /// A whole number within bounds; absent or `null` gives `nil`.
    func whole(_ name: String, in bounds: ClosedRange<Int>, of object: JSONValue) throws(Problem) -> Int? {
        guard let value = object[name], value != .null else { return nil }
        guard case .integer(let number) = value, bounds.contains(number) else {
            throw .member(
                name, zh: "要 \(bounds.lowerBound) 到 \(bounds.upperBound) 的整数",
                en: "a whole number from \(bounds.lowerBound) to \(bounds.upperBound) is wanted")
        }
        return number
    }
}

extension Problem {
    static let staffNotConfigured = Problem(
        .staffNotConfigured, zh: "这台服务器没有配置工作人员令牌（--staff-token-file）。",
        en: "No staff tokens are configured on this server (--staff-token-file).")

    static let wrongStaffToken = Problem(
        .unauthorised, zh: "请在请求头里写：Authorization: Bearer 加上工作人员令牌。",
        en: "Send the header Authorization: Bearer with a staff token.")

    /// What staff ordered and the booking core refused.
    init(_ refusal: ClinicRefusal) {
        switch refusal {
        case .unknownSession:
            self.init(.unknownClinic, zh: "没有这个出诊班次。", en: "There is no such clinic session.")
        case .unknownSlot: self.init(.unknownClinic, zh: "没有这个号源时段。", en: "There is no such slot.")
        case .unknownPractitioner: self.init(.unknownClinic, zh: "没有这位医生。", en: "There is no such doctor.")
        case .wrongState(let state):
            self.init(
                .notPossible, zh: "班次现在的状态（\(state.rawValue)）不允许这样做。",
                en: "The session is \(state.rawValue): this cannot be done to it now.")
        case .practitionerBusy(let other):
            self.init(
                .notPossible, zh: "这位医生同一时段在班次 \(other) 出诊。",
                en: "The doctor is in clinic at that time, in session \(other).")
        case .notOfDepartment(let department):
            self.init(
                .notPossible, zh: "这位医生不属于科室 \(department)。",
                en: "The doctor does not belong to department \(department).")
        case .namelessOrder:
            self.init(.invalidMember, zh: "要写明谁、为什么。", en: "An order needs who gives it and why.")
        case .badNumber: self.init(.invalidMember, zh: "数目不对。", en: "The number is out of bounds.")
        }
    }
}
