import Booking
import CivilCalendar
import TimeExpressions

/// Writes the catalogue and its slots in the reader's language; codes with their names.
struct CatalogueJSON {
    /// Where names are looked up.
    let catalogue: Catalogue
    /// Which of the two languages `name` is in.
    let language: Language

    /// A department, or a group of departments.
    func write(_ department: Department, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("code", department.code.rawValue)
            names(department.name, to: &writer)
            writer.name("aliases")
            writer.texts(department.aliases)
            writer.member("group", department.group?.rawValue)
            writer.member("is_group", department.isGroup)
            writer.name("places")
            writer.array { writer in
                for campus in catalogue.campuses {
                    guard let place = department.places[campus.code] else { continue }
                    writer.object { writer in
                        code("campus", campus.code.rawValue, campus.name, to: &writer)
                        writer.member("place", text(place))
                    }
                }
            }
            writer.member("min_age", department.minAge)
            writer.member("max_age", department.maxAge)
            writer.member("sex", department.sex?.rawValue)
            writer.member("about", text(department.about))
            writer.member("preparation", text(department.preparation))
        }
    }

    /// A doctor.
    func write(_ practitioner: Practitioner, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("code", practitioner.code.rawValue)
            names(practitioner.name, to: &writer)
            writer.member("title", practitioner.title.rawValue)
            writer.member("sex", practitioner.sex.rawValue)
            writer.name("departments")
            writer.array { writer in
                for department in practitioner.departments {
                    writer.object { writer in
                        writer.member("code", department.rawValue)
                        writer.member("name", departmentName(department))
                    }
                }
            }
            writer.member("specialties", text(practitioner.specialties))
            writer.member("fee_fen", practitioner.feeFen)
            writer.name("languages")
            writer.texts(practitioner.languages)
        }
    }

    /// A doctor's half-day.
    func write(_ session: ClinicSession, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", session.id.rawValue)
            who(session, to: &writer)
            writer.member("room", text(session.room))
            writer.member("date", session.date.description)
            writer.member("half", session.half.rawValue)
            writer.member("status", session.status.rawValue)
            writer.member("fee_fen", session.feeFen)
            writer.member("release_at", catalogue.zone.moment(at: session.releaseAt).description)
        }
    }

    /// A bookable time.
    func write(_ slot: Slot, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", slot.id.rawValue)
            writer.member("session", slot.session.id.rawValue)
            who(slot.session, to: &writer)
            writer.member("start", slot.start.description)
            writer.member("end", slot.end.description)
            writer.member("free", slot.free)
            writer.member("status", slot.status.rawValue)
            writer.member("fee_fen", slot.session.feeFen)
        }
    }

    private func who(_ session: ClinicSession, to writer: inout JSONWriter) {
        practitioner("practitioner", session.practitioner, to: &writer)
        if let absent = session.insteadOf { practitioner("instead_of", absent, to: &writer) }
        writer.name("department")
        writer.object { writer in
            writer.member("code", session.department.rawValue)
            writer.member("name", departmentName(session.department))
        }
        let campus = catalogue.campus(session.campus)?.name
        code("campus", session.campus.rawValue, campus, to: &writer)
    }

    private func practitioner(_ name: String, _ code: PractitionerCode, to writer: inout JSONWriter) {
        self.code(name, code.rawValue, catalogue.practitioner(code)?.name, to: &writer)
    }

    private func code(_ name: String, _ code: String, _ text: LocalizedText?, to writer: inout JSONWriter) {
        writer.name(name)
        writer.object { writer in
            writer.member("code", code)
            writer.member("name", text.map { self.text($0) } ?? code)
        }
    }

    private func names(_ name: LocalizedText, to writer: inout JSONWriter) {
        writer.member("name", text(name))
        writer.name("names")
        writer.object { writer in
            writer.member("zh", name.zh)
            writer.member("en", name.en)
        }
    }

    private func departmentName(_ code: DepartmentCode) -> String {
        catalogue.department(code).map { text($0.name) } ?? code.rawValue
    }

    private func text(_ text: LocalizedText) -> String {
        let wanted = language == .zh ? text.zh : text.en
        return wanted.isEmpty ? (language == .zh ? text.en : text.zh) : wanted
    }
}
