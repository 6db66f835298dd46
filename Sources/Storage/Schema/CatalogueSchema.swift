extension Migration {
    /// Hospitals, campuses, departments, doctors and holidays. Every row carries its hospital.
    static let catalogue = Migration(
        "0001-catalogue",
        [
            """
            CREATE TABLE hospital (
                code TEXT NOT NULL PRIMARY KEY,
                name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
                zone TEXT NOT NULL,
                phone TEXT NOT NULL,
                hours_zh TEXT NOT NULL, hours_en TEXT NOT NULL,
                catalogue_version BIGINT NOT NULL CHECK (catalogue_version = CAST(catalogue_version AS BIGINT)))
            """,
            """
            CREATE TABLE campus (
                hospital TEXT NOT NULL REFERENCES hospital (code),
                code TEXT NOT NULL,
                position BIGINT NOT NULL CHECK (position = CAST(position AS BIGINT)),
                listed BIGINT NOT NULL CHECK (listed IN (0, 1)),
                name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
                aliases TEXT NOT NULL,
                address_zh TEXT NOT NULL, address_en TEXT NOT NULL,
                way_zh TEXT NOT NULL, way_en TEXT NOT NULL,
                PRIMARY KEY (hospital, code))
            """,
            """
            CREATE TABLE department (
                hospital TEXT NOT NULL REFERENCES hospital (code),
                code TEXT NOT NULL,
                position BIGINT NOT NULL CHECK (position = CAST(position AS BIGINT)),
                listed BIGINT NOT NULL CHECK (listed IN (0, 1)),
                name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
                aliases TEXT NOT NULL,
                group_code TEXT,
                is_group BIGINT NOT NULL CHECK (is_group IN (0, 1)),
                min_age BIGINT CHECK (min_age = CAST(min_age AS BIGINT)),
                max_age BIGINT CHECK (max_age = CAST(max_age AS BIGINT)),
                sex TEXT CHECK (sex IN ('male', 'female')),
                about_zh TEXT NOT NULL, about_en TEXT NOT NULL,
                preparation_zh TEXT NOT NULL, preparation_en TEXT NOT NULL,
                is_sensitive BIGINT NOT NULL CHECK (is_sensitive IN (0, 1)),
                PRIMARY KEY (hospital, code))
            """,
            """
            CREATE TABLE department_place (
                hospital TEXT NOT NULL,
                department TEXT NOT NULL,
                campus TEXT NOT NULL,
                place_zh TEXT NOT NULL, place_en TEXT NOT NULL,
                PRIMARY KEY (hospital, department, campus),
                FOREIGN KEY (hospital, department) REFERENCES department (hospital, code),
                FOREIGN KEY (hospital, campus) REFERENCES campus (hospital, code))
            """,
            """
            CREATE TABLE practitioner (
                hospital TEXT NOT NULL REFERENCES hospital (code),
                code TEXT NOT NULL,
                position BIGINT NOT NULL CHECK (position = CAST(position AS BIGINT)),
                listed BIGINT NOT NULL CHECK (listed IN (0, 1)),
                name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
                title TEXT NOT NULL CHECK (title IN ('chief', 'associate_chief', 'attending', 'resident')),
                sex TEXT NOT NULL CHECK (sex IN ('male', 'female')),
                specialties_zh TEXT NOT NULL, specialties_en TEXT NOT NULL,
                fee_fen BIGINT NOT NULL CHECK (fee_fen = CAST(fee_fen AS BIGINT) AND fee_fen >= 0),
                languages TEXT NOT NULL,
                aliases TEXT NOT NULL,
                pinyin TEXT NOT NULL,
                PRIMARY KEY (hospital, code))
            """,
            """
            CREATE TABLE practitioner_department (
                hospital TEXT NOT NULL,
                practitioner TEXT NOT NULL,
                department TEXT NOT NULL,
                position BIGINT NOT NULL CHECK (position = CAST(position AS BIGINT)),
                PRIMARY KEY (hospital, practitioner, department),
                FOREIGN KEY (hospital, practitioner) REFERENCES practitioner (hospital, code),
                FOREIGN KEY (hospital, department) REFERENCES department (hospital, code))
            """,
            """
            CREATE TABLE calendar_day (
                hospital TEXT NOT NULL REFERENCES hospital (code),
                day TEXT NOT NULL CHECK (length(day) = 10),
                kind TEXT NOT NULL CHECK (kind IN ('holiday', 'make_up')),
                name TEXT NOT NULL,
                PRIMARY KEY (hospital, day, kind))
            """,
        ])
}
