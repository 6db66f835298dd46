import Booking
import CivilCalendar

/// An appointment with what changing it or writing about it needs besides.
struct AppointmentFile {
    var appointment: Appointment
    /// How many events its history has.
    var events: Int
    var startsAt: Instant
    var endsAt: Instant
    var hospital: LocalizedText
    var department: LocalizedText
    var isSensitive: Bool
    var practitioner: LocalizedText
    var campus: LocalizedText
    var phone: String
    var insteadOf: LocalizedText?

    /// What a message about it can say.
    func notice(_ kind: AppointmentNotice.Kind) -> AppointmentNotice {
        AppointmentNotice(
            kind: kind, appointment: appointment, hospital: hospital, department: department,
            isSensitive: isSensitive, practitioner: practitioner, campus: campus, phone: phone, insteadOf: insteadOf)
    }
}

extension SQLDesk {
    func appointments(of account: AccountID, includingPast: Bool, now: Instant) throws -> [Appointment] {
        var condition = "a.hospital = $1 AND a.account = $2"
        var arguments = [hospital.sqlValue, account.sqlValue]
        if includingPast {
            condition += " AND a.status <> 'entered_in_error'"
        } else {
            condition += " AND a.status IN ('booked', 'arrived', 'ready', 'in_consultation') AND a.ends_at > $3"
            arguments.append(now.sqlValue)
        }
        let rows = try sql.run(
            SQLStatement(
                made: "\(Self.fileText) WHERE \(condition) ORDER BY a.starts_at, a.id", arguments: arguments))
        return try rows.map { try file($0, now: now).appointment }
    }

    /// An appointment of an account.
    func file(_ id: AppointmentID, account: AccountID, now: Instant) throws -> AppointmentFile? {
        try sql.run(
            SQLStatement(
                made: Self.fileByIDText, arguments: [hospital.sqlValue, id.sqlValue, account.sqlValue])
        ).first.map { try file($0, now: now) }
    }

    /// An appointment, whoever booked it.
    func file(_ id: AppointmentID, now: Instant) throws -> AppointmentFile? {
        try files("a.hospital = $1 AND a.id = $2", [id.sqlValue], now: now).first
    }

    /// Visits of a clinic session that are still to come or going on, by number.
    func liveFiles(of session: ClinicSessionID, now: Instant) throws -> [AppointmentFile] {
        try sql.run(
            SQLStatement(
                made: """
                    \(Self.fileText) WHERE a.hospital = $1 AND a.session = $2
                        AND a.status IN ('booked', 'arrived', 'ready', 'in_consultation') ORDER BY a.serial, a.id
                    """, arguments: [hospital.sqlValue, session.sqlValue])
        ).map { try file($0, now: now) }
    }

    /// Visits of a patient that are still to come or going on, whoever booked them, by start.
    func liveFiles(ofPatient patient: PatientID, now: Instant) throws -> [AppointmentFile] {
        try sql.run(
            SQLStatement(
                made: """
                    \(Self.fileText) WHERE a.hospital = $1 AND a.patient = $2
                        AND a.status IN ('booked', 'arrived', 'ready', 'in_consultation') ORDER BY a.starts_at, a.id
                    """, arguments: [hospital.sqlValue, patient.sqlValue])
        ).map { try file($0, now: now) }
    }

    /// Appointments, whoever booked them, by start.
    /// - Parameters:
    ///   - condition: on the appointment `a`; `$1` is the hospital.
    ///   - arguments: `$2` and on.
    func files(_ condition: String, _ arguments: [SQLValue], now: Instant) throws -> [AppointmentFile] {
        try sql.run(
            SQLStatement(
                made: "\(Self.fileText) WHERE \(condition) ORDER BY a.starts_at, a.id",
                arguments: [hospital.sqlValue] + arguments)
        ).map { try file($0, now: now) }
    }

    private static let fileByIDText = "\(fileText) WHERE a.hospital = $1 AND a.id = $2 AND a.account = $3"

    private static let fileText = """
        SELECT a.id, a.status, a.account, a.serial, a.visit_code, a.sequence, a.rule_version, a.booked_at, a.events,
            p.id, p.name, coalesce(ap.relation, 'other'), p.birth_date, p.sex,
            o.name_zh, o.name_en, d.name_zh, d.name_en, d.is_sensitive, r.name_zh, r.name_en, k.name_zh, k.name_en,
            \(SlotColumns.slot), \(SlotColumns.session)
        FROM appointment a
        JOIN patient p ON p.hospital = a.hospital AND p.id = a.patient
        LEFT JOIN account_patient ap
            ON ap.hospital = a.hospital AND ap.account = a.account AND ap.patient = a.patient
        JOIN slot s ON s.hospital = a.hospital AND s.id = a.slot
        JOIN clinic_session c ON c.hospital = s.hospital AND c.id = s.session
        JOIN department d ON d.hospital = c.hospital AND d.code = c.department
        JOIN practitioner r ON r.hospital = c.hospital AND r.code = c.practitioner
        JOIN campus k ON k.hospital = c.hospital AND k.code = c.campus
        JOIN hospital o ON o.code = a.hospital
        """

    private func file(_ row: SQLRow, now: Instant) throws -> AppointmentFile {
        let first = 23
        let session = try SlotColumns.session(row, at: first + SlotColumns.slotCount)
        let slot = try SlotColumns.slot(
            row, at: first, session: session, lapsed: 0, hospital: try hospitalWithSlots(), now: now)
        let patient = Patient(
            id: try row.id(9), name: try row.text(10), relation: try row.word(11),
            birthDate: try row.optionalDay(12), sex: try row.optionalWord(13))
        let appointment = Appointment(
            id: try row.id(0), status: try row.word(1), patient: patient, account: try row.id(2), slot: slot,
            serial: try row.integer(3), visitCode: try row.text(4), sequence: try row.integer(5),
            ruleVersion: try row.text(6), bookedAt: try row.instant(7))
        return AppointmentFile(
            appointment: appointment, events: try row.integer(8), startsAt: try row.instant(first + 6),
            endsAt: try row.instant(first + 7), hospital: try row.localized(14), department: try row.localized(16),
            isSensitive: try row.integer(18) == 1, practitioner: try row.localized(19),
            campus: try row.localized(21), phone: try hospitalWithSlots().catalogue.hospital.phone,
            insteadOf: try slot.session.insteadOf.flatMap { code in
                try hospitalWithSlots().catalogue.practitioner(code)?.name
            })
    }
}
