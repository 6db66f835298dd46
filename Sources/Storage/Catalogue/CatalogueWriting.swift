import Booking
import CivilCalendar

extension SQLDesk {
    /// Replaces the catalogue. What the new one leaves out is unlisted rather than deleted: past visits refer to it.
    func write(_ catalogue: Catalogue) throws {
        changes.noteSchedule()
        try write(catalogue.hospital)
        for table in ["campus", "department", "practitioner"] {
            _ = try sql.run(
                SQLStatement(made: "UPDATE \(table) SET listed = 0 WHERE hospital = $1", arguments: [hospital.sqlValue])
            )
        }
        for (position, campus) in catalogue.campuses.enumerated() { try write(campus, position: position) }
        for (position, department) in catalogue.departments.enumerated() {
            try write(department, position: position)
        }
        try sql.run("DELETE FROM department_place WHERE hospital = $1", hospital)
        for department in catalogue.departments {
            for (campus, place) in department.places.sorted(by: { $0.key < $1.key }) {
                try sql.run(
                    """
                    INSERT INTO department_place (hospital, department, campus, place_zh, place_en)
                    VALUES ($1, $2, $3, $4, $5)
                    """, hospital, department.code, campus, place.zh, place.en)
            }
        }
        try sql.run("DELETE FROM practitioner_department WHERE hospital = $1", hospital)
        for (position, practitioner) in catalogue.practitioners.enumerated() {
            try write(practitioner, position: position)
        }
        try write(catalogue.calendar)
    }

    private func write(_ value: Hospital) throws {
        memory.hospital = nil
        try sql.run(
            """
            INSERT INTO hospital (code, name_zh, name_en, zone, phone, hours_zh, hours_en, catalogue_version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 1)
            ON CONFLICT (code) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en,
                zone = excluded.zone, phone = excluded.phone, hours_zh = excluded.hours_zh,
                hours_en = excluded.hours_en,
                catalogue_version = hospital.catalogue_version + excluded.catalogue_version
            """, hospital, value.name.zh, value.name.en, value.zone, value.phone, value.hours.zh, value.hours.en)
    }

    private func write(_ campus: Campus, position: Int) throws {
        try sql.run(
            """
            INSERT INTO campus (hospital, code, position, listed, name_zh, name_en, aliases, address_zh, address_en,
                way_zh, way_en)
            VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (hospital, code) DO UPDATE SET position = excluded.position, listed = 1,
                name_zh = excluded.name_zh, name_en = excluded.name_en, aliases = excluded.aliases,
                address_zh = excluded.address_zh, address_en = excluded.address_en, way_zh = excluded.way_zh,
                way_en = excluded.way_en
            """, hospital, campus.code, position, campus.name.zh, campus.name.en, lines(campus.aliases),
            campus.address.zh, campus.address.en, campus.way.zh, campus.way.en)
    }

    private func write(_ department: Department, position: Int) throws {
        try sql.run(
            """
            INSERT INTO department (hospital, code, position, listed, name_zh, name_en, aliases, group_code, is_group,
                min_age, max_age, sex, about_zh, about_en, preparation_zh, preparation_en, is_sensitive)
            VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            ON CONFLICT (hospital, code) DO UPDATE SET position = excluded.position, listed = 1,
                name_zh = excluded.name_zh, name_en = excluded.name_en, aliases = excluded.aliases,
                group_code = excluded.group_code, is_group = excluded.is_group, min_age = excluded.min_age,
                max_age = excluded.max_age, sex = excluded.sex, about_zh = excluded.about_zh,
                about_en = excluded.about_en, preparation_zh = excluded.preparation_zh,
                preparation_en = excluded.preparation_en, is_sensitive = excluded.is_sensitive
            """, hospital, department.code, position, department.name.zh, department.name.en,
            lines(department.aliases), department.group, department.isGroup, department.minAge, department.maxAge,
            department.sex?.rawValue, department.about.zh, department.about.en, department.preparation.zh,
            department.preparation.en, department.isSensitive)
    }

    private func write(_ practitioner: Practitioner, position: Int) throws {
        try sql.run(
            """
            INSERT INTO practitioner (hospital, code, position, listed, name_zh, name_en, title, sex, specialties_zh,
                specialties_en, fee_fen, languages, aliases, pinyin)
            VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            ON CONFLICT (hospital, code) DO UPDATE SET position = excluded.position, listed = 1,
                name_zh = excluded.name_zh, name_en = excluded.name_en, title = excluded.title, sex = excluded.sex,
                specialties_zh = excluded.specialties_zh, specialties_en = excluded.specialties_en,
                fee_fen = excluded.fee_fen, languages = excluded.languages, aliases = excluded.aliases,
                pinyin = excluded.pinyin
            """, hospital, practitioner.code, position, practitioner.name.zh, practitioner.name.en,
            practitioner.title.rawValue, practitioner.sex.rawValue, practitioner.specialties.zh,
            practitioner.specialties.en, practitioner.feeFen, lines(practitioner.languages),
            lines(practitioner.aliases), practitioner.pinyin)
        for (place, department) in practitioner.departments.enumerated() {
            try sql.run(
                """
                INSERT INTO practitioner_department (hospital, practitioner, department, position)
                VALUES ($1, $2, $3, $4)
                """, hospital, practitioner.code, department, place)
        }
    }

    private func write(_ calendar: WorkCalendar) throws {
        try sql.run("DELETE FROM calendar_day WHERE hospital = $1", hospital)
        func insert(_ day: CivilDate, kind: String, name: String) throws {
            try sql.run(
                "INSERT INTO calendar_day (hospital, day, kind, name) VALUES ($1, $2, $3, $4)", hospital, day, kind,
                name)
        }
        for (day, name) in calendar.holidays { try insert(day, kind: "holiday", name: name) }
        for day in calendar.makeUpDays { try insert(day, kind: "make_up", name: "") }
    }
}

/// Several short texts as one, a line each.
private func lines(_ texts: [String]) -> String {
    texts.joined(separator: "\n")
}
