import Booking
import CivilCalendar
import Dialogue
import FrontDesk
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Channels

@Suite("Around a release over HTTP", .timeLimit(.minutes(1)))
struct ReleaseHTTPTests {
    @Test("A place in line is written with its receipt, and what is unknown is null")
    func waiting() throws {
        var answer = TurnAnswer(turn: 0, replies: [], state: ConversationView(lang: "zh"))
        answer.waiting = WaitingView(
            ahead: 213, seconds: 40,
            receipt: ReleaseReceipt(release: "2026-11-25T07:00:00", number: 214, token: "t", seal: "s"))
        var writer = JSONWriter()
        writer.turn(answer)
        let waiting = try JSONReader.read(writer.bytes)["waiting"]
        #expect(waiting?["ahead"] == 213)
        #expect(waiting?["seconds"] == 40)
        #expect(waiting?["receipt"]?["number"] == 214)
        answer.waiting = WaitingView(isSoldOut: true)
        writer = JSONWriter()
        writer.turn(answer)
        let gone = try JSONReader.read(writer.bytes)["waiting"]
        #expect(gone?["sold_out"] == true)
        #expect(gone?["ahead"] == .null)
        #expect(gone?["receipt"] == nil)
    }

    @Test("When not even the line has room the answer is 429 with Retry-After")
    func crowded() async throws {
        let host = ScriptedHost(script: { _ throws(DeskError) in throw .crowded(retryAfterSeconds: 10) })
        try await withHTTP(host) { client in
            let (id, token) = try await client.open()
            let answer = try await client.post(
                "/v1/conversations/\(id)/turns", #"{"text":"挂号","message_id":"1"}"#, token)
            #expect(answer.status == .tooManyRequests)
            #expect(answer.headers[.retryAfter] == "10")
            #expect(answer.headers[.contentType] == "application/problem+json")
            #expect(try answer.json["type"] == "urn:frontdesk:problem:crowded")
        }
    }

    @Test("Counts need a department that exists, and a version that is a number")
    func badQuestions() async throws {
        try await withHTTP { client in
            for query in ["", "?department=nowhere", "?department=eye&after=x"] {
                let answer = try await client.get("/v1/catalog/slots/events\(query)")
                #expect(answer.status == .badRequest, "\(query)")
            }
        }
    }
}
