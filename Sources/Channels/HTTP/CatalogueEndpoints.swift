import Booking
import CivilCalendar
import FrontDesk
import Hummingbird

extension HTTPFace {
    /// Who and where, and when they can be seen; public.
    var catalogueEndpoints: [Endpoint] {
        let days: [Endpoint.Parameter] = [
            .init(name: "from", schema: Schemas.date, description: "First day; today when left out."),
            .init(name: "to", schema: Schemas.date, description: "Last day, inclusive."),
        ]
        let language = Endpoint.Parameter(
            name: "lang", schema: ["type": "string", "enum": ["zh", "en"]], description: "Language of the names.")
        return [
            Endpoint(
                method: .get, path: "/v1/catalog/departments", operation: "listDepartments",
                summary: "Departments and groups of departments.", tag: "catalogue", parameters: [language],
                answers: [.json(200, "All of them.", Schemas.list("departments", of: "Department"))],
                respond: listDepartments),
            Endpoint(
                method: .get, path: "/v1/catalog/practitioners", operation: "listPractitioners",
                summary: "Doctors.", tag: "catalogue",
                parameters: [
                    .init(name: "department", schema: ["type": "string"], description: "Of this department or group."),
                    language,
                ],
                answers: [.json(200, "The doctors.", Schemas.list("practitioners", of: "Practitioner"))],
                problems: [.invalidParameter], respond: listPractitioners),
            Endpoint(
                method: .get, path: "/v1/catalog/sessions", operation: "listSessions",
                summary: "Half-days in clinic; four weeks when no last day is given.", tag: "catalogue",
                parameters: days + [language],
                answers: [.json(200, "The sessions.", Schemas.list("sessions", of: "ClinicSession"))],
                problems: [.invalidParameter, .unavailable], respond: listSessions),
            Endpoint(
                method: .get, path: "/v1/catalog/slots", operation: "listSlots",
                summary: "Bookable times with what is free now; one day when neither department nor doctor is given.",
                tag: "catalogue",
                parameters: [
                    .init(
                        name: "department", schema: ["type": "string"], description: "Code; a group means its members."),
                    .init(name: "practitioner", schema: ["type": "string"], description: "Code."),
                ] + days + [language],
                answers: [.json(200, "The slots.", Schemas.list("slots", of: "Slot"))],
                problems: [.invalidParameter, .unavailable], respond: listSlots),
        ]
    }

    @Sendable private func listDepartments(_ request: Request, _ context: DeskRequestContext) async throws -> Response {
        let catalogue = await host.catalogue
        let json = CatalogueJSON(catalogue: catalogue, language: context.language)
        return HTTPFace.list("departments", catalogue.departments) { json.write($0, to: &$1) }
    }

    @Sendable private func listPractitioners(_ request: Request, _ context: DeskRequestContext) async throws -> Response
    {
        let catalogue = await host.catalogue
        let departments = try departments(of: request, in: catalogue)
        let json = CatalogueJSON(catalogue: catalogue, language: context.language)
        let wanted = catalogue.practitioners.filter { practitioner in
            departments.isEmpty || practitioner.departments.contains { departments.contains($0) }
        }
        return HTTPFace.list("practitioners", wanted) { json.write($0, to: &$1) }
    }

    @Sendable private func listSessions(_ request: Request, _ context: DeskRequestContext) async throws -> Response {
        let (from, to) = try await days(of: request)
        let first: CivilDate
        if let from { first = from } else { first = await host.now().date }
        let last = to ?? first.adding(days: 27)
        let json = CatalogueJSON(catalogue: await host.catalogue, language: context.language)
        let sessions = try await HTTPFace.desk { () throws(DeskError) in
            try await host.clinicSessions(from: first, through: last)
        }
        return HTTPFace.list("sessions", sessions) { json.write($0, to: &$1) }
    }

    @Sendable private func listSlots(_ request: Request, _ context: DeskRequestContext) async throws -> Response {
        let catalogue = await host.catalogue
        let (from, to) = try await days(of: request)
        var query = SlotQuery(departments: try departments(of: request, in: catalogue), from: from, through: to)
        if let code = request.uri.queryParameters["practitioner"] {
            let practitioner = PractitionerCode(String(code))
            guard catalogue.practitioner(practitioner) != nil else {
                throw Problem.parameter("practitioner", zh: "没有代码为 \(code) 的医生", en: "no doctor has the code \(code)")
            }
            query.practitioners = [practitioner]
        }
        if query.departments.isEmpty, query.practitioners.isEmpty {
            if query.from == nil { query.from = await host.now().date }
            query.through = query.through ?? query.from
        }
        let json = CatalogueJSON(catalogue: catalogue, language: context.language)
        let asked = query
        let slots = try await HTTPFace.desk { () throws(DeskError) in try await host.slots(asked) }
        return HTTPFace.list("slots", slots) { json.write($0, to: &$1) }
    }

    /// The departments asked for, groups replaced by their members; empty when none is asked for.
    func departments(of request: Request, in catalogue: Catalogue) throws(Problem) -> [DepartmentCode] {
        guard let text = request.uri.queryParameters["department"] else { return [] }
        let code = DepartmentCode(String(text))
        guard let department = catalogue.department(code) else {
            throw .parameter("department", zh: "没有代码为 \(text) 的科室", en: "no department has the code \(text)")
        }
        let members = catalogue.members(of: code)
        return department.isGroup ? members : [code] + members
    }

    private func days(of request: Request) async throws(Problem) -> (from: CivilDate?, to: CivilDate?) {
        func day(_ name: String) throws(Problem) -> CivilDate? {
            guard let text = request.uri.queryParameters[Substring(name)] else { return nil }
            guard let day = CivilDate(iso: text) else {
                throw .parameter(name, zh: "要写成 2026-11-25 这样的日期", en: "a date such as 2026-11-25 is wanted")
            }
            return day
        }
        let from = try day("from")
        let to = try day("to")
        if let from, let to, to < from {
            throw .parameter("to", zh: "不能早于 from", en: "it must not be before from")
        }
        return (from, to)
    }

    private static func list<Element>(
        _ name: String, _ elements: [Element], _ write: (Element, inout JSONWriter) -> Void
    ) -> Response {
        json(cache: "no-cache") { writer in
            writer.name(name)
            writer.array { writer in
                for element in elements { write(element, &writer) }
            }
        }
    }
}
