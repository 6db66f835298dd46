import Booking
import CivilCalendar
import FrontDesk
import Storage
import Testing

/// One-time codes, accounts and patients.
@Suite struct PeopleTests {
    private func request(
        _ phone: String = "13900000001", conversation: String = "c1", address: String? = nil
    ) -> CodeRequest {
        CodeRequest(phone: phone, conversation: conversation, address: address, language: "zh")
    }

    private func issue(
        _ test: TestStore, _ request: CodeRequest, after seconds: Int = 0
    ) async throws -> CodeIssue {
        try await test.store.write { try $0.issueCode(request, now: TestWorld.now.adding(seconds: seconds)) }
    }

    private func check(
        _ test: TestStore, _ code: String, _ request: CodeRequest, after seconds: Int = 1
    ) async throws -> CodeCheck {
        try await test.store.write {
            try $0.checkCode(code, request: request, now: TestWorld.now.adding(seconds: seconds))
        }
    }

    /// The code in the newest message.
    private func sentCode(_ test: TestStore) async throws -> String {
        let body = try await test.store.read { try $0.outbox(after: nil, limit: 1000).last?.body } ?? ""
        return String(body.drop { !$0.isNumber }.prefix(6))
    }

    private func wrong(_ code: String) -> String { code == "000000" ? "000001" : "000000" }

    @Test(arguments: Engine.allCases)
    func aRightCodeProvesThePhoneOnce(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let issued = try await issue(test, request())
            #expect(issued == .sent(until: TestWorld.now.adding(seconds: 300)))
            let code = try await sentCode(test)
            #expect(code.count == 6)
            let elsewhere = try await check(test, code, request(conversation: "c2"))
            #expect(elsewhere == .over)
            guard case .proven(let account) = try await check(test, code, request(), after: 299) else {
                Issue.record("the right code was refused")
                return
            }
            #expect(account.maskedPhone == "139****0001")
            let again = try await check(test, code, request(), after: 299)
            #expect(again == .over)
        }
    }

    @Test(arguments: Engine.allCases)
    func aCodeIsOverAfterFiveMinutesAndAfterFiveWrongTries(_ engine: Engine) async throws {
        try await engine.withStore { test in
            _ = try await issue(test, request())
            let late = try await check(test, try await sentCode(test), request(), after: 300)
            #expect(late == .over)
            _ = try await issue(test, request(), after: 301)
            let code = try await sentCode(test)
            for left in [4, 3, 2, 1, 0] {
                let answer = try await check(test, wrong(code), request(), after: 302)
                #expect(answer == .wrong(left: left))
            }
            let tooLate = try await check(test, code, request(), after: 302)
            #expect(tooLate == .over)
        }
    }

    @Test(arguments: Engine.allCases)
    func aNewCodeEndsTheOldOne(_ engine: Engine) async throws {
        try await engine.withStore { test in
            _ = try await issue(test, request())
            let old = try await sentCode(test)
            let early = try await issue(test, request(), after: 59)
            #expect(early == .tooSoon(next: TestWorld.now.adding(seconds: 60)))
            _ = try await issue(test, request(), after: 60)
            let new = try await sentCode(test)
            let answer = try await check(test, old, request(), after: 61)
            #expect(answer == (old == new ? answer : .wrong(left: 4)))
        }
    }

    @Test(arguments: Engine.allCases)
    func codesAreLimitedPerPhoneAndPerAddress(_ engine: Engine) async throws {
        try await engine.withStore { test in
            for number in 0..<5 {
                let issued = try await issue(test, request(conversation: "c\(number)"), after: number * 60)
                #expect(issued == .sent(until: TestWorld.now.adding(seconds: number * 60 + 300)))
            }
            let sixth = try await issue(test, request(conversation: "c9"), after: 3599)
            #expect(sixth == .tooMany(next: TestWorld.now.adding(seconds: 3600)))
            let hourLater = try await issue(test, request(conversation: "c9"), after: 3600)
            #expect(hourLater == .sent(until: TestWorld.now.adding(seconds: 3900)))

            for number in 0..<10 {
                let other = request("1370000000\(number)", address: "10.1.1.1")
                _ = try await issue(test, other, after: number)
            }
            let eleventh = try await issue(test, request("13600000000", address: "10.1.1.1"), after: 20)
            #expect(eleventh == .tooMany(next: TestWorld.now.adding(seconds: 3600)))
            let otherAddress = try await issue(test, request("13600000000", address: "10.1.1.2"), after: 20)
            #expect(otherAddress == .sent(until: TestWorld.now.adding(seconds: 320)))
        }
    }

    @Test(arguments: Engine.allCases)
    func thePhoneIsNowhereInTheClear(_ engine: Engine) async throws {
        try await engine.withStore { test in
            _ = try await issue(test, request())
            let code = try await sentCode(test)
            _ = try await check(test, code, request())
            let found = try await test.database.read { sql in
                try ["account", "one_time_code", "outbox"].flatMap { table in
                    try sql.run(SQLStatement(made: "SELECT * FROM \(table) ORDER BY id")).flatMap { row in
                        (0..<7).map { "\(row[$0])" }.filter { $0.contains("13900000001") || $0.contains(code) }
                    }
                }
            }
            #expect(found == [])
        }
    }

    @Test(arguments: Engine.allCases)
    func familiesAreRegisteredOnce(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let (account, me) = try await test.visitor()
            func register(
                _ name: String, _ relation: Relation, birthDate: String? = nil, idNumber: String? = nil,
                account: AccountID = account
            ) async throws -> Result<Patient, BookingRefusal> {
                let new = NewPatient(
                    name: name, relation: relation, birthDate: birthDate.flatMap { CivilDate(iso: $0) },
                    idNumber: idNumber)
                return try await test.store.write { try $0.register(new, account: account, now: TestWorld.now) }
            }
            let mother = try await register("王秀英", .mother, idNumber: "11010519491231002X").get()
            #expect(mother.birthDate == CivilDate(iso: "1949-12-31"))
            #expect(mother.sex == .female)
            let again = try await register("王秀英", .mother).get()
            #expect(again == mother)
            let secondMe = try await register("另一个", .me)
            #expect(secondMe == .failure(.rule(RuleDenial(parameter: "ownersPerAccount", value: "1", observed: "1"))))
            let typo = try await register("李四", .father, idNumber: "110105194912310021")
            #expect(
                typo
                    == .failure(.rule(RuleDenial(parameter: "idNumber", value: "GB 11643", observed: "checkDigit"))))

            // Somebody else's account: the same person under the same name, nobody under another name.
            let sister = try await test.visitor(phone: "13800000002", name: "王小红")
            let shared = try await register(
                "王秀英", .mother, idNumber: "11010519491231002X", account: sister.account
            ).get()
            #expect(shared.id == mother.id)
            let wrongName = try await register(
                "张三", .friend, idNumber: "11010519491231002X", account: sister.account)
            guard case .failure(.rule(let denial)) = wrongName else {
                Issue.record("another name was let in")
                return
            }
            #expect(denial.parameter == "realNameLevel")
            let family = try await test.store.read { try $0.patients(of: account).map(\.id) }
            #expect(family == [me, mother.id])
        }
    }

    @Test(arguments: Engine.allCases)
    func aNameIsCorrectedUntilAVisitIsBookedUnderIt(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let visitor = try await test.visitor(name: "张三")
            func rename(_ name: String, by account: AccountID) async throws -> Result<Patient, BookingRefusal> {
                try await test.store.write { try $0.rename(visitor.patient, to: name, account: account, now: test.now) }
            }
            #expect(try await rename("张山", by: visitor.account).get().name == "张山")
            let stranger = try await test.visitor(phone: "13900000009", name: "李四")
            #expect(try await rename("王五", by: stranger.account) == .failure(.unknownPatient))
            _ = try await test.book("m1-0800", for: visitor).get()
            #expect(try await rename("张珊", by: visitor.account) == .failure(.nameIsProven))
            let patients = try await test.store.read { try $0.patients(of: visitor.account) }
            #expect(patients.map(\.name) == ["张山"])
        }
    }
}
