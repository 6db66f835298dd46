import Booking
import CivilCalendar

extension SQLDesk {
    /// The catalogue in force; `nil` before the first import.
    func catalogue() throws -> Catalogue? {
        let rows = try sql.run(
            "SELECT name_zh, name_en, zone, phone, hours_zh, hours_en FROM hospital WHERE code = $1", hospital)
        guard let row = rows.first else { return nil }
        return Catalogue(
            hospital: Hospital(
                code: hospital, name: try row.localized(0), zone: try row.text(2), phone: try row.text(3),
                hours: try row.localized(4)),
            campuses: try campuses(), departments: try departments(), practitioners: try practitioners(),
            calendar: try workCalendar())
    }

    private func campuses() throws -> [Campus] {
        try sql.run(
            """
            SELECT code, name_zh, name_en, aliases, address_zh, address_en, way_zh, way_en FROM campus
            WHERE hospital = $1 AND listed = 1 ORDER BY position, code
            """, hospital
        ).map { row in
            Campus(
                code: try row.id(0), name: try row.localized(1), aliases: try row.lines(3),
                address: try row.localized(4), way: try row.localized(6))
        }
    }

    private func departments() throws -> [Department] {
        var places: [DepartmentCode: [CampusCode: LocalizedText]] = [:]
        let placeRows = try sql.run(
            """
            SELECT department, campus, place_zh, place_en FROM department_place
            WHERE hospital = $1 ORDER BY department, campus
            """, hospital)
        for row in placeRows { places[try row.id(0), default: [:]][try row.id(1)] = try row.localized(2) }
        return try sql.run(
            """
            SELECT code, name_zh, name_en, aliases, group_code, is_group, min_age, max_age, sex, about_zh, about_en,
                preparation_zh, preparation_en, is_sensitive
            FROM department WHERE hospital = $1 AND listed = 1 ORDER BY position, code
            """, hospital
        ).map { row in
            let code: DepartmentCode = try row.id(0)
            return Department(
                code: code, name: try row.localized(1), aliases: try row.lines(3),
                group: try row.optionalText(4).map { DepartmentCode($0) }, isGroup: try row.integer(5) == 1,
                places: places[code] ?? [:], minAge: try row.optionalInteger(6), maxAge: try row.optionalInteger(7),
                sex: try row.optionalWord(8), about: try row.localized(9), preparation: try row.localized(11),
                isSensitive: try row.integer(13) == 1)
        }
    }

    private func practitioners() throws -> [Practitioner] {
        var departments: [PractitionerCode: [DepartmentCode]] = [:]
        let departmentRows = try sql.run(
            """
            SELECT practitioner, department FROM practitioner_department
            WHERE hospital = $1 ORDER BY practitioner, position, department
            """, hospital)
        for row in departmentRows { departments[try row.id(0), default: []].append(try row.id(1)) }
        return try sql.run(
            """
            SELECT code, name_zh, name_en, title, sex, specialties_zh, specialties_en, fee_fen, languages, aliases,
                pinyin
            FROM practitioner WHERE hospital = $1 AND listed = 1 ORDER BY position, code
            """, hospital
        ).map { row in
            let code: PractitionerCode = try row.id(0)
            return Practitioner(
                code: code, name: try row.localized(1), title: try row.word(3), sex: try row.word(4),
                departments: departments[code] ?? [], specialties: try row.localized(5), feeFen: try row.integer(7),
                languages: try row.lines(8), aliases: try row.lines(9), pinyin: try row.text(10))
        }
    }

    private func workCalendar() throws -> WorkCalendar {
        var calendar = WorkCalendar()
        let rows = try sql.run(
            "SELECT day, kind, name FROM calendar_day WHERE hospital = $1 ORDER BY day, kind", hospital)
        for row in rows {
            if try row.text(1) == "holiday" {
                calendar.holidays[try row.day(0)] = try row.text(2)
            } else {
                calendar.makeUpDays.insert(try row.day(0))
            }
        }
        return calendar
    }
}

extension SQLRow {
    /// Several short texts that are kept as one, a line each.
    fileprivate func lines(_ column: Int) throws -> [String] {
        try text(column).split(separator: "\n").map(String.init)
    }
}
