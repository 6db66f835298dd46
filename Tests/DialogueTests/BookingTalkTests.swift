import Booking
import Dialogue
import Testing
import TimeExpressions
import Understanding

@Suite("Booking by talking")
struct BookingTalkTests {
    @Test("From nothing to a booked visit, one question a turn", arguments: [Language.zh, .en], [false, true])
    func fromNothing(language: Language, isForTheEar: Bool) throws {
        var talk = Talk(language, isForTheEar: isForTheEar)
        #expect(talk.last == "greeting")
        talk.say("挂号", .book)
        #expect(talk.last == "ask.department")
        talk.say("心内科", .inform, mentions: [.department("cardiology")])
        #expect(talk.last == "ask.when")
        talk.say("下周一上午", .inform, mentions: [.when("2026-11-23", .morning)])
        #expect(talk.state.question == .offer)
        let offers = try #require(talk.state.frames.last?.offers)
        #expect(offers.count == (isForTheEar ? 2 : 3))
        #expect(offers.allSatisfy { $0.date.description == "2026-11-23" && $0.startMinute < 720 })
        talk.say("第二个", .select, option: 2)
        talk.identify()
        #expect(talk.last == "confirm.book")
        #expect(talk.words.contains("王秀英"))
        talk.say("确认", .affirm)
        #expect(talk.last == "done.booked")
        let account = try #require(talk.state.account)
        let booked = try talk.desk.appointments(of: account.id, includingPast: false, now: talk.context.instant)
        #expect(booked.map(\.slot.id) == [offers[1].slot])
        #expect(talk.state.frames.isEmpty)
    }

    @Test("Everything in one sentence leaves only who it is and the yes", arguments: [Language.zh, .en])
    func allAtOnce(language: Language) {
        var talk = Talk(language)
        talk.say(
            "周一上午九点张伟", .book, mentions: [.doctor("zhang"), .when("2026-11-23", around: 540)])
        talk.identify()
        #expect(talk.last == "confirm.book")
        #expect(talk.state.frames.last?.chosen?.startMinute == 540)
    }

    @Test("A full morning is said with its reason, and alternatives that differ are held")
    func conflict() throws {
        var talk = Talk()
        talk.say("周三上午张伟", .book, mentions: [.doctor("zhang"), .when("2026-11-25", .morning)])
        #expect(talk.keys.first == "conflict.full")
        let offers = try #require(talk.state.frames.last?.offers)
        #expect(offers.count == 3)
        #expect(offers.allSatisfy { !$0.givesUp.isEmpty })
        #expect(Set(offers.map(\.givesUp)).count > 1)
        #expect(talk.state.heldUntil != nil)
        talk.say("都不行", .alternatives)
        let next = try #require(talk.state.frames.last?.offers)
        #expect(Set(next.map(\.slot)).isDisjoint(with: offers.map(\.slot)))
    }

    @Test("A day keeps the hours said before, and hours keep the day")
    func ellipsis() throws {
        var talk = Talk()
        talk.say("周一上午心内科", .book, mentions: [.department("cardiology"), .when("2026-11-23", .morning)])
        talk.say("那周四呢", .queryAvailability, mentions: [.when("2026-11-26")])
        var offers = try #require(talk.state.frames.last?.offers)
        #expect(offers.allSatisfy { $0.date.description == "2026-11-26" && $0.startMinute < 720 })
        talk.say("下午呢", .inform, mentions: [.when(nil, .afternoon)])
        offers = try #require(talk.state.frames.last?.offers)
        #expect(offers.allSatisfy { $0.date.description == "2026-11-26" && $0.startMinute >= 720 })
    }

    @Test("Another doctor keeps the department and leaves out the one shown")
    func anotherDoctor() throws {
        var talk = Talk()
        talk.say("张伟周一", .book, mentions: [.doctor("zhang"), .when("2026-11-23")])
        talk.say("换个医生", .alternatives, named: ["doctor"])
        let offers = try #require(talk.state.frames.last?.offers)
        #expect(!offers.isEmpty)
        #expect(offers.allSatisfy { $0.practitioner != "zhang" && $0.department == "cardiology" })
    }

    @Test("A question is answered and swallows no answer: the open question is asked again")
    func digression() {
        var talk = Talk()
        talk.say("心内科", .book, mentions: [.department("cardiology")])
        talk.say("张伟多少钱", .price, mentions: [.doctor("zhang")])
        #expect(talk.keys == ["answer.price.doctor", "ask.when"])
        #expect(talk.state.frames.last?.fields[.doctor] == nil)
        #expect(talk.state.failures == 0)
    }

    @Test("Namesakes are told apart by what differs")
    func namesakes() {
        var talk = Talk()
        talk.say("李伟周一", .book, mentions: [.doctor("liwei", "liwei2"), .when("2026-11-23")])
        #expect(talk.last == "choose.doctor")
        #expect(talk.words.contains("骨科") && talk.words.contains("心内科"))
        talk.say("骨科那个", .inform, mentions: [.department("orthopaedics")])
        #expect(talk.state.frames.last?.offers.allSatisfy { $0.practitioner == "liwei2" } == true)
        #expect(talk.state.question == .offer)
    }
}
