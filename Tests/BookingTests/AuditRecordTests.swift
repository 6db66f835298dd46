import CivilCalendar
import Testing

@testable import Booking

@Suite("The audit chain names its first bad record")
struct AuditRecordTests {
    /// FNV-1a; good enough to tell texts apart in a test.
    private static func digest(_ bytes: [UInt8]) -> [UInt8] {
        let hash = bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return withUnsafeBytes(of: hash) { Array($0) }
    }

    private static let chain: [AuditRecord] = (0..<6).reduce(into: []) { chain, index in
        chain.append(
            AuditRecord(
                after: chain.last, at: Instant(milliseconds: Int64(index)), actor: "account/a", action: "book",
                target: "appointment/\(index)", reason: "patient", ruleVersion: index.isMultiple(of: 2) ? "1" : nil,
                consent: Consent(conversation: "c", turn: index + 1, channel: "repl"), digest: digest))
    }

    private func problem(_ chain: [AuditRecord]) -> AuditProblem? { chain.firstProblem(digest: Self.digest) }

    @Test func anUntouchedChainIsInOrder() {
        #expect(problem(Self.chain) == nil)
        #expect(problem([]) == nil)
    }

    @Test func everyEditIsFound() {
        let edits: [(inout AuditRecord) -> Void] = [
            { $0.at = Instant(milliseconds: 99) }, { $0.actor = "staff/x" }, { $0.action = "cancel" },
            { $0.target = "appointment/9" }, { $0.reason = "" }, { $0.ruleVersion = "2" }, { $0.consent = nil },
            { $0.consent?.turn = 77 },
            // What moves from one field into the next must not go unnoticed.
            { ($0.action, $0.target) = ("booka", "ppointment/2") },
        ]
        for edit in edits {
            var chain = Self.chain
            edit(&chain[2])
            #expect(problem(chain) == .content(number: 3))
            chain[2].hash = Self.digest(chain[2].canonicalBytes)
            #expect(problem(chain) == .chain(number: 4), "hashing anew breaks the next link")
        }
    }

    @Test func removingSwappingAndDoublingAreFound() {
        var removed = Self.chain
        removed.remove(at: 2)
        #expect(problem(removed) == .number(expected: 3))
        removed = removed.enumerated().map { index, record in
            var record = record
            record.number = index + 1
            return record
        }
        #expect(problem(removed) == .chain(number: 3))
        var swapped = Self.chain
        swapped.swapAt(1, 2)
        #expect(problem(swapped) == .number(expected: 2))
        var doubled = Self.chain
        doubled.insert(doubled[3], at: 3)
        #expect(problem(doubled) == .number(expected: 5))
    }
}
