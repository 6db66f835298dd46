import CivilCalendar

/// A doctor's half-day in clinic (出诊班次).
public struct ClinicSession: Hashable, Sendable, Codable {
    /// Which half of the day.
    public enum Half: String, Hashable, Sendable, Codable, CaseIterable {
        case morning, afternoon, evening
    }

    /// Whether the clinic takes place.
    public enum Status: String, Hashable, Sendable, Codable {
        /// Takes place and can be booked once released.
        case scheduled
        /// 停约: takes place, takes no more bookings for now.
        case suspended
        /// 停诊: does not take place.
        case stopped
    }

    /// Its id.
    public var id: ClinicSessionID
    /// The doctor who sees the patients; with a stand-in (替诊) the stand-in.
    public var practitioner: PractitionerCode
    /// The doctor who was to be there, where a stand-in sees the patients.
    public var insteadOf: PractitionerCode?
    /// The department.
    public var department: DepartmentCode
    /// The campus.
    public var campus: CampusCode
    /// Room or desk.
    public var room: LocalizedText
    /// The day.
    public var date: CivilDate
    /// Which half of the day.
    public var half: Half
    /// Whether it takes place.
    public var status: Status
    /// Fee of a visit, in fen.
    public var feeFen: Int
    /// When its slots can first be booked.
    public var releaseAt: Instant

    /// Makes a session.
    public init(
        id: ClinicSessionID, practitioner: PractitionerCode, insteadOf: PractitionerCode? = nil,
        department: DepartmentCode, campus: CampusCode, room: LocalizedText, date: CivilDate, half: Half,
        status: Status = .scheduled, feeFen: Int, releaseAt: Instant
    ) {
        self.id = id
        self.practitioner = practitioner
        self.insteadOf = insteadOf
        self.department = department
        self.campus = campus
        self.room = room
        self.date = date
        self.half = half
        self.status = status
        self.feeFen = feeFen
        self.releaseAt = releaseAt
    }
}

/// A bookable time of a clinic session (号源时段), together with what a patient needs to know of its session.
public struct Slot: Hashable, Sendable, Codable {
    /// What can be done with it now.
    public enum Status: String, Hashable, Sendable, Codable {
        /// Free places are left.
        case open
        /// No place is left.
        case full
        /// Not released yet.
        case unreleased
        /// Its clinic does not take place or takes no bookings.
        case stopped
        /// Too late: begun, or after the sale's cut-off.
        case past
    }

    /// Its id.
    public var id: SlotID
    /// Its clinic session.
    public var session: ClinicSession
    /// First minute of the day, 0..<1440.
    public var startMinute: Int
    /// End minute of the day, exclusive.
    public var endMinute: Int
    /// Places in all.
    public var capacity: Int
    /// Places held.
    public var held: Int
    /// Places booked.
    public var booked: Int
    /// What can be done with it at the instant of the query.
    public var status: Status

    /// Makes a slot.
    public init(
        id: SlotID, session: ClinicSession, startMinute: Int, endMinute: Int, capacity: Int, held: Int, booked: Int,
        status: Status
    ) {
        self.id = id
        self.session = session
        self.startMinute = startMinute
        self.endMinute = endMinute
        self.capacity = capacity
        self.held = held
        self.booked = booked
        self.status = status
    }

    /// Brings the counters up to date; where the sale is open, they decide whether the slot is full.
    public mutating func count(_ counters: StockCounters) {
        capacity = counters.capacity
        held = counters.held
        booked = counters.booked
        if status == .open || status == .full { status = free > 0 ? .open : .full }
    }

    /// Places left, 0 or more.
    public var free: Int { max(0, capacity - held - booked) }
    /// When the visit starts, on the hospital's wall clock.
    public var start: CivilMoment { CivilMoment(date: session.date, second: startMinute * 60) }
    /// When the visit ends, on the hospital's wall clock.
    public var end: CivilMoment { CivilMoment(date: session.date, second: endMinute * 60) }
}

/// Counters of a slot.
public struct StockCounters: Hashable, Sendable, Codable {
    /// Places in all.
    public var capacity: Int
    /// Places held.
    public var held: Int
    /// Places booked.
    public var booked: Int

    /// Makes counters.
    public init(capacity: Int, held: Int, booked: Int) {
        self.capacity = capacity
        self.held = held
        self.booked = booked
    }
}

/// Which slots to look at; every part that is `nil` or empty is open.
public struct SlotQuery: Hashable, Sendable, Codable {
    /// Any of these departments; groups must be expanded before.
    public var departments: [DepartmentCode]
    /// Any of these doctors.
    public var practitioners: [PractitionerCode]
    /// First day, inclusive.
    public var from: CivilDate?
    /// Last day, inclusive.
    public var through: CivilDate?

    /// Makes a query.
    public init(
        departments: [DepartmentCode] = [], practitioners: [PractitionerCode] = [], from: CivilDate? = nil,
        through: CivilDate? = nil
    ) {
        self.departments = departments
        self.practitioners = practitioners
        self.from = from
        self.through = through
    }
}
