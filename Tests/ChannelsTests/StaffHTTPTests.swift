import Booking
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Channels

@Suite("What staff do over HTTP", .timeLimit(.minutes(1)))
struct StaffHTTPTests {
    private static let token: HTTPFields = [.authorization: "Bearer \(ScriptedStaff.token)"]

    private func withStaff(
        _ staff: ScriptedStaff = ScriptedStaff(),
        _ test: @escaping @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        try await withHTTP(staff: staff, options: HTTPOptions(staff: try StaffAccess(ScriptedStaff.list)), test)
    }

    @Test("An order names the token's owner, not whoever the sender claims to be")
    func orders() async throws {
        let staff = ScriptedStaff()
        try await withStaff(staff) { client in
            let stopped = try await client.post(
                "/v1/staff/sessions/s1/stop", #"{"reason":"ill","staff":"somebody else"}"#, Self.token)
            #expect(stopped.status == .ok)
            #expect(try stopped.json["finished"] == true)
            #expect(try stopped.json["refund_fen"] == 10_000)
            for (path, body) in [
                ("sessions/s1/restore", #"{"reason":"well again"}"#), ("sessions/s1/suspend", #"{"reason":"x"}"#),
                ("sessions/s1/resume", #"{"reason":"x"}"#),
                ("sessions/s1/substitute", #"{"reason":"x","practitioner":"d2"}"#),
                ("slots/s1-0800/capacity", #"{"reason":"x","places":2}"#),
            ] {
                let answer = try await client.post("/v1/staff/\(path)", body, Self.token)
                #expect(answer.status == .ok, "\(path): \(answer.text)")
            }
            #expect(
                await staff.orders == [
                    "stop s1 for 24 h by staff/li.wei: ill", "restore s1 by staff/li.wei: well again",
                    "suspend s1 by staff/li.wei: x", "resume s1 by staff/li.wei: x",
                    "substitute d2 in s1 by staff/li.wei: x", "add 2 to s1-0800 by staff/li.wei: x",
                ])
        }
    }

    @Test("Without configured tokens the endpoints are closed, and say so")
    func closed() async throws {
        try await withHTTP(staff: ScriptedStaff()) { client in
            let answer = try await client.get("/v1/staff/slots/s1-0800/ledger", Self.token)
            #expect(answer.status == .forbidden)
            #expect(try answer.json["type"]?.text == "urn:frontdesk:problem:staff-not-configured")
        }
    }

    @Test(
        "A wrong token opens nothing, and tells nothing of the body",
        arguments: [
            "", "Bearer", "Bearer x", "Bearer 0123456789abcdef0123456789abcdee",
            "Bearer 0123456789abcdef0123456789abcdef0", "Basic 0123456789abcdef0123456789abcdef",
        ])
    func wrongTokens(_ header: String) async throws {
        let staff = ScriptedStaff()
        try await withStaff(staff) { client in
            let headers: HTTPFields = header.isEmpty ? [:] : [.authorization: header]
            let answer = try await client.post("/v1/staff/sessions/s1/stop", "{", headers)
            #expect(answer.status == .unauthorized)
            #expect(await staff.orders.isEmpty)
        }
    }

    @Test(
        "What cannot be done is a problem with its reason",
        arguments: [
            (ClinicRefusal.unknownSession, 404, "unknown-clinic"), (.wrongState(.stopped), 409, "not-possible"),
            (.practitionerBusy(ClinicSessionID("s2")), 409, "not-possible"),
            (.notOfDepartment(DepartmentCode("cardio")), 409, "not-possible"), (.badNumber, 422, "invalid-member"),
        ])
    func refusals(_ refusal: ClinicRefusal, _ status: Int, _ kind: String) async throws {
        let staff = ScriptedStaff()
        await staff.refuse(refusal)
        try await withStaff(staff) { client in
            let answer = try await client.post("/v1/staff/sessions/s1/suspend", #"{"reason":"x"}"#, Self.token)
            #expect(answer.status.code == status)
            #expect(try answer.json["type"]?.text == "urn:frontdesk:problem:\(kind)")
        }
    }

    @Test(
        "Orders that miss something are refused",
        arguments: [
            ("sessions/s1/stop", "{}"), ("sessions/s1/stop", #"{"reason":"  "}"#),
            ("sessions/s1/stop", #"{"reason":"x","offer_hours":-1}"#), ("sessions/s1/substitute", #"{"reason":"x"}"#),
            ("slots/s/capacity", #"{"reason":"x"}"#), ("slots/s/capacity", #"{"reason":"x","places":"2"}"#),
            ("slots/s/capacity", #"{"reason":"x","places":101}"#),
        ])
    func incomplete(_ path: String, _ body: String) async throws {
        try await withStaff { client in
            let answer = try await client.post("/v1/staff/\(path)", body, Self.token)
            #expect(answer.status == .unprocessableContent)
        }
    }

    @Test(
        "A list of tokens is read strictly",
        arguments: [
            ("", StaffAccess.Fault.empty), ("# nobody\n", .empty), ("li", .malformed(line: 1)),
            ("# x\nli short", .tooShort(line: 2)),
            ("li 0123456789abcdef0123456789abcdef more", .malformed(line: 1)),
            ("a 0123456789abcdef0123456789abcdef\nb 0123456789abcdef0123456789abcdef", .repeated(line: 2)),
        ])
    func lists(_ text: String, _ fault: StaffAccess.Fault) {
        #expect(throws: fault) { try StaffAccess(text) }
    }
}
