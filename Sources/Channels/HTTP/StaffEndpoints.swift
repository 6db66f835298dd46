import Booking
import FrontDesk
import HTTPTypes
import Hummingbird

extension HTTPFace {
    /// What staff do to clinics; each needs a staff token, whose owner's name goes into the audit.
    var staffEndpoints: [Endpoint] {
        [
            staffOrder(
                .post, "/v1/staff/sessions/{id}/stop", "stopClinic",
                "Stop a clinic: cancel its visits without a strike, keep one other place for each, tell the patients.",
                body: "StopOrder", answer: "StopReport", respond: stopClinic),
            staffOrder(
                .post, "/v1/staff/sessions/{id}/restore", "restoreClinic",
                "Let a stopped clinic take place after all; what was cancelled already stays cancelled.",
                body: "Order", answer: "ClinicSession", respond: change(.restore)),
            staffOrder(
                .post, "/v1/staff/sessions/{id}/suspend", "suspendClinic", "Take no more bookings for a clinic.",
                body: "Order", answer: "ClinicSession", respond: change(.suspend)),
            staffOrder(
                .post, "/v1/staff/sessions/{id}/resume", "resumeClinic", "Take bookings again for a suspended clinic.",
                body: "Order", answer: "ClinicSession", respond: change(.resume)),
            staffOrder(
                .post, "/v1/staff/sessions/{id}/substitute", "substituteDoctor",
                "Have another doctor see the patients of a clinic; they are told and may leave free of charge.",
                body: "SubstituteOrder", answer: "SubstitutionReport", respond: substitute),
            staffOrder(
                .post, "/v1/staff/slots/{id}/capacity", "addCapacity", "Add places to a slot.",
                body: "CapacityOrder", answer: "Slot", respond: addCapacity),
            Endpoint(
                method: .get, path: "/v1/staff/slots/{id}/ledger", operation: "readLedger",
                summary: "Why a slot is full: who has its places, and every change of them.", tag: "staff",
                needsStaffToken: true,
                answers: [.json(200, "The ledger.", Schemas.reference("SlotLedger"))],
                problems: [.unknownClinic, .unavailable], respond: readLedger),
            Endpoint(
                method: .get, path: "/v1/staff/reports/hand-overs", operation: "reportHandOvers",
                summary: "Accounts that pass places to one another again and again; for people to look at.",
                tag: "staff",
                parameters: [
                    .init(
                        name: "days", schema: ["type": "integer", "minimum": 1, "maximum": 365],
                        description: "How far to look back; as far as the rules say when left out.")
                ],
                needsStaffToken: true,
                answers: [.json(200, "The suspicions.", Schemas.reference("HandOverReport"))],
                problems: [.invalidParameter, .unavailable], respond: reportHandOvers),
        ]
    }

    private func staffOrder(
        _ method: HTTPRequest.Method, _ path: String, _ operation: String, _ summary: String, body: String,
        answer: String, respond: @escaping @Sendable (Request, DeskRequestContext) async throws -> Response
    ) -> Endpoint {
        Endpoint(
            method: method, path: path, operation: operation, summary: summary, tag: "staff", needsStaffToken: true,
            body: Schemas.reference(body), answers: [.json(200, "It is done.", Schemas.reference(answer))],
            problems: [
                .malformedJSON, .invalidMember, .tooLarge, .unsupportedMediaType, .unknownClinic, .notPossible,
                .unavailable,
            ], respond: respond)
    }

    @Sendable private func stopClinic(_ request: Request, _ context: DeskRequestContext) async throws -> Response {
        let (staff, order, body) = try await staffOrder(of: request)
        let hours = try whole("offer_hours", in: 0...720, of: body) ?? 24
        let session = ClinicSessionID(context.parameters.get("id") ?? "")
        let report = try await Self.ordered { () throws(StaffError) in
            try await staff.stopClinic(session, offerHours: hours, order: order)
        }
        return Self.json { StaffJSON.write(report, to: &$0) }
    }

    private func change(
        _ event: ClinicSessionEvent
    ) -> @Sendable (Request, DeskRequestContext) async throws -> Response {
        { [self] request, context in
            let (staff, order, _) = try await staffOrder(of: request)
            let id = ClinicSessionID(context.parameters.get("id") ?? "")
            let session = try await Self.ordered { () throws(StaffError) in
                try await staff.changeClinic(id, by: event, order: order)
            }
            var writer = JSONWriter()
            CatalogueJSON(catalogue: await host.catalogue, language: context.language).write(session, to: &writer)
            return Self.json(writer.bytes)
        }
    }

    @Sendable private func substitute(_ request: Request, _ context: DeskRequestContext) async throws -> Response {
        let (staff, order, body) = try await staffOrder(of: request)
        let practitioner = PractitionerCode(try requiredText("practitioner", of: body))
        let id = ClinicSessionID(context.parameters.get("id") ?? "")
        let report = try await Self.ordered { () throws(StaffError) in
            try await staff.substitute(practitioner, in: id, order: order)
        }
        let json = CatalogueJSON(catalogue: await host.catalogue, language: context.language)
        return Self.json { writer in
            writer.name("session")
            json.write(report.session, to: &writer)
            writer.member("told", report.told)
        }
    }

    @Sendable private func addCapacity(_ request: Request, _ context: DeskRequestContext) async throws -> Response {
        let (staff, order, body) = try await staffOrder(of: request)
        guard let places = try whole("places", in: 1...100, of: body) else {
            throw Problem.member("places", zh: "缺少这一项", en: "this member is missing")
        }
        let id = SlotID(context.parameters.get("id") ?? "")
        let slot = try await Self.ordered { () throws(StaffError) in
            try await staff.addCapacity(places, to: id, order: order)
        }
        var writer = JSONWriter()
        CatalogueJSON(catalogue: await host.catalogue, language: context.language).write(slot, to: &writer)
        return Self.json(writer.bytes)
    }

    @Sendable private func readLedger(_ request: Request, _ context: DeskRequestContext) async throws -> Response {
        let (staff, _) = try staffMember(of: request)
        let id = SlotID(context.parameters.get("id") ?? "")
        let ledger = try await Self.ordered { () throws(StaffError) in try await staff.ledger(of: id) }
        let json = StaffJSON(
            catalogue: CatalogueJSON(catalogue: await host.catalogue, language: context.language))
        return Self.json { json.write(ledger, to: &$0) }
    }

    @Sendable private func reportHandOvers(
        _ request: Request, _ context: DeskRequestContext
    ) async throws -> Response {
        let (staff, _) = try staffMember(of: request)
        var days: Int?
        if let text = request.uri.queryParameters["days"] {
            guard let number = Int(text), (1...365).contains(number) else {
                throw Problem.parameter("days", zh: "要 1 到 365 的整数", en: "a whole number from 1 to 365 is wanted")
            }
            days = number
        }
        let asked = days
        let chains = try await Self.ordered { () throws(StaffError) in try await staff.handOvers(days: asked) }
        let json = StaffJSON(
            catalogue: CatalogueJSON(catalogue: await host.catalogue, language: context.language))
        return Self.json { json.write(chains, to: &$0) }
    }
}
