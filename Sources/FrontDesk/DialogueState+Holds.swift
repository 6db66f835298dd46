import Booking
import CivilCalendar
import Dialogue

extension DialogueState {
    /// Slots of which this conversation holds a place at the instant.
    func heldSlots(at instant: Instant) -> Set<SlotID> {
        guard let heldUntil, instant < heldUntil else { return [] }
        var held: Set<SlotID> = []
        for frame in frames {
            held.formUnion(frame.offers.map(\.slot))
            if let chosen = frame.chosen { held.insert(chosen.slot) }
        }
        return held
    }
}
