import Booking
import CivilCalendar
import FrontDesk
import Storage
import Testing

@Suite struct BookingTests {
    @Test(arguments: Engine.allCases)
    func aBookingIsWholeAndConfirmed(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let visitor = try await test.visitor()
            let booked = try await test.book("m1-0830", for: visitor).get()
            #expect(booked.status == .booked)
            #expect(booked.serial == 1)
            #expect(booked.patient.name == "王小明")
            #expect(booked.patient.relation == .me)
            #expect(booked.slot.booked == 1)
            #expect(booked.slot.session == TestWorld.sessions[0].session)
            #expect(booked.visitCode.count == 8)
            #expect(booked.sequence == 0)
            let mine = try await test.store.read {
                try $0.appointments(of: visitor.account, includingPast: false, now: TestWorld.now)
            }
            #expect(mine == [booked])
            let message = try await test.store.read { try $0.outbox(after: nil, limit: 100).last }
            #expect(message?.kind == "confirmation")
            #expect(message?.to == "13800000001")
            #expect(message?.body.contains(booked.visitCode) == true)
            #expect(message?.body.contains("心内科张伟医生") == true)
            #expect(message?.body.contains("王小明") == false)
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test(arguments: Engine.allCases)
    func aSensitiveDepartmentIsNotNamedInMessages(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let visitor = try await test.visitor(name: "李梅", sex: .female)
            _ = try await test.book("g1-0800", for: visitor).get()
            let body = try await test.store.read { try $0.outbox(after: nil, limit: 100).last?.body } ?? ""
            #expect(!body.contains("妇科"))
            #expect(body.contains("就诊"))
        }
    }

    @Test(arguments: Engine.allCases)
    func theLastPlaceGoesToOne(_ engine: Engine) async throws {
        try await engine.withStore { test in
            var visitors: [(account: AccountID, patient: PatientID)] = []
            for number in 0..<3 { visitors.append(try await test.visitor(phone: "1380000001\(number)")) }
            _ = try await test.book("m1-0800", for: visitors[0]).get()
            _ = try await test.book("m1-0800", for: visitors[1]).get()
            #expect(try await test.book("m1-0800", for: visitors[2]) == .failure(.slotTaken))
            #expect(try await test.slot("m1-0800")?.status == .full)
        }
    }

    @Test(arguments: Engine.allCases)
    func aHoldBecomesTheBookingAndAnExpiredOneDoesNot(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let first = try await test.visitor(phone: "13800000011")
            let second = try await test.visitor(phone: "13800000012")
            let third = try await test.visitor(phone: "13800000013")
            let until = test.now.adding(seconds: 120)
            for conversation in ["c1", "c2"] {
                _ = try await test.store.write {
                    try $0.hold("m1-0800", holder: Holder(conversation: conversation), until: until, now: TestWorld.now)
                }.get()
            }
            // Held by others: nobody else gets it, the holder does.
            #expect(try await test.book("m1-0800", for: third, conversation: "c3") == .failure(.slotTaken))
            _ = try await test.book("m1-0800", for: first, conversation: "c1", at: until.adding(milliseconds: -1)).get()
            // At the instant of expiry the other hold is over; a third one takes the place.
            _ = try await test.book("m1-0800", for: third, conversation: "c3", at: until).get()
            let late = try await test.book("m1-0800", for: second, conversation: "c2", at: until)
            #expect(late == .failure(.holdExpired) || late == .failure(.slotTaken))
            let slot = try #require(try await test.slot("m1-0800", at: until))
            #expect((slot.held, slot.booked) == (0, 2))
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test(
        arguments: Engine.allCases,
        [
            ("stopped-1330", BookingRefusal.slotUnavailable(.stopped)),
            ("later-1800", .slotUnavailable(.unreleased)), ("today-0900", .slotUnavailable(.past)),
            ("full-0800", .slotTaken),
            ("p1-0800", .rule(RuleDenial(parameter: "maxAge", value: "14", observed: "36"))),
            ("g1-0800", .rule(RuleDenial(parameter: "sex", value: "female", observed: "male"))),
        ])
    func whatMayNotBeIsRefusedAndChangesNothing(
        _ engine: Engine, _ asked: (slot: String, refusal: BookingRefusal)
    ) async throws {
        try await engine.withStore { test in
            let visitor = try await test.visitor(birthDate: "1990-05-01", sex: .male)
            let before = try await test.store.read { try $0.slots(SlotQuery(), now: TestWorld.now) }
            #expect(try await test.book(SlotID(asked.slot), for: visitor) == .failure(asked.refusal))
            #expect(try await test.store.read { try $0.slots(SlotQuery(), now: TestWorld.now) } == before)
        }
    }

    @Test(arguments: Engine.allCases)
    func nobodyIsInTwoPlacesAtOnce(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let visitor = try await test.visitor(sex: .female)
            let first = try await test.book("m1-0800", for: visitor).get()
            // Same time with another doctor, same session later, and the other campus an hour's way off.
            #expect(try await test.book("m2-0800", for: visitor) == .failure(.patientBusy(first.id)))
            #expect(try await test.book("m1-0930", for: visitor) == .failure(.patientBusy(first.id)))
            #expect(try await test.book("g1-0900", for: visitor) == .failure(.patientBusy(first.id)))
            _ = try await test.book("g1-0930", for: visitor).get()
            _ = try await test.book("t1-0800", for: visitor).get()
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test(arguments: Engine.allCases)
    func onlyOnesOwnPatientsAndAppointments(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let mine = try await test.visitor(phone: "13800000021")
            let theirs = try await test.visitor(phone: "13800000022", name: "别人")
            let stolen = (account: mine.account, patient: theirs.patient)
            #expect(try await test.book("m1-0800", for: stolen) == .failure(.unknownPatient))
            let appointment = try await test.book("m1-0800", for: theirs).get()
            let cancelled = try await test.store.write {
                try $0.cancel(
                    CancelRequest(
                        key: "k", appointment: appointment.id, account: mine.account, reason: "patient",
                        consent: Consent(conversation: "c", turn: 1, channel: "http")), now: TestWorld.now)
            }
            #expect(cancelled == .failure(.unknownAppointment))
        }
    }

    @Test(arguments: Engine.allCases)
    func theSameKeyHasOneEffectAndOneAnswer(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let visitor = try await test.visitor()
            let answers = try await withThrowingTaskGroup(of: Result<Appointment, BookingRefusal>.self) { group in
                for _ in 0..<100 { group.addTask { try await test.book("m1-0800", for: visitor, key: "once") } }
                return try await group.reduce(into: [Result<Appointment, BookingRefusal>]()) { $0.append($1) }
            }
            let ids = Set(try answers.map { try $0.get().id })
            #expect(ids.count == 1)
            #expect(Set(try answers.map { try $0.get().serial }) == [1])
            #expect(try await test.slot("m1-0800")?.booked == 1)
            #expect(try await test.book("m1-0830", for: visitor, key: "once") == .failure(.keyReused))
            #expect(try await test.store.verify().problems == [])
        }
    }
}
