import Foundation
import Storage
import Synchronization

/// The codes that arrive on the crowd's phones, read from the embedded SMS port.
final class RushCodes: Sendable {
    private let codes = Mutex<[String: String]>([:])
    private let isOver = Atomic<Bool>(false)

    private static let tries = 400
    private static let pause = 0.025

    /// Reads messages until `stop`.
    func follow(_ store: SQLDeskStore) async {
        var after: String?
        while !isOver.load(ordering: .relaxed) {
            let last = after
            let messages = (try? await store.read { try $0.outbox(after: last, limit: 500) }) ?? []
            after = messages.last?.id ?? after
            let found = messages.filter { $0.kind == "code" }.compactMap { message in
                message.body.split { !$0.isNumber }.first { $0.count == 6 }.map { (message.to, String($0)) }
            }
            codes.withLock { $0.merge(found) { _, new in new } }
            try? await Task.sleep(for: .milliseconds(25))
        }
    }

    func stop() {
        isOver.store(true, ordering: .relaxed)
    }

    /// The code that a phone got, waiting for it; blocks the thread.
    func waitForCode(of phone: String) -> String? {
        for _ in 0..<Self.tries {
            if let code = codes.withLock({ $0[phone] }) { return code }
            Thread.sleep(forTimeInterval: Self.pause)
        }
        return nil
    }
}
