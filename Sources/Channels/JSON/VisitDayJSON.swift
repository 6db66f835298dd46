import Booking
import CivilCalendar

/// Writes the day of the visit for staff. Patients are ids; nobody is named.
struct VisitDayJSON {
    /// Knows the hospital's wall clock.
    let catalogue: CatalogueJSON

    /// The members of a check-in.
    func write(_ checkIn: CheckIn, to writer: inout JSONWriter) {
        writer.name("place")
        write(checkIn.place, to: &writer)
        writer.member("was_checked_in", checkIn.arrival == nil)
        var late: Int?
        var goesLast = false
        if case .late(let minutes, let last)? = checkIn.arrival { (late, goesLast) = (minutes, last) }
        writer.member("late_minutes", late)
        writer.member("goes_last", goesLast)
    }

    /// The members of a queue.
    func write(_ queue: [QueuePlace], to writer: inout JSONWriter) {
        writer.name("places")
        writer.array { writer in
            for place in queue { write(place, to: &writer) }
        }
    }

    /// A visit.
    func write(_ visit: Appointment, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", visit.id.rawValue)
            writer.member("status", visit.status.rawValue)
            writer.member("patient", visit.patient.id.rawValue)
            writer.member("session", visit.slot.session.id.rawValue)
            writer.member("start", visit.slot.start.description)
            writer.member("serial", visit.serial)
        }
    }

    /// An appeal, with what the person said for themselves.
    func write(_ appeal: Appeal, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", appeal.id.rawValue)
            writer.member("state", appeal.state.rawValue)
            writer.member("appointment", appeal.appointment.rawValue)
            writer.member("patient", appeal.patient.rawValue)
            writer.member("at", moment(appeal.at))
            writer.member("answer_by", appeal.answerBy?.description)
            writer.member("statement", appeal.statement)
        }
    }

    private func write(_ place: QueuePlace, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("number", place.ticket.number)
            writer.member("ahead", place.ahead)
            writer.member("wait_minutes", place.waitMinutes)
            writer.member("missed_calls", place.ticket.missedCalls)
            writer.member("checked_in_at", moment(place.ticket.arrivedAt))
            writer.member("last_called", place.lastCalled)
            writer.name("visit")
            write(place.appointment, to: &writer)
        }
    }

    private func moment(_ instant: Instant) -> String {
        catalogue.catalogue.zone.moment(at: instant).description
    }
}
