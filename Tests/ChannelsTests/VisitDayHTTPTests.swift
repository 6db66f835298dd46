import Booking
import CivilCalendar
import FrontDesk
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Channels

@Suite("The day of the visit over HTTP", .timeLimit(.minutes(1)))
struct VisitDayHTTPTests {
    private static let token: HTTPFields = [.authorization: "Bearer \(ScriptedStaff.token)"]

    private func withStaff(
        _ staff: ScriptedStaff = ScriptedStaff(),
        _ test: @escaping @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        try await withHTTP(staff: staff, options: HTTPOptions(staff: try StaffAccess(ScriptedStaff.list)), test)
    }

    @Test("Each order names the token's owner, and the usual reason where none is given")
    func orders() async throws {
        let staff = ScriptedStaff()
        let code = VisitCode(bits: 99)
        try await withStaff(staff) { client in
            for (path, body) in [
                ("check-ins", #"{"code":"\#(code.text)"}"#), ("sessions/s1/call-next", ""),
                ("sessions/s1/call-next", #"{"reason":"room 3"}"#), ("appointments/a1/missed", ""),
                ("appointments/a1/left", "{}"), ("appointments/a1/complete", ""),
                ("appointments/a1/no-show", #"{"reason":"x"}"#), ("no-shows", ""),
                ("patients/p1/lift-restriction", #"{"reason":"storm"}"#),
                ("appeals/ap1/settle", #"{"accept":true,"reason":"storm"}"#),
                ("appeals/ap1/settle", #"{"accept":false,"reason":"no proof"}"#),
            ] {
                let answer = try await client.post("/v1/staff/\(path)", body, Self.token)
                #expect(answer.status == .ok, "\(path): \(answer.text)")
            }
            #expect(
                await staff.orders == [
                    "check in \(code) by staff/li.wei: check_in", "call next in s1 by staff/li.wei: call",
                    "call next in s1 by staff/li.wei: room 3", "missed_call a1 by staff/li.wei: missed_call",
                    "left a1 by staff/li.wei: left", "completed a1 by staff/li.wei: completed",
                    "no_show a1 by staff/li.wei: x", "mark no-shows by staff/li.wei: clinic_over",
                    "lift p1 by staff/li.wei: storm", "accept ap1 by staff/li.wei: storm",
                    "refuse ap1 by staff/li.wei: no proof",
                ])
        }
    }

    @Test("A queue tells numbers and ids, and nobody's name")
    func queue() async throws {
        try await withStaff { client in
            let queue = try await client.get("/v1/staff/sessions/s1/queue", Self.token)
            guard case .array(let places)? = try queue.json["places"], let place = places.first else {
                Issue.record("no places: \(queue.text)")
                return
            }
            #expect(place["number"] == 7)
            #expect(place["ahead"] == 2)
            #expect(place["visit"]?["patient"] == "p1")
            #expect(!queue.text.contains(ScriptedStaff.visit.patient.name))
            let late = try await client.post(
                "/v1/staff/check-ins", #"{"code":"\#(VisitCode(bits: 5).text)"}"#, Self.token
            ).json
            #expect(late["late_minutes"] == 12)
            #expect(late["goes_last"] == true)
            let nobody = try await client.post("/v1/staff/sessions/s2/call-next", "", Self.token).json
            #expect(nobody["called"] == .null)
            let appeals = try await client.get("/v1/staff/appeals", Self.token).json
            guard case .array(let open)? = appeals["appeals"] else { return }
            #expect(open.first?["statement"] == "地铁停运")
        }
    }

    @Test(
        "What cannot be done is a problem with its reason",
        arguments: [
            (StaffError.refused(.unknownSession), 404, "unknown-clinic"),
            (.notCheckedIn(CheckInRefusal(.unknownVisit)), 404, "unknown-visit"),
            (.notCheckedIn(CheckInRefusal(.wrongState(.completed))), 409, "not-possible"),
            (.notCheckedIn(CheckInRefusal(.otherDay)), 409, "not-possible"),
            (.notTaken(.unknownVisit), 404, "unknown-visit"),
            (.notTaken(.notOver(until: Instant(milliseconds: 0))), 409, "not-possible"),
            (.notSettled(.unknown), 404, "unknown-visit"), (.notSettled(.settled(.refused)), 409, "not-possible"),
            (.notRestricted, 409, "not-possible"),
        ])
    func refusals(_ trouble: StaffError, _ status: Int, _ kind: String) async throws {
        let staff = ScriptedStaff()
        await staff.refuse(with: trouble)
        try await withStaff(staff) { client in
            let answer = try await client.post("/v1/staff/sessions/s1/call-next", "", Self.token)
            #expect(answer.status.code == status)
            #expect(answer.headers[.contentType] == "application/problem+json")
            #expect(try answer.json["type"]?.text == "urn:frontdesk:problem:\(kind)")
        }
    }

    @Test(
        "Orders that miss something are refused",
        arguments: [
            ("check-ins", "{}"), ("check-ins", #"{"code":"12345678"}"#), ("check-ins", #"{"code":7}"#),
            ("appointments/a1/left", #"{"reason":" "}"#), ("patients/p1/lift-restriction", "{}"),
            ("appeals/ap1/settle", #"{"reason":"x"}"#), ("appeals/ap1/settle", #"{"accept":"yes","reason":"x"}"#),
            ("appeals/ap1/settle", #"{"accept":true}"#),
        ])
    func incomplete(_ path: String, _ body: String) async throws {
        let staff = ScriptedStaff()
        try await withStaff(staff) { client in
            let answer = try await client.post("/v1/staff/\(path)", body, Self.token)
            #expect(answer.status == .unprocessableContent)
            #expect(await staff.orders.isEmpty)
        }
    }

    @Test("Without a right token nothing is told and nothing is done")
    func tokens() async throws {
        let staff = ScriptedStaff()
        try await withStaff(staff) { client in
            for path in ["check-ins", "sessions/s1/call-next", "no-shows", "appeals/ap1/settle"] {
                let answer = try await client.post("/v1/staff/\(path)", "{", [:])
                #expect(answer.status == .unauthorized)
            }
            for path in ["sessions/s1/queue", "appeals"] {
                let answer = try await client.get("/v1/staff/\(path)", [:])
                #expect(answer.status == .unauthorized)
            }
            #expect(await staff.orders.isEmpty)
        }
    }
}
