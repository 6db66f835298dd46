import Booking
import CivilCalendar
import Foundation
import Synchronization

/// Everybody who comes for the release, over kept-alive connections, each on a blocking thread.
struct RushCrowd: Sendable {
    /// What kind of answer a request got.
    enum Kind: Int, CaseIterable {
        /// A conversation was opened.
        case opened
        /// A place in line.
        case told
        /// Nothing left, from memory.
        case soldOut
        /// 429: not even the line has room.
        case turnedAway
        /// A turn of the talk.
        case turn
        /// No answer, or one that must not be.
        case failed
    }

    /// What the crowd met.
    struct Result {
        var answers = Kind.allCases.map { _ in Measurement() }
        var firstFailure: String?
        var people = 0
        var booked = 0
        var gaveUp = 0
        var receipts: [ReleaseReceipt] = []
        /// The numbers under which those arrived who booked.
        var bookedNumbers: [Int] = []
        var seconds = 0.0

        func count(_ kind: Kind) -> UInt64 { answers[kind.rawValue].count }

        /// Everything that was answered without the writer.
        var refusals: Measurement {
            var all = answers[Kind.told.rawValue]
            all.add(answers[Kind.soldOut.rawValue])
            all.add(answers[Kind.turnedAway.rawValue])
            return all
        }
    }

    let stage: RushStage
    let port: Int
    let requests: Int
    let connections: Int
    let order: ReleaseOrder

    /// Requests that each person of the crowd makes on average: opening, saying what they want, asking again.
    private static let requestsPerPerson = 3
    /// Seconds after which somebody in line asks again, at the earliest.
    private static let secondsBetween = 1.0
    /// Seconds before the release at which the crowd sets out.
    static let secondsEarly = 5
    /// One receipt of so many is checked.
    private static let receiptsKept = 20

    /// Lets the crowd come, and returns when all requests are sent and answered.
    func come() async -> Result {
        let codes = RushCodes()
        let following = Task { await codes.follow(stage.store) }
        let early = stage.releaseAt.adding(seconds: -Self.secondsEarly).milliseconds - WallClock.instant().milliseconds
        if early > 0 { try? await Task.sleep(for: .milliseconds(early)) }
        let start = Measurement.nanoseconds()
        let budget = Budget(requests)
        let parts = await withTaskGroup(of: Result.self) { group in
            for connection in 0..<connections {
                group.addTask {
                    await withCheckedContinuation { continuation in
                        let thread = Thread {
                            continuation.resume(returning: talk(connection, codes: codes, budget: budget))
                        }
                        thread.stackSize = 1 << 20
                        thread.start()
                    }
                }
            }
            var parts: [Result] = []
            for await part in group { parts.append(part) }
            return parts
        }
        codes.stop()
        await following.value
        var result = Result()
        for part in parts {
            for kind in Kind.allCases { result.answers[kind.rawValue].add(part.answers[kind.rawValue]) }
            result.firstFailure = result.firstFailure ?? part.firstFailure
            result.people += part.people
            result.booked += part.booked
            result.gaveUp += part.gaveUp
            result.receipts += part.receipts
            result.bookedNumbers += part.bookedNumbers
        }
        result.seconds = Double(Measurement.nanoseconds() - start) / 1e9
        return result
    }

    /// Requests that may still be sent; who is in line or booking may go on whatever is left.
    private final class Budget: Sendable {
        private let left: Atomic<Int>

        init(_ requests: Int) { left = Atomic(requests) }

        func take() -> Bool { left.subtract(1, ordering: .relaxed).newValue >= 0 }
    }

    private func talk(_ connection: Int, codes: RushCodes, budget: Budget) -> Result {
        var result = Result()
        let crowd = max(connections, requests / Self.requestsPerPerson)
        var people = stride(from: connection, to: crowd, by: connections).map { RushPerson(number: $0) }
        result.people = people.count
        guard var socket = LoopbackSocket(port: port) else {
            result.firstFailure = "no connection"
            return result
        }
        while true {
            var someoneSpoke = false
            let roundBegan = Measurement.nanoseconds()
            for index in people.indices {
                // Whoever is called goes through to the end; everybody else says one thing and lets the next speak.
                repeat {
                    guard let request = people[index].request(wish: stage.wish, codes: codes) else { break }
                    guard budget.take() || people[index].mustGoOn else { break }
                    someoneSpoke = true
                    let began = Measurement.nanoseconds()
                    let status = exchange(request, over: socket)
                    let took = Measurement.nanoseconds() - began
                    let kind = people[index].hear(status ?? 0, socket.lastBody)
                    result.answers[kind.rawValue].record(took)
                    if kind == .failed {
                        result.firstFailure =
                            result.firstFailure
                            ?? "\(status ?? 0) \(String(decoding: socket.lastBody.prefix(300), as: UTF8.self))"
                    }
                    if status == nil {
                        guard let again = LoopbackSocket(port: port) else { return result }
                        socket = again
                    }
                } while people[index].progress == .booking
            }
            if !someoneSpoke { break }
            let left = Self.secondsBetween - Double(Measurement.nanoseconds() - roundBegan) / 1e9
            if left > 0 { Thread.sleep(forTimeInterval: left) }
        }
        for person in people {
            switch person.progress {
            case .booked:
                result.booked += 1
                if let receipt = person.receipt { result.bookedNumbers.append(receipt.number) }
            case .gaveUp: result.gaveUp += 1
            default: break
            }
            if let receipt = person.receipt, person.number % Self.receiptsKept == 0 || person.progress == .booked {
                result.receipts.append(receipt)
            }
        }
        return result
    }

    private func exchange(
        _ request: (path: String, json: String, token: String?), over socket: LoopbackSocket
    ) -> Int? {
        let authorisation = request.token.map { "Authorization: Bearer \($0)\r\n" } ?? ""
        guard
            socket.send(
                "POST \(request.path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\(authorisation)"
                    + "Content-Length: \(request.json.utf8.count)\r\n\r\n\(request.json)")
        else { return nil }
        return socket.readResponse()
    }
}
