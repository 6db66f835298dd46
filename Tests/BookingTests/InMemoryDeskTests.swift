import CivilCalendar
import Testing

@testable import Booking

private typealias House = SmallHospital

@Suite("The in-memory desk keeps the contract of the booking core")
struct InMemoryDeskTests {
    private let desk = InMemoryDesk(plan: SmallHospital.plan, seed: 7)
    private let now = SmallHospital.zone.instant(of: SmallHospital.now)
    private let slot: SlotID = "zhao-3-morning/480"

    private func holder(_ conversation: String, address: String? = nil) -> Holder {
        Holder(conversation: conversation, address: address)
    }

    private func person(_ phone: String = "13800000000", relation: Relation = .me) throws -> (AccountID, PatientID) {
        let account = desk.account(of: phone).id
        let patient = try desk.register(NewPatient(name: "甲", relation: relation), account: account, now: now).get()
        return (account, patient.id)
    }

    private func book(
        _ slot: SlotID, _ who: (AccountID, PatientID), key: String, conversation: String = "c",
        at instant: Instant? = nil
    ) throws -> Result<Appointment, BookingRefusal> {
        try desk.book(
            BookRequest(
                key: key, slot: slot, patient: who.1, account: who.0, holder: holder(conversation),
                consent: Consent(conversation: conversation, turn: 1, channel: "test")), now: instant ?? now)
    }

    private func cancel(_ appointment: AppointmentID, _ account: AccountID, key: String) throws -> Result<
        Appointment, BookingRefusal
    > {
        try desk.cancel(
            CancelRequest(
                key: key, appointment: appointment, account: account, reason: "patient",
                consent: Consent(conversation: "c", turn: 2, channel: "test")), now: now)
    }

    @Test func aHeldPlaceIsFullForOthersAndBookableForItsHolder() throws {
        let hold = try desk.hold(slot, holder: holder("c"), until: now.adding(seconds: 90), now: now).get()
        #expect(try desk.slot(slot, now: now)?.status == .full)
        #expect(try desk.hold(slot, holder: holder("d"), until: hold.expiresAt, now: now) == .failure(.slotTaken))
        let who = try person()
        #expect(try book(slot, who, key: "other", conversation: "d") == .failure(.slotTaken))
        let appointment = try book(slot, who, key: "own").get()
        #expect(appointment.slot.booked == 1)
        #expect(appointment.slot.held == 0)
        #expect(appointment.serial == 1)
        #expect(throws: Never.self) { try VisitCode(appointment.visitCode) }
    }

    @Test func aHoldEndsExactlyAtItsInstant() throws {
        let until = now.adding(seconds: 90)
        _ = try desk.hold(slot, holder: holder("c"), until: until, now: now).get()
        #expect(try desk.slot(slot, now: until.adding(milliseconds: -1))?.status == .full)
        #expect(try desk.slot(slot, now: until)?.status == .open)
        _ = try desk.hold(slot, holder: holder("d"), until: until.adding(seconds: 90), now: until).get()
        #expect(try book(slot, try person(), key: "late", at: until) == .failure(.slotTaken))
    }

    @Test func theSameHolderExtendsAndMayHoldFew() throws {
        let first = try desk.hold(slot, holder: holder("c"), until: now.adding(seconds: 90), now: now).get()
        let again = try desk.hold(slot, holder: holder("c"), until: now.adding(seconds: 180), now: now).get()
        #expect(again.id == first.id)
        #expect(again.expiresAt == now.adding(seconds: 180))
        for minute in [510, 540] {
            _ = try desk.hold(
                SlotID("zhao-3-morning/\(minute)"), holder: holder("c"), until: now.adding(seconds: 90), now: now
            ).get()
        }
        #expect(
            try desk.hold("zhao-3-morning/570", holder: holder("c"), until: now.adding(seconds: 90), now: now)
                == .failure(.tooManyHolds))
        #expect(try desk.releaseHolds(of: holder("c"), keeping: [slot], now: now) == 2)
    }

    @Test func oneAddressCannotEmptyAClinic() throws {
        let until = now.adding(seconds: 90)
        for index in 0..<6 {
            let conversation = holder("c\(index / 3)", address: "10.0.0.1")
            _ = try desk.hold(
                SlotID("zhao-3-morning/\(480 + 30 * index)"), holder: conversation, until: until, now: now
            )
            .get()
        }
        let next = try desk.hold(
            "qian-3-morning/480", holder: holder("c9", address: "10.0.0.1"), until: until, now: now)
        #expect(next == .failure(.tooManyHolds))
    }

    @Test func aKeyHasOneEffectAndOneAnswer() throws {
        let who = try person()
        let first = try book(slot, who, key: "k")
        #expect(try book(slot, who, key: "k") == first)
        #expect(try desk.appointments(of: who.0, includingPast: true, now: now).count == 1)
        #expect(try book("zhao-3-morning/510", who, key: "k") == .failure(.keyReused))
    }

    @Test func visitsOfAPatientNeverOverlap() throws {
        let who = try person()
        let first = try book(slot, who, key: "1").get()
        #expect(try book("qian-3-morning/480", who, key: "2") == .failure(.patientBusy(first.id)))
        #expect(try book("zhao-3-morning/510", who, key: "3") == .failure(.patientBusy(first.id)))
        #expect(
            try book("wang-3-morning/540", who, key: "4") == .failure(.patientBusy(first.id)), "other campus, no time")
        #expect(throws: Never.self) { try book("wang-3-morning/570", who, key: "5").get() }
    }

    @Test func reschedulingKeepsTheIdAndGivesTheOldPlaceBack() throws {
        let who = try person()
        let first = try book(slot, who, key: "1").get()
        let request = RescheduleRequest(
            key: "2", appointment: first.id, slot: "zhao-3-morning/540", account: who.0, holder: holder("c"),
            consent: Consent(conversation: "c", turn: 2, channel: "test"))
        let moved = try desk.reschedule(request, now: now).get()
        #expect(moved.id == first.id)
        #expect(moved.sequence == 1)
        #expect(moved.serial == 2)
        #expect(moved.visitCode == first.visitCode)
        #expect(try desk.slot(slot, now: now)?.status == .open)
        let other = try person("13900000000")
        _ = try book(slot, other, key: "3").get()
        var back = request
        back.key = "4"
        back.slot = slot
        #expect(try desk.reschedule(back, now: now) == .failure(.slotTaken))
        #expect(try desk.slot("zhao-3-morning/540", now: now)?.booked == 1, "the old place stands")
    }

    @Test func cancellingGivesBackOnceAndOnlyOnesOwn() throws {
        let who = try person()
        let appointment = try book(slot, who, key: "1").get()
        let stranger = desk.account(of: "13900000000").id
        #expect(try cancel(appointment.id, stranger, key: "2") == .failure(.unknownAppointment))
        #expect(try cancel(appointment.id, who.0, key: "3").get().status == .cancelled)
        #expect(try desk.slot(slot, now: now)?.free == 1)
        #expect(try cancel(appointment.id, who.0, key: "4") == .failure(.wrongState(.cancelled)))
        #expect(try desk.appointments(of: who.0, includingPast: false, now: now).isEmpty)
    }

    @Test(arguments: [
        (SlotID("zhao-3-morning/480"), ClinicSession.Status.stopped, Slot.Status.stopped),
        (SlotID("zhao-0-morning/480"), .scheduled, .past), (SlotID("zhao-20-morning/480"), .scheduled, .unreleased),
    ])
    func whatIsNotOnSaleIsRefused(_ slot: SlotID, _ status: ClinicSession.Status, _ expected: Slot.Status) throws {
        desk.setStatus(status, of: ClinicSessionID(String(slot.rawValue.prefix { $0 != "/" })))
        #expect(try book(slot, try person(), key: "k") == .failure(.slotUnavailable(expected)))
    }

    @Test func aDepartmentSeesWhomItSees() throws {
        let account = desk.account(of: "13800000000").id
        let born = House.today.adding(months: -12 * 20)
        let grown = try desk.register(
            NewPatient(name: "乙", relation: .me, birthDate: born, sex: .male), account: account, now: now
        ).get()
        #expect(
            try book("kid-3-morning/480", (account, grown.id), key: "k")
                == .failure(.rule(RuleDenial(parameter: "maxAge", value: "14", observed: "20"))))
    }

    @Test func aCodeWorksOnceForItsPhoneAndConversation() throws {
        let request = CodeRequest(phone: "13812345678", conversation: "c", language: "zh")
        #expect(try desk.issueCode(request, now: now) == .sent(until: now.adding(seconds: 300)))
        #expect(try desk.issueCode(request, now: now.adding(seconds: 59)) == .tooSoon(next: now.adding(seconds: 60)))
        let code = try #require(desk.sentCodes.last?.code)
        let wrong = code == "000000" ? "111111" : "000000"
        #expect(try desk.checkCode(wrong, request: request, now: now) == .wrong(left: 4))
        var other = request
        other.conversation = "d"
        #expect(try desk.checkCode(code, request: other, now: now) == .over)
        #expect(try desk.checkCode(code, request: request, now: now.adding(seconds: 300)) == .over)
        let account = desk.account(of: request.phone)
        #expect(account.maskedPhone == "138****5678")
        #expect(try desk.checkCode(code, request: request, now: now) == .proven(account))
        #expect(try desk.checkCode(code, request: request, now: now) == .over)
    }

    @Test func codesAreFewAnHour() throws {
        let request = CodeRequest(phone: "13812345678", conversation: "c", language: "zh")
        for index in 0..<5 {
            let at = now.adding(seconds: 60 * index)
            #expect(try desk.issueCode(request, now: at) == .sent(until: at.adding(seconds: 300)))
        }
        #expect(
            try desk.issueCode(request, now: now.adding(seconds: 400)) == .tooMany(next: now.adding(seconds: 3600)))
        #expect(
            try desk.issueCode(request, now: now.adding(seconds: 3600))
                == .sent(until: now.adding(seconds: 3900)))
    }

    @Test func theSameIdentityNumberIsTheSamePatient() throws {
        let account = desk.account(of: "13800000000").id
        let new = NewPatient(name: "丙", relation: .mother, idNumber: "11010519491231002X")
        let first = try desk.register(new, account: account, now: now).get()
        #expect(first.birthDate == CivilDate(year: 1949, month: 12, day: 31))
        #expect(first.sex == .female)
        #expect(try desk.register(new, account: account, now: now).get().id == first.id)
        #expect(try desk.patients(of: account).count == 1)
    }

    @Test func rulesOfTheHospitalDecide() throws {
        let day = CivilMoment(date: House.today.adding(days: 3), hour: 8)
        let strict = RuleSet(
            version: "strict",
            values: [
                .platform: [
                    .perPatientDay: .number(1), .nextDayCutoff: .clock(900), .sameDayAllowed: .flag(false),
                    .cancelDeadline: .deadline(.days(1, working: true, minute: 840)), .maxReschedules: .number(0),
                ]
            ])
        let desk = InMemoryDesk(plan: House.plan, rules: RuleBook([strict]), seed: 7)
        let account = desk.account(of: "13800000000").id
        let patient = try desk.register(NewPatient(name: "甲", relation: .me), account: account, now: now).get().id
        func book(_ slot: SlotID, _ key: String, at instant: Instant) throws -> Result<Appointment, BookingRefusal> {
            try desk.book(
                BookRequest(
                    key: key, slot: slot, patient: patient, account: account, holder: holder("c"),
                    consent: Consent(conversation: "c", turn: 1, channel: "test")), now: instant)
        }
        let cutoff = House.zone.instant(of: CivilMoment(date: day.date.adding(days: -1), hour: 15))
        #expect(try desk.slot(slot, now: cutoff.adding(milliseconds: -1))?.status == .open)
        #expect(try book(slot, "late", at: cutoff) == .failure(.slotUnavailable(.past)))
        let first = try book(slot, "1", at: now).get()
        #expect(first.ruleVersion == "strict")
        guard case .failure(.rule(let denial)) = try book("qian-3-morning/600", "2", at: now) else {
            Issue.record("a second visit on one day went through")
            return
        }
        #expect(denial.parameter == "perPatientDay")
        #expect(denial.blocking == [first.id])
        // Today is Friday: the working day before Monday.
        let deadline = House.zone.instant(of: CivilMoment(date: House.today, hour: 14))
        #expect(throws: Never.self) {
            try desk.mayCancel(first.id, account: account, now: deadline.adding(milliseconds: -1)).get()
        }
        #expect(throws: BookingRefusal.self) { try desk.mayCancel(first.id, account: account, now: deadline).get() }
        let move = RescheduleRequest(
            key: "3", appointment: first.id, slot: "zhao-4-morning/480", account: account, holder: holder("c"),
            consent: Consent(conversation: "c", turn: 2, channel: "test"))
        guard case .failure(.rule(let refused)) = try desk.reschedule(move, now: now) else {
            Issue.record("a move went through")
            return
        }
        #expect(refused.parameter == "maxReschedules")
    }

    @Test func aLapsedHoldIsWorthNothing() throws {
        let until = now.adding(seconds: 90)
        _ = try desk.hold(slot, holder: holder("c"), until: until, now: now).get()
        let other = try person("13900000000")
        let mine = try person()
        #expect(throws: Never.self) { try book("zhao-3-morning/510", mine, key: "free", at: until).get() }
        _ = try desk.hold("qian-4-morning/480", holder: holder("c"), until: until, now: now).get()
        #expect(throws: Never.self) { try book(slot, other, key: "other", conversation: "d", at: until).get() }
        #expect(try book(slot, try person("13700000000"), key: "late", at: until) == .failure(.slotTaken))
    }
}
