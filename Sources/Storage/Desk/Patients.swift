import Booking
import CivilCalendar

extension SQLDesk {
    func patients(of account: AccountID) throws -> [Patient] {
        try sql.run(
            """
            SELECT p.id, p.name, ap.relation, p.birth_date, p.sex
            FROM account_patient ap JOIN patient p ON p.hospital = ap.hospital AND p.id = ap.patient
            WHERE ap.hospital = $1 AND ap.account = $2
            ORDER BY CASE ap.relation WHEN 'self' THEN 0 ELSE 1 END, ap.position, p.id
            """, hospital, account
        ).map { try patient($0) }
    }

    /// A patient, if the account may book for them.
    func patient(_ id: PatientID, account: AccountID) throws -> Patient? {
        try sql.run(
            """
            SELECT p.id, p.name, ap.relation, p.birth_date, p.sex
            FROM account_patient ap JOIN patient p ON p.hospital = ap.hospital AND p.id = ap.patient
            WHERE ap.hospital = $1 AND ap.account = $2 AND ap.patient = $3
            """, hospital, account, id
        ).first.map { try patient($0) }
    }

    func register(
        _ new: NewPatient, account: AccountID, now: Instant
    ) throws -> Result<Patient, BookingRefusal> {
        try sql.lock("account/\(account)")
        var new = new
        if let text = new.idNumber {
            do throws(IdentityNumber.Problem) {
                let number = try IdentityNumber(text)
                new.idNumber = number.text
                new.birthDate = new.birthDate ?? number.birthDate
                new.sex = new.sex ?? number.sex
            } catch {
                return .failure(.rule(RuleDenial(parameter: "idNumber", value: "GB 11643", observed: "\(error)")))
            }
        }
        let known = try patients(of: account)
        if let same = known.first(where: { $0.isSamePerson(as: new) }) {
            return try complete(same, with: new, now: now)
        }
        if new.relation == .me, known.contains(where: { $0.relation == .me }) {
            return .failure(.rule(RuleDenial(parameter: "ownersPerAccount", value: "1", observed: "1")))
        }
        if known.count >= limits.patientsPerAccount {
            return .failure(
                .rule(
                    RuleDenial(
                        parameter: "patientsPerAccount", value: "\(limits.patientsPerAccount)",
                        observed: "\(known.count)")))
        }
        return try link(new, account: account, position: known.count, now: now)
    }

    func rename(
        _ patient: PatientID, to name: String, account: AccountID, now: Instant
    ) throws -> Result<Patient, BookingRefusal> {
        try sql.lock("patient/\(patient)")
        guard try self.patient(patient, account: account) != nil else { return .failure(.unknownPatient) }
        let renamed = try sql.run(
            """
            UPDATE patient SET name = $3 WHERE hospital = $1 AND id = $2 AND NOT EXISTS
                (SELECT 1 FROM appointment a WHERE a.hospital = patient.hospital AND a.patient = patient.id)
            RETURNING id
            """, hospital, patient, name)
        guard !renamed.isEmpty, let corrected = try self.patient(patient, account: account) else {
            return .failure(.nameIsProven)
        }
        try audit(
            "rename", target: "patient/\(patient)", actor: "account/\(account)", reason: "correction", consent: nil,
            now: now)
        return .success(corrected)
    }

    /// Ties a person to an account; one who is known by identity number is tied, not entered again.
    private func link(
        _ new: NewPatient, account: AccountID, position: Int, now: Instant
    ) throws -> Result<Patient, BookingRefusal> {
        var id = PatientID(ids.next(at: now))
        if let known = try patient(idNumber: new.idNumber) {
            // Another account registered the same number: only under the same name is it the same person.
            guard known.name == new.name else { return .failure(.nameOfIDNumber) }
            id = known.id
        } else {
            try sql.run(
                """
                INSERT INTO patient (hospital, id, name, birth_date, sex, id_number_sealed, id_number_hash,
                    registered_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                """, hospital, id, new.name, new.birthDate, new.sex?.rawValue, try sealed(new.idNumber, of: id),
                new.idNumber.map { vault.lookupHash($0) }, now)
        }
        try sql.run(
            """
            INSERT INTO account_patient (hospital, account, patient, relation, position) VALUES ($1, $2, $3, $4, $5)
            """, hospital, account, id, new.relation.rawValue, position)
        try audit(
            "register", target: "patient/\(id)", actor: "account/\(account)", reason: new.relation.rawValue,
            consent: nil, now: now)
        guard let patient = try patient(id, account: account) else {
            throw StorageError.corrupt("patient \(id) cannot be read back")
        }
        return .success(patient)
    }

    /// Adds what was not known of a registered person.
    private func complete(
        _ known: Patient, with new: NewPatient, now: Instant
    ) throws -> Result<Patient, BookingRefusal> {
        if let other = try patient(idNumber: new.idNumber), other.id != known.id { return .failure(.nameOfIDNumber) }
        let rows = try sql.run(
            """
            UPDATE patient SET birth_date = coalesce(birth_date, $3), sex = coalesce(sex, $4),
                id_number_sealed = coalesce(id_number_sealed, $5), id_number_hash = coalesce(id_number_hash, $6)
            WHERE hospital = $1 AND id = $2 RETURNING birth_date, sex
            """, hospital, known.id, new.birthDate, new.sex?.rawValue, try sealed(new.idNumber, of: known.id),
            new.idNumber.map { vault.lookupHash($0) })
        guard let row = rows.first else { throw StorageError.corrupt("patient \(known.id) is missing") }
        var patient = known
        patient.birthDate = try row.optionalDay(0)
        patient.sex = try row.optionalWord(1)
        return .success(patient)
    }

    private func sealed(_ idNumber: String?, of patient: PatientID) throws -> [UInt8]? {
        try idNumber.map { try vault.seal($0, place: "patient/\(patient)/id_number") }
    }

    private func patient(idNumber: String?) throws -> (id: PatientID, name: String)? {
        guard let idNumber else { return nil }
        return try sql.run(
            "SELECT id, name FROM patient WHERE hospital = $1 AND id_number_hash = $2", hospital,
            vault.lookupHash(idNumber)
        ).first.map { (try $0.id(0), try $0.text(1)) }
    }

    private func patient(_ row: SQLRow) throws -> Patient {
        Patient(
            id: try row.id(0), name: try row.text(1), relation: try row.word(2), birthDate: try row.optionalDay(3),
            sex: try row.optionalWord(4))
    }
}

extension Patient {
    /// Whether a registration means this person again: same name and relation, and no other day of birth.
    fileprivate func isSamePerson(as new: NewPatient) -> Bool {
        name == new.name && relation == new.relation
            && (birthDate == nil || new.birthDate == nil || birthDate == new.birthDate)
    }
}

extension BookingRefusal {
    /// The identity number belongs to somebody of another name.
    fileprivate static let nameOfIDNumber = rule(
        RuleDenial(parameter: "realNameLevel", value: "name and identity number agree", observed: "they do not"))
}
