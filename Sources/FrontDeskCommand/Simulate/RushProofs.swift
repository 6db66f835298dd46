import Booking
import Crypto
import Foundation

/// Checks the crowd's receipts against what the server publishes afterwards, as anybody could.
struct RushProofs {
    var checked = 0
    var proven = 0
    var firstProblem: String?

    private struct Published: Decodable {
        var over: [ReleaseRecord]
    }

    /// Seconds for which the server may keep the record back: it closes the line only when it is calm.
    private static let patience = 60

    static func check(_ receipts: [ReleaseReceipt], port: Int) async throws -> RushProofs {
        var proofs = RushProofs(checked: receipts.count)
        guard !receipts.isEmpty else { return proofs }
        for _ in 0..<patience {
            guard let record = published(port: port) else {
                try await Task.sleep(for: .seconds(1))
                continue
            }
            let draw = ReleaseDraw { Array(SHA256.hash(data: $0)) }
            let proven = draw.ranks(of: receipts, in: record)
            proofs.proven = proven.count
            if proven.count < receipts.count { proofs.firstProblem = "a receipt does not fit the published arrivals" }
            return proofs
        }
        proofs.firstProblem = "the release was not published"
        return proofs
    }

    private static func published(port: Int) -> ReleaseRecord? {
        guard let socket = LoopbackSocket(port: port),
            socket.send("GET /v1/releases HTTP/1.1\r\nHost: localhost\r\n\r\n"), socket.readResponse() == 200
        else { return nil }
        return (try? JSONDecoder().decode(Published.self, from: Data(socket.lastBody)))?.over.first
    }
}
