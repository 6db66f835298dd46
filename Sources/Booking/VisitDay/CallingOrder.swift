import CivilCalendar

/// A number in the queue of a clinic (排队号).
public struct QueueTicket: Hashable, Sendable, Codable {
    /// The visit.
    public var appointment: AppointmentID
    /// The number, from 1 in the order of reporting; never given twice in a clinic.
    public var number: Int
    /// When the visit was booked for.
    public var start: Instant
    /// When the patient reported.
    public var arrivedAt: Instant
    /// So many others are called first, however early the visit was booked for: lateness or a missed call.
    public var letsPass: Int
    /// How often the patient was called and did not come.
    public var missedCalls: Int
    /// When the patient was last called.
    public var calledAt: Instant?

    /// Makes a ticket.
    public init(
        appointment: AppointmentID, number: Int, start: Instant, arrivedAt: Instant, letsPass: Int = 0,
        missedCalls: Int = 0, calledAt: Instant? = nil
    ) {
        self.appointment = appointment
        self.number = number
        self.start = start
        self.arrivedAt = arrivedAt
        self.letsPass = letsPass
        self.missedCalls = missedCalls
        self.calledAt = calledAt
    }
}

/// The fair order of calling (叫号).
///
/// Booked time first, then who reported first, then the number: coming early gains nobody a place before those booked
/// earlier, and a clinic that runs ahead of time calls whoever is there. Whoever came too late or missed a call lets a
/// fixed number of others pass (`lateTreatment`, `missedCallPositions` of `reference/booking.md` §3.2) and is then called,
/// whoever else reports meanwhile: such a place can only get better. Of two of these the one with fewer to let pass
/// goes first.
public enum CallingOrder {
    /// The tickets of those who wait, in the order in which they will be called.
    public static func sorted(_ waiting: [QueueTicket]) -> [QueueTicket] {
        var order = waiting.filter { $0.letsPass == 0 }.sorted(by: goesFirst)
        let passing = waiting.filter { $0.letsPass > 0 }.sorted {
            $0.letsPass != $1.letsPass ? $0.letsPass < $1.letsPass : goesFirst($0, $1)
        }
        var next = 0
        for ticket in passing {
            next = min(max(ticket.letsPass, next), order.count)
            order.insert(ticket, at: next)
            next += 1
        }
        return order
    }

    private static func goesFirst(_ left: QueueTicket, _ right: QueueTicket) -> Bool {
        (left.start, left.arrivedAt, left.number) < (right.start, right.arrivedAt, right.number)
    }
}

/// How fast a clinic goes: what was planned, and what its calls so far show.
public struct ClinicPace: Hashable, Sendable {
    /// When the clinic begins.
    public var startsAt: Instant
    /// Minutes planned for a visit, above 0.
    public var plannedMinutes: Double
    /// When patients were called so far, oldest first.
    public var calls: [Instant]
    /// Since when somebody is with the doctor; `nil` when nobody is.
    public var busySince: Instant?

    /// Makes a pace.
    public init(startsAt: Instant, plannedMinutes: Double, calls: [Instant] = [], busySince: Instant? = nil) {
        self.startsAt = startsAt
        self.plannedMinutes = max(0.1, plannedMinutes)
        self.calls = calls
        self.busySince = busySince
    }

    /// Minutes a visit takes: as planned until three gaps between calls are known, then the mean of the last five, but
    /// never less than half or more than three times what was planned.
    public var minutesPerVisit: Double {
        let gaps = zip(calls.dropFirst(), calls).map { Double($0.milliseconds - $1.milliseconds) / 60_000 }.suffix(5)
        guard gaps.count >= 3 else { return plannedMinutes }
        let mean = gaps.reduce(0, +) / Double(gaps.count)
        return min(max(mean, plannedMinutes / 2), plannedMinutes * 3)
    }

    /// Minutes until somebody with so many others ahead is called, rounded up: the wait for the clinic to begin, the rest
    /// of the visit going on, and the visits of those ahead.
    public func minutesUntilCalled(ahead: Int, now: Instant) -> Int {
        let untilStart = max(0, Double(startsAt.milliseconds - now.milliseconds) / 60_000)
        let rest = busySince.map { since in
            max(0, minutesPerVisit - Double(now.milliseconds - since.milliseconds) / 60_000)
        }
        return Int((untilStart + (rest ?? 0) + Double(ahead) * minutesPerVisit).rounded(.up))
    }
}

/// Where a waiting patient stands.
public struct QueuePlace: Hashable, Sendable {
    /// The visit.
    public var appointment: Appointment
    /// The ticket.
    public var ticket: QueueTicket
    /// So many others are called first.
    public var ahead: Int
    /// About so many minutes until the call.
    public var waitMinutes: Int
    /// The number that was called last, if one was.
    public var lastCalled: Int?

    /// Makes a place.
    public init(appointment: Appointment, ticket: QueueTicket, ahead: Int, waitMinutes: Int, lastCalled: Int? = nil) {
        self.appointment = appointment
        self.ticket = ticket
        self.ahead = ahead
        self.waitMinutes = waitMinutes
        self.lastCalled = lastCalled
    }
}
