import Booking
import Dialogue
import Testing
import TimeExpressions
import Understanding

@Suite("Who the visit is for")
struct PatientTalkTests {
    @Test("Somebody else is registered in the talk, with the wish kept meanwhile", arguments: [Language.zh, .en])
    func mother(language: Language) throws {
        var talk = Talk(language)
        talk.say(
            "帮我妈挂张伟周一九点", .book,
            mentions: [.relation("mother"), .doctor("zhang"), .when("2026-11-23", around: 540)])
        talk.prove()
        #expect(talk.last == "ask.name")
        talk.say("刘桂芳", .inform, mentions: [.name("刘桂芳")])
        #expect(talk.last == "ask.birth_date")
        talk.say("11010519491231002Y", .inform, mentions: [.idNumber("11010519491231002Y", valid: false)])
        #expect(talk.keys.first == "problem.id_number")
        talk.say("11010519491231002X", .inform, mentions: [.idNumber("11010519491231002X")])
        #expect(talk.last == "confirm.book")
        #expect(talk.words.contains("刘桂芳"))
        talk.say("对", .affirm)
        let visit = try #require(talk.visits.first)
        #expect(visit.patient.relation == .mother)
        #expect(visit.patient.birthDate?.description == "1949-12-31")
        #expect(visit.patient.sex == .female)
    }

    @Test("A saved patient is found by the word for the relation")
    func saved() throws {
        var talk = Talk.booked()
        let account = try #require(talk.state.account)
        _ = try talk.desk.register(
            NewPatient(name: "小明", relation: .son, birthDate: .init(iso: "2018-05-01")), account: account.id,
            now: talk.context.instant)
        talk.state.patients = nil
        talk.say(
            "给孩子挂周童周二九点", .book,
            mentions: [.relation("child"), .doctor("zhou"), .when("2026-11-24", around: 540)])
        #expect(talk.last == "confirm.book")
        #expect(talk.words.contains("小明"))
    }

    @Test("A department that does not see the patient says why, and the children's one is suggested for a child")
    func ineligible() throws {
        var talk = Talk.booked()
        let account = try #require(talk.state.account)
        _ = try talk.desk.register(
            NewPatient(name: "小红", relation: .daughter, birthDate: .init(iso: "2018-05-01"), sex: .female),
            account: account.id, now: talk.context.instant)
        talk.state.patients = nil
        talk.say(
            "给女儿挂王芳周二九点", .book,
            mentions: [.relation("daughter"), .doctor("wang"), .when("2026-11-24", around: 540)])
        #expect(talk.keys == ["ineligible.minAge", "choose.suggested"])
        talk.say("好", .affirm)
        #expect(talk.top?.departments.anyOf == ["paediatrics"])
    }

    @Test("A child cannot be the owner of the account")
    func guardian() {
        var talk = Talk()
        talk.say("周一上午九点张伟", .book, mentions: [.doctor("zhang"), .when("2026-11-23", around: 540)])
        talk.identify(name: "小明", born: "2018-05-01")
        #expect(talk.keys == ["problem.guardian", "ask.birth_date.guardian"])
    }

    @Test("Changing the patient at the read-back keeps the chosen time")
    func changePatient() {
        var talk = Talk()
        talk.say("周一上午九点张伟", .book, mentions: [.doctor("zhang"), .when("2026-11-23", around: 540)])
        talk.identify()
        #expect(talk.last == "confirm.book")
        talk.say("给我妈", .correct, mentions: [.relation("mother")])
        #expect(talk.last == "ask.name")
        #expect(talk.state.frames.first?.chosen?.startMinute == 540)
    }
}
