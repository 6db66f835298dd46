import Booking
import Dialogue
import Testing
import TimeExpressions
import Understanding

@Suite("Talking about appointments that exist")
struct VisitTalkTests {
    @Test("Cancelling reads back first and keeps everything on a no", arguments: [Language.zh, .en])
    func cancel(language: Language) {
        var talk = Talk.booked(language)
        talk.say("取消预约", .cancel)
        #expect(talk.last == "confirm.cancel")
        talk.say("不", .deny)
        #expect(talk.last == "kept")
        #expect(talk.visits.count == 1)
        talk.say("取消预约", .cancel)
        talk.say("确认", .affirm)
        #expect(talk.last == "done.cancelled")
        #expect(talk.visits.isEmpty)
    }

    @Test("Right after a booking, taking it back offers to cancel it")
    func undoAfterBooking() {
        var talk = Talk.booked()
        talk.say("刚才那个不要了", .undo)
        #expect(talk.last == "confirm.cancel")
    }

    @Test("Moving keeps doctor, department and id; the old place stands until the yes", arguments: [Language.zh, .en])
    func reschedule(language: Language) throws {
        var talk = Talk.booked(language)
        let old = try #require(talk.visits.first)
        talk.say("改约", .reschedule)
        #expect(talk.last == "ask.when.new")
        talk.say("周二下午", .inform, mentions: [.when("2026-11-24", .afternoon)])
        #expect(talk.state.question == .offer)
        #expect(talk.top?.offers.allSatisfy { $0.practitioner == "zhang" } == true)
        talk.say("第一个", .select, option: 1)
        #expect(talk.last == "confirm.reschedule")
        #expect(talk.visits.map(\.slot.id) == [old.slot.id])
        talk.say("确认", .affirm)
        #expect(talk.last == "done.rescheduled")
        #expect(talk.visits.map(\.id) == [old.id])
        #expect(talk.visits.first?.slot.session.date.description == "2026-11-24")
    }

    @Test("Of two times the first says which visit and the second says where to")
    func twoTimes() {
        var talk = Talk.booked()
        talk.say(
            "把周一的取消，改约周二上午", .cancel, .book,
            mentions: [.when("2026-11-23"), .when("2026-11-24", .morning)])
        #expect(talk.top?.form == .reschedule)
        #expect(talk.top?.target?.date.description == "2026-11-23")
        #expect(talk.top?.offers.allSatisfy { $0.date.description == "2026-11-24" } == true)
        #expect(talk.visits.count == 1)
    }

    @Test("Nothing personal is read before the phone is proven")
    func proofFirst() {
        var talk = Talk.booked()
        var other = Talk(.zh, desk: talk.desk, conversation: "talk-2")
        other.now = talk.now.adding(minutes: 2)
        other.say("查我的预约", .queryAppointment)
        #expect(other.last == "ask.phone")
        other.say("13812345678", .inform, mentions: [.phone("13812345678")])
        #expect(!other.words.contains("张伟"))
        other.say("000000", .inform, mentions: [.code("000000")])
        #expect(other.last == "problem.code")
        other.say("code", .inform, mentions: [.code(other.desk.sentCodes.last?.code ?? "")])
        #expect(other.last == "appointments.list")
        #expect(other.words.contains("张伟"))
        talk.say("查我的预约", .queryAppointment)
        #expect(talk.last == "appointments.list")
    }

    @Test("Several appointments are asked about by what tells them apart")
    func whichOne() {
        var talk = Talk.booked()
        talk.say("周二上午九点骨科李伟", .book, mentions: [.doctor("liwei2"), .when("2026-11-24", around: 540)])
        #expect(talk.last == "confirm.book")
        talk.say("对", .affirm)
        talk.say("取消", .cancel, mentions: [.department("orthopaedics")])
        #expect(talk.last == "confirm.cancel")
        #expect(talk.top?.target?.department == "orthopaedics")
        talk.say("算了", .abort)
        talk.say("我要取消周一的", .cancel, mentions: [.when("2026-11-23")])
        #expect(talk.top?.target?.practitioner == "zhang")
    }
}

@Suite("The doctor seen last")
struct LastDoctorTests {
    @Test("Is looked up once the phone is proven, and the rest of the wish is kept")
    func lastDoctor() {
        let earlier = Talk.booked()
        var talk = Talk(.zh, desk: earlier.desk, conversation: "talk-2")
        talk.now = earlier.now.adding(minutes: 2)
        talk.say("还挂上次那位，周二上午", .book, mentions: [.when("2026-11-24", .morning)], pointing: [.lastDoctor])
        talk.prove()
        #expect(talk.keys.first == "notice.last_doctor")
        #expect(talk.top?.doctors.anyOf == ["zhang"])
        #expect(talk.top?.offers.allSatisfy { $0.date.description == "2026-11-24" } == true)
    }
}
