import CivilCalendar

/// What becomes of the visits of a stopped clinic: one concrete offer each, found before anybody is told.
///
/// Pure: the same visits, openings and commitments give the same plan. Visits are served in the order in which they
/// were booked, and no place is offered twice. A patient is offered, in this order:
/// 1. the same doctor, on the nearest day within the days of priority;
/// 2. the same department in the same half of the same day;
/// 3. the same department, on the nearest day within the days of priority.
public struct StopPlan: Hashable, Sendable {
    /// What becomes of one visit.
    public struct Step: Hashable, Sendable {
        /// The visit.
        public var appointment: AppointmentID
        /// The place that is offered instead, where there is one.
        public var offer: SlotID?
        /// The fee to give back, in fen: all of it.
        public var refundFen: Int

        /// Makes a step.
        public init(appointment: AppointmentID, offer: SlotID?, refundFen: Int) {
            self.appointment = appointment
            self.offer = offer
            self.refundFen = refundFen
        }
    }

    /// The steps, in the order in which they are carried out.
    public var steps: [Step]

    /// Plans.
    /// - Parameters:
    ///   - visits: the visits that cannot take place, in any order.
    ///   - openings: slots that may be offered, with what is free of them; the stopped session's own are left out.
    ///   - commitments: other live visits of the patients, by patient.
    ///   - limits: how far to look.
    public init(
        visits: [Appointment], openings: [Slot], commitments: [PatientID: [Appointment]] = [:],
        limits: StopPlanLimits = StopPlanLimits()
    ) {
        let stopped = Set(visits.map(\.slot.session.id))
        let openings = openings.filter { $0.status == .open && !stopped.contains($0.session.id) }
        var free: [SlotID: Int] = [:]
        for slot in openings { free[slot.id] = slot.free }
        // A patient who loses two visits must not be offered two places at the same time.
        var busy = commitments.mapValues { $0.map(\.slot) }
        var offers: [AppointmentID: SlotID] = [:]
        for visit in visits.sorted(by: Self.wasBookedEarlier) {
            let best = openings.lazy.compactMap { slot -> (rank: Rank, slot: Slot)? in
                guard free[slot.id, default: 0] > 0,
                    let rank = Rank(slot, insteadOf: visit.slot, priorityDays: limits.priorityDays),
                    !(busy[visit.patient.id] ?? []).contains(where: {
                        slot.isInTheWay(of: $0, travelMinutes: limits.travelMinutes)
                    })
                else { return nil }
                return (rank, slot)
            }.min { ($0.rank, $0.slot.id) < ($1.rank, $1.slot.id) }
            guard let best else { continue }
            free[best.slot.id, default: 0] -= 1
            busy[visit.patient.id, default: []].append(best.slot)
            offers[visit.id] = best.slot.id
        }
        steps = visits.sorted(by: Self.wasBookedEarlier).map { visit in
            Step(appointment: visit.id, offer: offers[visit.id], refundFen: visit.slot.session.feeFen)
        }
    }

    private static func wasBookedEarlier(_ left: Appointment, _ right: Appointment) -> Bool {
        (left.bookedAt, left.id) < (right.bookedAt, right.id)
    }

    /// How far a slot is from a lost visit; smaller is better.
    private struct Rank: Comparable {
        var numbers: [Int]

        init?(_ slot: Slot, insteadOf lost: Slot, priorityDays: Int) {
            guard slot.session.department == lost.session.department else { return nil }
            let days = slot.session.date.days(since: lost.session.date)
            let isSameHalf = slot.session.half == lost.session.half
            let isSameDoctor =
                slot.session.practitioner == (lost.session.insteadOf ?? lost.session.practitioner)
                || slot.session.practitioner == lost.session.practitioner
            let kind: Int
            if isSameDoctor, abs(days) <= priorityDays {
                kind = 0
            } else if days == 0, isSameHalf {
                kind = 1
            } else if abs(days) <= priorityDays {
                kind = 2
            } else {
                return nil
            }
            // Of two days as near the later one: there is more time to arrange it.
            numbers = [
                kind, abs(days), days < 0 ? 1 : 0, slot.session.campus == lost.session.campus ? 0 : 1,
                isSameHalf ? 0 : 1, abs(slot.startMinute - lost.startMinute),
            ]
        }

        static func < (left: Rank, right: Rank) -> Bool {
            left.numbers.lexicographicallyPrecedes(right.numbers)
        }
    }
}

/// How far a plan looks for other places.
public struct StopPlanLimits: Hashable, Sendable {
    /// Days before and after the stopped clinic in which its patients come first.
    public var priorityDays: Int
    /// Minutes a patient needs from one campus to another.
    public var travelMinutes: Int

    /// Makes limits.
    public init(priorityDays: Int = 7, travelMinutes: Int = 60) {
        self.priorityDays = priorityDays
        self.travelMinutes = travelMinutes
    }

    /// Makes the limits that a hospital's rules set.
    public init(_ rules: Rules) {
        priorityDays = rules.number(.stopRebookPriorityDays) ?? 0
        travelMinutes = rules.number(.travelMinutes) ?? 0
    }
}

extension Slot {
    /// Whether a patient cannot have both: the same session, overlapping times, or campuses too far apart.
    func isInTheWay(of other: Slot, travelMinutes: Int) -> Bool {
        if session.id == other.session.id { return true }
        let gap = session.campus == other.session.campus ? 0 : travelMinutes
        guard session.date == other.session.date else { return false }
        return startMinute < other.endMinute + gap && other.startMinute < endMinute + gap
    }
}
