import Booking
import CivilCalendar

/// A session as it is kept, with its slots by the minute they start.
struct KeptSession {
    var session: ClinicSession
    var isWithdrawn: Bool
    /// Whether staff suspended, stopped or restored it.
    var isDecidedByStaff: Bool
    /// Whether staff put another doctor in.
    var hasStandInByStaff: Bool
    var slots: [Int: KeptSlot] = [:]

    /// Places booked or held, without those taken through other channels.
    var taken: Int { slots.values.reduce(0) { $0 + $1.taken } }
}

/// A slot as it is kept.
struct KeptSlot {
    var id: SlotID
    var endMinute: Int
    var capacity: Int
    var held: Int
    var booked: Int
    var elsewhere: Int
    /// Places that staff added to those of the schedule.
    var added: Int
    /// As the zone's rules had it when this was last planned.
    var startsAt: Instant
    var endsAt: Instant

    /// Places booked or held, without those taken through other channels.
    var taken: Int { held + booked - elsewhere }
}

extension SQLDesk {
    /// Brings sessions to what the plan says.
    /// - Parameter kept: the same sessions as they are kept, by id.
    func importSessions(
        _ planned: [PlannedSession], kept: [ClinicSessionID: KeptSession], zone: CivilZone, now: Instant
    ) throws -> ImportReport {
        changes.noteSchedule()
        var report = ImportReport()
        for plan in planned {
            if let old = kept[plan.session.id] {
                try update(old, to: plan, zone: zone, now: now, report: &report)
            } else {
                try insert(plan.session)
                report.addedSessions += 1
                for segment in plan.segments {
                    try insert(segment, of: plan.session, zone: zone, now: now)
                    report.addedSlots += 1
                }
            }
        }
        return report
    }

    /// Takes sessions out of the schedule that no plan has any more; one with bookings stays and is reported.
    func withdraw(_ sessions: [KeptSession]) throws -> ImportReport {
        changes.noteSchedule()
        var report = ImportReport()
        for old in sessions where !old.isWithdrawn {
            if old.taken > 0 {
                report.kept.append(
                    ImportReport.Kept(session: old.session.id, slot: nil, wish: .withdrawn, taken: old.taken))
                continue
            }
            try sql.run(
                "UPDATE clinic_session SET withdrawn = 1 WHERE hospital = $1 AND id = $2", hospital, old.session.id)
            report.withdrawnSessions += 1
        }
        return report
    }

    /// The sessions of a span of days as they are kept.
    func keptSessions(from: CivilDate, through: CivilDate) throws -> [ClinicSessionID: KeptSession] {
        let sessionRows = try sql.run(
            SQLStatement(
                made: """
                    SELECT \(SlotColumns.session), c.withdrawn,
                        CASE WHEN c.staff_status IS NULL THEN 0 ELSE 1 END, c.staff_doctor
                    FROM clinic_session c
                    WHERE c.hospital = $1 AND c.day >= $2 AND c.day <= $3 ORDER BY c.id
                    """, arguments: [hospital.sqlValue, from.sqlValue, through.sqlValue]))
        var kept: [ClinicSessionID: KeptSession] = [:]
        for row in sessionRows {
            let session = try SlotColumns.session(row, at: 0)
            kept[session.id] = KeptSession(
                session: session, isWithdrawn: try row.integer(SlotColumns.sessionCount) == 1,
                isDecidedByStaff: try row.integer(SlotColumns.sessionCount + 1) == 1,
                hasStandInByStaff: try row.integer(SlotColumns.sessionCount + 2) == 1)
        }
        let slotRows = try sql.run(
            """
            SELECT s.session, s.start_minute, s.id, s.end_minute, s.capacity, s.held, s.booked, s.elsewhere, s.added,
                s.starts_at, s.ends_at
            FROM clinic_session c CROSS JOIN slot s
            WHERE c.hospital = $1 AND c.day >= $2 AND c.day <= $3 AND s.hospital = c.hospital AND s.session = c.id
            """, hospital, from, through)
        for row in slotRows {
            kept[try row.id(0)]?.slots[try row.integer(1)] = KeptSlot(
                id: try row.id(2), endMinute: try row.integer(3), capacity: try row.integer(4),
                held: try row.integer(5), booked: try row.integer(6), elsewhere: try row.integer(7),
                added: try row.integer(8), startsAt: try row.instant(9), endsAt: try row.instant(10))
        }
        return kept
    }

    private func update(
        _ old: KeptSession, to plan: PlannedSession, zone: CivilZone, now: Instant, report: inout ImportReport
    ) throws {
        var plan = plan
        plan.session.keepWhatStaffDid(to: old)
        if old.session != plan.session || old.isWithdrawn {
            try sql.run(
                """
                UPDATE clinic_session SET practitioner = $3, instead_of = $4, department = $5, campus = $6,
                    room_zh = $7, room_en = $8, day = $9, half = $10, status = $11, fee_fen = $12, release_at = $13,
                    withdrawn = 0
                WHERE hospital = $1 AND id = $2
                """, hospital, plan.session.id, plan.session.practitioner, plan.session.insteadOf,
                plan.session.department, plan.session.campus, plan.session.room.zh, plan.session.room.en,
                plan.session.date, plan.session.half.rawValue, plan.session.status.rawValue, plan.session.feeFen,
                plan.session.releaseAt)
            report.changedSessions += 1
            if old.taken > 0, let wish = old.session.disturbance(by: plan.session) {
                report.kept.append(
                    ImportReport.Kept(session: plan.session.id, slot: nil, wish: wish, taken: old.taken))
            }
        }
        var left = old.slots
        for segment in plan.segments {
            guard let slot = left.removeValue(forKey: segment.startMinute) else {
                try insert(segment, of: plan.session, zone: zone, now: now)
                report.addedSlots += 1
                continue
            }
            try update(slot, to: segment, of: plan.session, zone: zone, now: now, report: &report)
        }
        for (start, slot) in left.sorted(by: { $0.key < $1.key }) where slot.capacity > 0 {
            let nothing = PlannedSession.Segment(startMinute: start, endMinute: slot.endMinute, capacity: 0)
            try update(slot, to: nothing, of: plan.session, zone: zone, now: now, report: &report)
        }
    }

    private func update(
        _ old: KeptSlot, to segment: PlannedSession.Segment, of session: ClinicSession, zone: CivilZone,
        now: Instant, report: inout ImportReport
    ) throws {
        let start = zone.instant(of: session.date, minute: segment.startMinute)
        let end = zone.instant(of: session.date, minute: segment.endMinute)
        // Also when a country changes its clocks: what was promised is a time on the wall.
        if old.endMinute != segment.endMinute || old.startsAt != start || old.endsAt != end {
            try sql.run(
                "UPDATE slot SET end_minute = $3, starts_at = $4, ends_at = $5 WHERE hospital = $1 AND id = $2",
                hospital, old.id, segment.endMinute, start, end)
            try sql.run(
                "UPDATE appointment SET starts_at = $3, ends_at = $4 WHERE hospital = $1 AND slot = $2", hospital,
                old.id, start, end)
        }
        // Patients keep their places; what other channels took may only fill what they leave.
        let wanted = segment.capacity + old.added
        let capacity = max(wanted, old.taken)
        let elsewhere = min(segment.preBooked, capacity - old.taken)
        if old.taken > wanted {
            report.kept.append(
                ImportReport.Kept(session: session.id, slot: old.id, wish: .reduced, taken: old.taken))
        }
        let difference = StockChange(
            capacity: capacity - old.capacity, booked: elsewhere - old.elsewhere,
            elsewhere: elsewhere - old.elsewhere)
        guard difference.capacity != 0 || difference.elsewhere != 0 else { return }
        let isChanged = try change(
            old.id, by: difference, cause: difference.capacity == 0 ? .elsewhere : .capacity,
            subject: "session/\(session.id)", actor: "import", now: now)
        if isChanged { report.changedSlots += 1 }
    }

    private func insert(_ session: ClinicSession) throws {
        try sql.run(
            """
            INSERT INTO clinic_session (hospital, id, practitioner, instead_of, department, campus, room_zh, room_en,
                day, half, status, withdrawn, fee_fen, release_at, next_serial)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12, $13, 1)
            """, hospital, session.id, session.practitioner, session.insteadOf, session.department, session.campus,
            session.room.zh, session.room.en, session.date, session.half.rawValue, session.status.rawValue,
            session.feeFen, session.releaseAt)
    }

    private func insert(
        _ segment: PlannedSession.Segment, of session: ClinicSession, zone: CivilZone, now: Instant
    ) throws {
        let id = SlotID.of(session.id, startMinute: segment.startMinute)
        try sql.run(
            """
            INSERT INTO slot (hospital, id, session, start_minute, end_minute, starts_at, ends_at, capacity, held,
                booked, elsewhere, version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $9, 1)
            """, hospital, id, session.id, segment.startMinute, segment.endMinute,
            zone.instant(of: session.date, minute: segment.startMinute),
            zone.instant(of: session.date, minute: segment.endMinute), segment.capacity, segment.preBooked)
        let opened = LedgerEntry(
            slot: id.rawValue, entry: 1, at: now, cause: LedgerCause.opened.rawValue, capacity: segment.capacity,
            held: 0, booked: segment.preBooked, subject: "session/\(session.id)", actor: "import")
        try insert(opened, after: LedgerEntry.root)
    }
}

extension SlotID {
    /// The id of the slot of a session that starts at a minute of the day: the session's id and the clock, `-0830`.
    static func of(_ session: ClinicSessionID, startMinute: Int) -> SlotID {
        let clock = startMinute / 60 * 100 + startMinute % 60
        let digits = String(clock)
        return SlotID("\(session.rawValue)-\(String(repeating: "0", count: 4 - digits.utf8.count))\(digits)")
    }
}

extension CivilZone {
    /// The instant of a minute of a day, 0...1440.
    fileprivate func instant(of date: CivilDate, minute: Int) -> Instant {
        instant(of: CivilMoment(date: date, second: minute * 60))
    }
}

extension ClinicSession {
    /// Takes over what staff decided about the session as it is kept: the schedule was written before.
    fileprivate mutating func keepWhatStaffDid(to old: KeptSession) {
        if old.isDecidedByStaff { status = old.session.status }
        if old.hasStandInByStaff {
            practitioner = old.session.practitioner
            insteadOf = old.session.insteadOf
        }
    }

    /// What a new version of this session changes for who has booked it; `nil` where nothing of matter.
    fileprivate func disturbance(by new: ClinicSession) -> ImportReport.Kept.Wish? {
        if status == .scheduled, new.status == .stopped { return .stopped }
        let isSame =
            practitioner == new.practitioner && department == new.department && campus == new.campus
            && date == new.date && half == new.half
        return isSame ? nil : .changed
    }
}
