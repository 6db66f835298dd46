import CivilCalendar

/// How somebody who reports stands to the time of the visit.
public enum Arrival: Hashable, Sendable, Codable {
    /// In time, or late by no more than the grace.
    case punctual
    /// Late by so many minutes; whether everybody who waits already is called first.
    case late(minutes: Int, goesLast: Bool)
}

/// A patient who reported.
public struct CheckIn: Hashable, Sendable {
    /// Where they stand in the queue.
    public var place: QueuePlace
    /// How they came; `nil` when they had reported before.
    public var arrival: Arrival?

    /// Makes a check-in.
    public init(place: QueuePlace, arrival: Arrival?) {
        self.place = place
        self.arrival = arrival
    }
}

/// Why somebody cannot report, with the visit where there is one.
public struct CheckInRefusal: Error, Hashable, Sendable {
    /// Why.
    public var objection: CheckInObjection
    /// The visit.
    public var appointment: Appointment?

    /// Makes a refusal.
    public init(_ objection: CheckInObjection, _ appointment: Appointment? = nil) {
        self.objection = objection
        self.appointment = appointment
    }
}

/// What stands against reporting.
public enum CheckInObjection: Error, Hashable, Sendable, Codable {
    /// No such visit.
    case unknownVisit
    /// The visit was cancelled, is going on or is over.
    case wrongState(Appointment.Status)
    /// The clinic does not take place.
    case stopped
    /// The visit is on a later day.
    case otherDay
    /// The visit is today, but reporting is not open yet; the denial says from when.
    case tooEarly(RuleDenial)
    /// A rule ends reporting before now.
    case tooLate(RuleDenial)
    /// The clinic is over.
    case over
}

extension Rules {
    /// Whether the patient of a booked visit may report now, and how late they are.
    ///
    /// Reporting opens `reportEarliestMinutes` before the visit and ends with the clinic, or earlier: at
    /// `pickupUntilMorning` or `pickupUntilAfternoon`, and after `lateGraceMinutes` where lateness counts as a no-show.
    /// Who is later than the grace keeps the place or goes last as `lateTreatment` says (`reference/booking.md` §3.2).
    /// - Parameter clinicEnds: the end of the clinic session.
    public func decideCheckIn(
        _ slot: Slot, clinicEnds: Instant, now: Instant
    ) -> Result<Arrival, CheckInObjection> {
        guard slot.session.status != .stopped else { return .failure(.stopped) }
        let moment = zone.moment(at: now)
        guard moment.date >= slot.session.date else { return .failure(.otherDay) }
        guard now < clinicEnds else { return .failure(.over) }
        let start = zone.instant(of: slot.start)
        if let minutes = number(.reportEarliestMinutes) {
            let opens = start.adding(seconds: -minutes * 60)
            if now < opens {
                return .failure(
                    .tooEarly(denial(.reportEarliestMinutes, observed: moment.description, from: opens)))
            }
        }
        let pickup: RuleParameter = slot.session.half == .morning ? .pickupUntilMorning : .pickupUntilAfternoon
        if slot.session.half != .evening, let last = clock(pickup), moment.minuteOfDay >= last {
            return .failure(.tooLate(denial(pickup, observed: moment.description)))
        }
        let late = Int(now.milliseconds - start.milliseconds) / 60_000
        guard let grace = number(.lateGraceMinutes), now > start.adding(seconds: grace * 60) else {
            return .success(.punctual)
        }
        switch words(.lateTreatment).first {
        case "no_show": return .failure(.tooLate(denial(.lateGraceMinutes, observed: String(late))))
        case "keep": return .success(.late(minutes: late, goesLast: false))
        default: return .success(.late(minutes: late, goesLast: true))
        }
    }

    /// The first instant at which a booked visit that nobody reported for is missed.
    public func noShowInstant(clinicEnds: Instant) -> Instant {
        clinicEnds.adding(seconds: (number(.noShowGraceMinutes) ?? 0) * 60)
    }
}
