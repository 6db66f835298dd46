import Booking
import FrontDesk
import HTTPTypes
import Hummingbird

extension HTTPFace {
    /// The day of the visit at the triage desk and in the consulting rooms; each needs a staff token.
    var visitDayEndpoints: [Endpoint] {
        [
            visitOrder(
                "/v1/staff/check-ins", "checkIn", "Check a patient in by the visit code.", body: "CheckInOrder",
                answer: "CheckIn", problems: [.unknownVisit], respond: checkIn),
            visitQuestion(
                "/v1/staff/sessions/{id}/queue", "readQueue", "Who waits for a clinic, in the order of calling.",
                answer: "Queue", problems: [.unknownClinic], respond: readQueue),
            visitOrder(
                "/v1/staff/sessions/{id}/call-next", "callNext", "Call the next patient of a clinic in.",
                body: "VisitOrder", answer: "Called", problems: [.unknownClinic], respond: callNext),
            visitOrder(
                "/v1/staff/appointments/{id}/missed", "missCall",
                "Put a patient who did not come when called some places later; too many end the visit.",
                body: "VisitOrder", answer: "Visit", problems: [.unknownVisit], respond: step(.missedCall)),
            visitOrder(
                "/v1/staff/appointments/{id}/left", "noteLeft",
                "Note that a patient left without being seen; it is no strike.", body: "VisitOrder", answer: "Visit",
                problems: [.unknownVisit], respond: step(.left)),
            visitOrder(
                "/v1/staff/appointments/{id}/complete", "completeVisit", "Note that a patient was seen.",
                body: "VisitOrder", answer: "Visit", problems: [.unknownVisit], respond: step(.completed)),
            visitOrder(
                "/v1/staff/appointments/{id}/no-show", "markNoShow",
                "Mark a visit that nobody came to, once its clinic and the grace are over.", body: "VisitOrder",
                answer: "Visit", problems: [.unknownVisit], respond: step(.noShow)),
            visitOrder(
                "/v1/staff/no-shows", "markNoShows",
                "Mark all visits that nobody came to whose clinics and grace are over; the server does so by itself.",
                body: "VisitOrder", answer: "MarkedVisits", problems: [], respond: markNoShows),
            visitOrder(
                "/v1/staff/patients/{id}/lift-restriction", "liftRestriction",
                "Lift a patient's restriction by taking back the strikes that led to it.", body: "Order",
                answer: "LiftedRestriction", problems: [], respond: liftRestriction),
            visitQuestion(
                "/v1/staff/appeals", "listAppeals",
                "Appeals that wait for an answer, oldest first; what people said for themselves is personal.",
                answer: "AppealList", problems: [], respond: listAppeals),
            visitOrder(
                "/v1/staff/appeals/{id}/settle", "settleAppeal",
                "Answer an appeal; an accepted one takes the strike back.", body: "AppealAnswer", answer: "Appeal",
                problems: [.unknownVisit], respond: settleAppeal),
        ]
    }

    private func visitOrder(
        _ path: String, _ operation: String, _ summary: String, body: String, answer: String,
        problems: [Problem.Kind],
        respond: @escaping @Sendable (Request, DeskRequestContext) async throws -> Response
    ) -> Endpoint {
        Endpoint(
            method: .post, path: path, operation: operation, summary: summary, tag: "staff", needsStaffToken: true,
            body: Schemas.reference(body), answers: [.json(200, "It is done.", Schemas.reference(answer))],
            problems: problems + [
                .malformedJSON, .invalidMember, .tooLarge, .unsupportedMediaType, .notPossible, .unavailable,
            ], respond: respond)
    }

    private func visitQuestion(
        _ path: String, _ operation: String, _ summary: String, answer: String, problems: [Problem.Kind],
        respond: @escaping @Sendable (Request, DeskRequestContext) async throws -> Response
    ) -> Endpoint {
        Endpoint(
            method: .get, path: path, operation: operation, summary: summary, tag: "staff", needsStaffToken: true,
            answers: [.json(200, "The answer.", Schemas.reference(answer))], problems: problems + [.unavailable],
            respond: respond)
    }

    @Sendable private func checkIn(_ request: Request, _ context: DeskRequestContext) async throws -> Response {
        let (staff, order, body) = try await staffOrder(of: request, usual: "check_in")
        let text = try requiredText("code", of: body)
        guard let code = try? VisitCode(text) else {
            throw Problem.member(
                "code", zh: "这不是就诊码：错了一个字符，或两个字符颠倒了", en: "no visit code: a character is wrong, or two are exchanged")
        }
        let checkIn = try await Self.ordered { () throws(StaffError) in try await staff.checkIn(code, order: order) }
        let json = await visitDayJSON(context)
        return Self.json { json.write(checkIn, to: &$0) }
    }

    @Sendable private func readQueue(_ request: Request, _ context: DeskRequestContext) async throws -> Response {
        let (staff, _) = try staffMember(of: request)
        let session = ClinicSessionID(context.parameters.get("id") ?? "")
        let queue = try await Self.ordered { () throws(StaffError) in try await staff.queue(of: session) }
        let json = await visitDayJSON(context)
        return Self.json { json.write(queue, to: &$0) }
    }

    @Sendable private func callNext(_ request: Request, _ context: DeskRequestContext) async throws -> Response {
        let (staff, order, _) = try await staffOrder(of: request, usual: "call")
        let session = ClinicSessionID(context.parameters.get("id") ?? "")
        let called = try await Self.ordered { () throws(StaffError) in
            try await staff.callNext(in: session, order: order)
        }
        let json = await visitDayJSON(context)
        return Self.json { writer in
            writer.name("called")
            if let called { json.write(called, to: &writer) } else { writer.null() }
        }
    }

    private func step(
        _ step: VisitStep
    ) -> @Sendable (Request, DeskRequestContext) async throws -> Response {
        { [self] request, context in
            let (staff, order, _) = try await staffOrder(of: request, usual: step.rawValue)
            let id = AppointmentID(context.parameters.get("id") ?? "")
            let visit = try await Self.ordered { () throws(StaffError) in
                try await staff.step(id, by: step, order: order)
            }
            var writer = JSONWriter()
            await visitDayJSON(context).write(visit, to: &writer)
            return Self.json(writer.bytes)
        }
    }

    @Sendable private func markNoShows(_ request: Request, _ context: DeskRequestContext) async throws -> Response {
        let (staff, order, _) = try await staffOrder(of: request, usual: "clinic_over")
        let marked = try await Self.ordered { () throws(StaffError) in try await staff.markNoShows(order: order) }
        return Self.json { writer in
            writer.name("marked")
            writer.texts(marked.map(\.rawValue))
        }
    }

    @Sendable private func liftRestriction(
        _ request: Request, _ context: DeskRequestContext
    ) async throws -> Response {
        let (staff, order, _) = try await staffOrder(of: request)
        let patient = PatientID(context.parameters.get("id") ?? "")
        let lifted = try await Self.ordered { () throws(StaffError) in
            try await staff.liftRestriction(of: patient, order: order)
        }
        return Self.json { writer in
            writer.name("no_strikes_any_more")
            writer.texts(lifted.map(\.rawValue))
        }
    }

    @Sendable private func listAppeals(_ request: Request, _ context: DeskRequestContext) async throws -> Response {
        let (staff, _) = try staffMember(of: request)
        let appeals = try await Self.ordered { () throws(StaffError) in try await staff.openAppeals() }
        let json = await visitDayJSON(context)
        return Self.json { writer in
            writer.name("appeals")
            writer.array { writer in
                for appeal in appeals { json.write(appeal, to: &writer) }
            }
        }
    }

    @Sendable private func settleAppeal(_ request: Request, _ context: DeskRequestContext) async throws -> Response {
        let (staff, order, body) = try await staffOrder(of: request)
        guard case .bool(let accepted)? = body["accept"] else {
            throw Problem.member("accept", zh: "要 true 或 false", en: "true or false is wanted")
        }
        let id = AppealID(context.parameters.get("id") ?? "")
        let appeal = try await Self.ordered { () throws(StaffError) in
            try await staff.settle(id, accepted: accepted, order: order)
        }
        var writer = JSONWriter()
        await visitDayJSON(context).write(appeal, to: &writer)
        return Self.json(writer.bytes)
    }

    private func visitDayJSON(_ context: DeskRequestContext) async -> VisitDayJSON {
        VisitDayJSON(catalogue: CatalogueJSON(catalogue: await host.catalogue, language: context.language))
    }
}
