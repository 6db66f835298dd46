import Booking
import CivilCalendar

extension SQLDesk {
    /// Gives a returned place (退号) to whoever comes next by the rules in force: the waitlist, and where nobody waits
    /// everybody, at once or from a random instant on, or nobody any more.
    ///
    /// A place that is kept back is held like any other, until the instant that the audit record of its return names;
    /// so it can be shown afterwards that nobody could know when it would be free.
    func recycle(_ appointment: Appointment, now: Instant) throws {
        let slot = appointment.slot
        let recycling = try hospitalWithSlots().rules(for: slot.session, now: now).recycling
        if recycling != .never, try offerNext(slot.id, now: now) { return }
        let until: Instant
        switch recycling {
        case .immediate, .waitlist: return
        case .random(let minutes):
            let span = UInt64(max(1, (minutes.upperBound - minutes.lowerBound) * 60_000))
            until = now.adding(
                milliseconds: Int64(minutes.lowerBound) * 60_000 + Int64(chance.next(below: span)))
        case .never:
            let zone = try hospitalWithSlots().catalogue.zone
            until = zone.instant(of: slot.end)
        }
        guard now < until, try stock(slot.id, now: now)?.slot.status == .open else { return }
        let subject = "appointment/\(appointment.id)"
        guard
            try keep(slot.id, for: Holder(conversation: "recycling/\(ids.next(at: now))"), until: until, now: now)
                != nil
        else { return }
        try audit(
            "recycle", target: subject, actor: "clock", reason: "\(slot.id) until \(until.milliseconds)", consent: nil,
            now: now)
    }
}
