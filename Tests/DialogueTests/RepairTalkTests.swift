import Booking
import Dialogue
import Foundation
import Testing
import TimeExpressions
import Understanding

@Suite("Repair: corrections, interruptions, misunderstandings")
struct RepairTalkTests {
    @Test("Failures at one question climb the ladder; a question in between does not count")
    func ladder() {
        var talk = Talk()
        talk.say("心内科", .book, mentions: [.department("cardiology")])
        talk.say("嗡嗡", .outOfScope)
        #expect(talk.keys == ["again.when"])
        talk.say("在哪儿", .location)
        #expect(talk.last == "ask.when")
        talk.say("嗡嗡", .outOfScope)
        #expect(talk.keys == ["examples.when", "ask.when"])
        talk.say("嗡嗡", .outOfScope)
        #expect(talk.keys.first == "notice.nearest_times")
        #expect(talk.state.question == .offer)
        #expect(talk.state.isSlow)
    }

    @Test("A correction at the read-back changes that one thing")
    func correctionAtReadBack() {
        var talk = Talk()
        talk.say("周一上午九点张伟", .book, mentions: [.doctor("zhang"), .when("2026-11-23", around: 540)])
        talk.identify()
        talk.say("不，下午", .deny, .correct, mentions: [.when(nil, .afternoon)], correction: true)
        #expect(talk.top?.doctors.anyOf == ["zhang"])
        #expect(talk.top?.offers.allSatisfy { $0.date.description == "2026-11-23" && $0.startMinute >= 720 } == true)
    }

    @Test("Another department drops the doctor who is not in it")
    func dependents() {
        var talk = Talk()
        talk.say("张伟", .book, mentions: [.doctor("zhang")])
        talk.say("不对，骨科", .correct, mentions: [.department("orthopaedics")], correction: true)
        #expect(talk.top?.fields[.doctor] == nil)
        #expect(talk.top?.departments.anyOf == ["orthopaedics"])
        talk.say("撤回", .undo)
        #expect(talk.keys.first == "undone")
        #expect(talk.top?.doctors.anyOf == ["zhang"])
    }

    @Test("Another form is pushed, and the first is resumed by name")
    func pushAndResume() {
        var talk = Talk.booked()
        talk.say("骨科", .book, mentions: [.department("orthopaedics")])
        #expect(talk.last == "ask.when")
        talk.say("查我的预约", .queryAppointment)
        #expect(talk.keys == ["appointments.list", "resume.book", "ask.when"])
        #expect(talk.top?.departments.anyOf == ["orthopaedics"])
    }

    @Test("A late offer that was taken by somebody else gets an apology and the next best in one turn")
    func race() throws {
        let desk = SmallHospital.desk()
        var talk = Talk(desk: desk)
        talk.say("张伟周一上午", .book, mentions: [.doctor("zhang"), .when("2026-11-23", .morning)])
        let offers = try #require(talk.top?.offers)
        // The holds run out while nobody answers, and others book both places.
        talk.now = talk.now.adding(minutes: 30)
        for name in ["rival-1", "rival-2"] {
            var rival = Talk(desk: desk, conversation: name)
            rival.now = talk.now
            _ = try desk.hold(
                offers[0].slot, holder: Holder(conversation: name), until: rival.context.instant.adding(seconds: 600),
                now: rival.context.instant)
        }
        talk.say("第一个", .select, option: 1)
        #expect(talk.keys.first == "notice.just_taken")
        #expect(talk.top?.offers.contains { $0.slot == offers[0].slot } == false)
        #expect(talk.state.question == .offer)
    }

    @Test(
        "What is impossible is said plainly, each in its own way",
        arguments: [
            (Spoken.unknownDoctor("赵强"), "problem.unknown_doctor"), (.impossibleDate, "problem.impossible_date"),
            (.when("2026-11-16", past: true), "problem.past"), (.phone("1381234", valid: false), "problem.not_a_phone"),
            (.phone("13812345678"), "problem.misplaced.phone"),
        ])
    func problems(spoken: Spoken, key: String) {
        var talk = Talk()
        talk.say("心内科", .book, mentions: [.department("cardiology")])
        talk.say("…", .inform, mentions: [spoken])
        #expect(talk.keys.first == key)
        #expect(talk.keys.count == 2)
    }

    @Test("A phone that came early is not asked for again")
    func earlyPhone() {
        var talk = Talk()
        talk.say("张伟", .book, mentions: [.doctor("zhang"), .phone("13812345678")])
        talk.say("周一九点", .inform, mentions: [.when("2026-11-23", around: 540)])
        #expect(talk.last == "ask.code")
    }

    @Test("Repeat says the same again, slower says it in shorter lines, help and why come back to the question")
    func commands() {
        var talk = Talk()
        talk.say("心内科", .book, mentions: [.department("cardiology")])
        let asked = talk.words
        talk.say("再说一遍", .repeatLast)
        #expect(talk.words == asked)
        talk.say("为什么问这个", .why)
        #expect(talk.keys == ["why.when", "ask.when"])
        talk.say("帮助", .help)
        #expect(talk.keys == ["examples.when", "ask.when"])
        talk.say("慢一点", .slower)
        #expect(talk.keys.first == "slower")
        #expect(talk.state.isSlow)
        talk.say("人工", .human)
        #expect(talk.words.contains("01088886666"))
        talk.say("周一上午", .inform, mentions: [.when("2026-11-23", .morning)])
        #expect(talk.top?.offers.count == 2)
    }

    @Test("Giving up gives the places back", arguments: [Intent.abort, .startOver, .goodbye])
    func givingUp(intent: Intent) throws {
        var talk = Talk()
        talk.say("张伟周一上午", .book, mentions: [.doctor("zhang"), .when("2026-11-23", .morning)])
        talk.say("…", intent)
        #expect(talk.state.frames.isEmpty)
        let slots = try talk.desk.slots(SlotQuery(practitioners: ["zhang"]), now: talk.context.instant)
        #expect(slots.allSatisfy { $0.held == 0 })
    }

    @Test("An emergency stops everything else and names 120")
    func emergency() {
        var talk = Talk()
        talk.say("张伟周一上午", .book, mentions: [.doctor("zhang"), .when("2026-11-23", .morning)])
        talk.say("胸口疼得喘不上气", .emergency)
        #expect(talk.keys == ["emergency"])
        #expect(talk.words.contains("120"))
        #expect(talk.state.question == nil)
    }

    @Test("A complaint leads to a suggested department, which is only a suggestion")
    func triage() {
        var talk = Talk()
        talk.say("膝盖疼挂什么科", .triage, mentions: [.symptom("膝盖疼")])
        #expect(talk.last == "choose.triage.one")
        #expect(talk.words.contains("仅供参考"))
        talk.say("好", .affirm)
        #expect(talk.last == "ask.when")
        #expect(talk.top?.departments.anyOf == ["orthopaedics"])
    }

    @Test("A group of departments is asked about, and anything of it will do when that is said")
    func group() {
        var talk = Talk()
        talk.say("内科", .book, mentions: [.department("internal")])
        talk.say("周一上午", .inform, mentions: [.when("2026-11-23", .morning)])
        #expect(talk.last == "choose.member")
        talk.say("都行", .any)
        #expect(talk.state.question == .offer)
    }
}

@Suite("Refining what was offered")
struct RefiningTalkTests {
    @Test("Later moves on from what is on the table, and a new day forgets that bound")
    func later() throws {
        var talk = Talk()
        talk.say("张伟周一上午", .book, mentions: [.doctor("zhang"), .when("2026-11-23", .morning)])
        let shown = try #require(talk.top?.offers.map(\.startMinute).max())
        talk.say("晚一点", .alternatives, mentions: [.when(order: .latest)])
        #expect(talk.top?.offers.allSatisfy { $0.startMinute > shown || $0.date.description > "2026-11-23" } == true)
        talk.say("周二吧", .inform, mentions: [.when("2026-11-24")])
        #expect(talk.top?.offers.allSatisfy { $0.date.description == "2026-11-24" && $0.startMinute < 720 } == true)
    }

    @Test("The earliest of what is shown is a choice, not a search")
    func earliestShown() {
        var talk = Talk()
        talk.say("张伟周一上午", .book, mentions: [.doctor("zhang"), .when("2026-11-23", .morning)])
        talk.say("最早的", .select, mentions: [.when(order: .earliest)])
        #expect(talk.last == "ask.phone")
    }

    @Test("A day that is ruled out is given up; the hours stay")
    func ruledOutDay() {
        var talk = Talk()
        talk.say("张伟周一上午", .book, mentions: [.doctor("zhang"), .when("2026-11-23", .morning)])
        talk.say("不要周一", .inform, mentions: [.when("2026-11-23", excluded: true)])
        #expect(talk.top?.offers.isEmpty == false)
        #expect(talk.top?.offers.allSatisfy { $0.date.description != "2026-11-23" && $0.startMinute < 720 } == true)
    }

    @Test("A time said after an offer was taken is meant from that offer")
    func fromTheChosen() {
        var talk = Talk()
        talk.say("心内科周三", .book, mentions: [.department("cardiology"), .when("2026-11-25")])
        talk.say("第一个", .select, option: 1)
        talk.say("下午吧", .correct, mentions: [.when(nil, .afternoon)], correction: true)
        #expect(talk.top?.offers.allSatisfy { $0.date.description == "2026-11-25" && $0.startMinute >= 720 } == true)
    }

    @Test("For whom it is may change while the patient is being registered")
    func patientWhileRegistering() {
        var talk = Talk()
        talk.say("周一上午九点张伟", .book, mentions: [.doctor("zhang"), .when("2026-11-23", around: 540)])
        talk.prove()
        #expect(talk.last == "ask.name.self")
        talk.say("给我妈挂", .book, mentions: [.relation("mother")])
        #expect(talk.last == "ask.name")
        #expect(talk.state.frames.first?.chosen != nil)
    }

    @Test("A topic that is none of the desk's business opens no form and counts as no failure")
    func foreignTopic() {
        var talk = Talk()
        talk.say("今天天气怎么样", .outOfScope, mentions: [.when("2026-11-20")])
        #expect(talk.keys == ["out_of_scope"])
        #expect(talk.state.frames.isEmpty)
    }

    @Test("A booking right after a question is for whom was asked about")
    func lastAsked() {
        var talk = Talk()
        talk.say("张伟怎么样", .queryDoctor, mentions: [.doctor("zhang")])
        talk.say("帮我约周一的", .book, mentions: [.when("2026-11-23")])
        #expect(talk.top?.doctors.anyOf == ["zhang"])
        #expect(talk.state.question == .offer)
    }
}

@Suite("Questions and answers are told apart")
struct QuestionTalkTests {
    @Test("A question that names a department answers nothing else; after a comma both count")
    func oneClause() {
        var talk = Talk()
        talk.say("挂号", .book)
        talk.say("心内科在几楼", .inform, .location, mentions: [.department("cardiology")])
        #expect(talk.keys == ["answer.location.department", "ask.department"])
        #expect(talk.top?.fields[.department] == nil)
        talk.say("心内科，在几楼", .inform, .location, mentions: [.department("cardiology")])
        #expect(talk.keys == ["answer.location.department", "ask.when"])
        #expect(talk.top?.departments.anyOf == ["cardiology"])
    }

    @Test("Why, after a conflict, is answered with the reason and the offers stay")
    func whyNot() {
        var talk = Talk()
        talk.say("周三上午张伟", .book, mentions: [.doctor("zhang"), .when("2026-11-25", .morning)])
        talk.say("为什么不能约", .book, .why)
        #expect(talk.keys == ["conflict.full", "again.offers"])
        #expect(talk.state.question == .offer)
    }

    @Test("The question for a new time names the visit as it is", arguments: [Language.zh, .en])
    func namesTheVisit(language: Language) {
        var talk = Talk.booked(language)
        talk.say("改约", .reschedule)
        #expect(talk.last == "ask.when.new")
        #expect(talk.words.contains(language == .zh ? "上午9:00" : "9:00 am"))
    }

    @Test("Who is in clinic is looked up, and each doctor is named once")
    func whoIsIn() {
        var talk = Talk()
        talk.say("心内科有哪些医生", .queryDoctor, mentions: [.department("cardiology")])
        #expect(talk.keys == ["answer.sessions"])
        #expect(talk.words.components(separatedBy: "张伟").count == 2)
    }

    @Test("Refusing and asking for another doctor leaves out those who were shown")
    func refuseDoctor() {
        var talk = Talk()
        talk.say("张伟周一上午", .book, mentions: [.doctor("zhang"), .when("2026-11-23", .morning)])
        talk.say("不要，换个医生", .deny, .alternatives, named: ["doctor"])
        #expect(talk.top?.offers.isEmpty == false)
        #expect(talk.top?.offers.contains { $0.practitioner == "zhang" } == false)
    }
}
