import Booking
import CivilCalendar
import Dialogue
import Testing

@testable import FrontDesk

@Suite("Traces")
struct TraceTextTests {
    private let words = TraceText(zone: .shanghai)

    @Test("say what there is, and neither types nor what is the default")
    func effects() {
        let day = CivilDate(year: 2026, month: 11, day: 25)
        var wish = Wish()
        wish.department = Choice(anyOf: [DepartmentCode("eye")])
        wish.practitioner = Choice(noneOf: ["lw01", "lw02"].map { PractitionerCode($0) })
        wish.sex = Choice(anyOf: [.female], strength: .preferred)
        wish.when = TimeWish(
            anyOf: [TimeConstraint(firstDay: day, lastDay: day, fromMinute: 720, toMinute: 1080)],
            except: [TimeConstraint(weekdays: WeekdaySet(.friday))], order: .earliest)
        let search = words.text(of: DialogueEffect.search(SearchRequest(wish: wish, limit: 3)))
        #expect(
            search == "search(wish: [department: eye, practitioner: not lw01/lw02, sex: female preferred, "
                + "when: 2026-11-25 12:00–18:00 not friday earliest], limit: 3)")
    }

    @Test("say instants as the hospital's clock does, and what a success brought")
    func answers() {
        let until = Instant(milliseconds: 1_795_309_200_000)
        let held = HoldOutcome(holds: [Hold(id: HoldID("h1"), slot: SlotID("s1"), expiresAt: until)])
        #expect(words.text(of: DialogueInput.held(held)) == "held(holds: s1 until 2026-11-22T09:00:00)")
        #expect(words.text(of: DialogueInput.booked(.failure(.slotTaken))) == "booked(failure(slotTaken))")
        #expect(words.text(of: DialogueEffect.releaseHolds) == "releaseHolds")
    }
}
