import Booking
import CivilCalendar
import FrontDesk
import Storage
import Testing

@Suite struct ConversationTests {
    private let record = ConversationRecord(
        id: "c1", tokenHash: "t", channel: .http, key: "k1", resumeHash: "r1", state: [0, 1, 255], turns: 0, version: 1,
        openedAt: TestWorld.now, changedAt: TestWorld.now)

    @Test(arguments: Engine.allCases)
    func aConversationIsFoundByEachOfItsKeys(_ engine: Engine) async throws {
        try await engine.withStore { [record] test in
            try await test.store.write { try $0.insert(record) }
            try await test.store.read { desk throws in
                #expect(try desk.conversation("c1") == record)
                #expect(try desk.conversation(channel: .http, key: "k1") == record)
                #expect(try desk.conversation(channel: .line, key: "k1") == nil)
                #expect(try desk.conversation(resumeHash: "r1") == record)
                #expect(try desk.conversation("c2") == nil)
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func onlyTheNextVersionIsWritten(_ engine: Engine) async throws {
        try await engine.withStore { [record] test in
            var next = record
            next.version = 2
            next.turns = 1
            next.state = []
            next.resumeHash = nil
            let written = next
            try await test.store.write { desk throws in
                try desk.insert(record)
                #expect(try desk.update(written))
                #expect(try !desk.update(written))
                #expect(try desk.conversation("c1") == written)
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func turnsAreKeptInOrderAndOncePerMessage(_ engine: Engine) async throws {
        try await engine.withStore { [record] test in
            let turns = (1...5).map { number in
                TurnRecord(
                    conversation: "c1", number: number, messageID: number == 3 ? nil : "m\(number)", textHash: "h",
                    kind: number == 3 ? "push" : "reply", answer: Array("{\(number)}".utf8), at: TestWorld.now)
            }
            try await test.store.write { desk throws in
                try desk.insert(record)
                for turn in turns.reversed() { try desk.insert(turn) }
            }
            try await test.store.read { desk throws in
                #expect(try desk.turns(of: "c1", after: 1, limit: 3) == Array(turns[1...3]))
                #expect(try desk.turn(of: "c1", messageID: "m2") == turns[1])
                #expect(try desk.turn(of: "c1", messageID: "m9") == nil)
            }
            var twice = turns[0]
            twice.number = 6
            let repeated = twice
            await #expect(throws: StorageError.self) { () async throws in
                try await test.store.write { desk throws in try desk.insert(repeated) }
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func whatWasSaidIsSealedWhereItBelongs(_ engine: Engine) async throws {
        try await engine.withStore { [record] test in
            let said = Array("王小明 13900000001".utf8)
            var (first, second) = (record, record)
            first.state = said
            (second.id, second.key, second.resumeHash) = ("c2", "k2", "r2")
            let (one, two) = (first, second)
            let turn = TurnRecord(
                conversation: "c1", number: 1, messageID: "m1", textHash: "h", kind: "reply", answer: said,
                at: TestWorld.now)
            try await test.store.write { desk throws in
                try desk.insert(one)
                try desk.insert(two)
                try desk.insert(turn)
            }
            let kept = try await test.database.read { sql in
                try ["SELECT state FROM conversation WHERE id = 'c1'", "SELECT answer FROM turn"].map {
                    try sql.run(SQLStatement(made: $0))[0].bytes(0)
                }
            }
            for bytes in kept { #expect(!bytes.indices.contains { bytes[$0...].starts(with: said.prefix(9)) }) }
            // Another talk's state does not open here; what was kept before talks were sealed does.
            try await test.database.write { sql in
                _ = try sql.run(
                    "UPDATE conversation SET state = (SELECT state FROM conversation WHERE id = 'c1') WHERE id = 'c2'")
                _ = try sql.run(SQLStatement(made: "UPDATE turn SET answer = $1", arguments: [.bytes(said)]))
            }
            await #expect(throws: StorageError.self) { try await test.store.read { try $0.conversation("c2") } }
            #expect(try await test.store.read { try $0.turn(of: "c1", messageID: "m1") } == turn)
        }
    }

    @Test(arguments: Engine.allCases)
    func aBodyThatThrowsChangesNothingAndDisturbsNobody(_ engine: Engine) async throws {
        try await engine.withStore { [record] test in
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        var mine = record
                        mine.id = ConversationID("c\(number)")
                        mine.key = nil
                        mine.resumeHash = nil
                        let inserted = mine
                        _ = try? await test.store.write { desk throws in
                            try desk.insert(inserted)
                            if number % 3 == 0 { throw TestFailure(reason: "on purpose") }
                        }
                    }
                }
            }
            try await test.store.read { desk throws in
                for number in 0..<200 {
                    let isThere = try desk.conversation(ConversationID("c\(number)")) != nil
                    #expect(isThere == (number % 3 != 0), "c\(number)")
                }
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func readersCannotWrite(_ engine: Engine) async throws {
        try await engine.withStore { [record] test in
            await #expect(throws: StorageError.self) { () async throws in
                try await test.store.read { desk throws in try desk.insert(record) }
            }
            let kept = try await test.store.read { try $0.conversation("c1") }
            #expect(kept == nil)
        }
    }
}
