import Booking
import CivilCalendar

extension DialogueState {
    /// The state as a client sees it.
    public func view(_ context: DialogueContext) -> ConversationView {
        let renderer = Renderer(definitions: context.definitions, catalogue: context.catalogue)
        let audience = audience(context)
        let frame = frames.last
        var view = ConversationView(lang: language.rawValue, form: frame?.form.rawValue)
        view.fields = viewedFields
        view.awaiting = awaiting { renderer.render($0, for: audience).text }
        if let frame, question == .offer {
            view.offers = frame.offers.enumerated().map { number, offer in
                offerView(offer, n: number + 1, context.catalogue)
            }
        }
        view.appointment = committed.map { appointmentView($0, context.catalogue) }
        return view
    }

    /// An appointment as a client sees it.
    public func appointmentView(
        _ appointment: Appointment, _ catalogue: Catalogue
    ) -> ConversationView.AppointmentView {
        let session = appointment.slot.session
        return ConversationView.AppointmentView(
            id: appointment.id.rawValue, status: appointment.status.rawValue,
            patient: DialogueState.masked(appointment.patient.name),
            practitioner: coded(session.practitioner, catalogue), department: coded(session.department, catalogue),
            campus: coded(session.campus, catalogue), start: appointment.slot.start.description,
            end: appointment.slot.end.description, fee_fen: session.feeFen, visit_code: appointment.visitCode)
    }

    /// Who the replies of this conversation are made for.
    public func audience(_ context: DialogueContext) -> Renderer.Audience {
        Renderer.Audience(
            language: language, isForTheEar: context.isForTheEar, isSlow: isSlow, today: context.now.date)
    }

    /// A name with everything but its first character hidden.
    static func masked(_ name: String) -> String {
        guard let first = name.first else { return "" }
        return String(first) + String(repeating: "*", count: max(1, name.count - 1))
    }

    private var viewedFields: [String: ConversationView.FieldView] {
        var viewed: [String: ConversationView.FieldView] = [:]
        for frame in frames {
            for (field, record) in frame.fields {
                viewed[field.rawValue] = ConversationView.FieldView(
                    value: record.value.viewed(isPrivate: field == .phone || field == .code), text: record.text,
                    certainty: record.certainty.rawValue)
            }
        }
        return viewed
    }

    private func awaiting(_ words: (Reply) -> String) -> ConversationView.Awaiting? {
        switch question {
        case nil: nil
        case .field(let field)?: .init(kind: "field", field: field.rawValue)
        case .offer?: .init(kind: "offer")
        case .confirm?: .init(kind: "confirm")
        case .code?: .init(kind: "code")
        case .choice(let what, let options)?:
            .init(kind: "choice", field: what.rawValue, options: options.map { words($0.label) })
        case .yesNo?: .init(kind: "confirm")
        }
    }

    private func offerView(
        _ offer: PlacedOffer, n: Int, _ catalogue: Catalogue
    ) -> ConversationView.OfferView {
        ConversationView.OfferView(
            n: n, slot: offer.slot.rawValue, practitioner: coded(offer.practitioner, catalogue),
            department: coded(offer.department, catalogue), campus: coded(offer.campus, catalogue),
            start: CivilMoment(date: offer.date, second: offer.startMinute * 60).description,
            end: CivilMoment(date: offer.date, second: offer.endMinute * 60).description, fee_fen: offer.feeFen,
            gives_up: offer.givesUp.map(\.rawValue))
    }

    private func coded(_ code: PractitionerCode, _ catalogue: Catalogue) -> ConversationView.Coded {
        coded(code.rawValue, catalogue.practitioner(code)?.name)
    }

    private func coded(_ code: DepartmentCode, _ catalogue: Catalogue) -> ConversationView.Coded {
        coded(code.rawValue, catalogue.department(code)?.name)
    }

    private func coded(_ code: CampusCode, _ catalogue: Catalogue) -> ConversationView.Coded {
        coded(code.rawValue, catalogue.campus(code)?.name)
    }

    private func coded(_ code: String, _ name: LocalizedText?) -> ConversationView.Coded {
        ConversationView.Coded(code: code, name: name.map { language == .zh ? $0.zh : $0.en } ?? code)
    }
}

extension FieldValue {
    /// The value as a client sees it: codes, ISO spans, words; several joined by `|`, exclusions marked by `!`.
    func viewed(isPrivate: Bool) -> String {
        switch self {
        case .departments(let choice): choice.viewed(\.rawValue)
        case .doctors(let choice): choice.viewed(\.rawValue)
        case .titles(let choice): choice.viewed(\.rawValue)
        case .sexes(let choice): choice.viewed(\.rawValue)
        case .campuses(let choice): choice.viewed(\.rawValue)
        case .when(let wish, _): wish.viewed
        case .fee(let limit, let cheap): limit.map(String.init) ?? (cheap ? "cheap" : "")
        case .relation(let relation): relation.rawValue
        case .patient(let patient): patient.rawValue
        case .appointment(let appointment): appointment.rawValue
        case .date(let date): date.description
        case .sex(let sex): sex.rawValue
        case .text(let text): isPrivate ? String(repeating: "*", count: text.count) : text
        case .anything: "any"
        }
    }
}

extension Choice {
    fileprivate func viewed(_ text: (Value) -> String) -> String {
        (anyOf.map(text) + noneOf.map { "!" + text($0) }).joined(separator: "|")
    }
}

extension TimeWish {
    /// Alternatives as `first/last THH:MM/HH:MM` with open ends left out, exclusions marked by `!`.
    fileprivate var viewed: String {
        var parts = anyOf.map(\.viewed) + except.map { "!" + $0.viewed }
        if let order { parts.append(order.rawValue) }
        return parts.joined(separator: "|")
    }
}

extension TimeConstraint {
    fileprivate var viewed: String {
        var parts: [String] = []
        if firstDay != nil || lastDay != nil {
            let first = firstDay?.description ?? ".."
            let last = lastDay?.description ?? ".."
            parts.append(first == last ? first : "\(first)/\(last)")
        }
        if let weekdays {
            let names = Weekday.allCases.filter { weekdays.contains($0) }.map { String($0.rawValue) }
            parts.append("W" + names.joined(separator: ","))
        }
        if let dayClass { parts.append(dayClass.rawValue) }
        if let aroundMinute {
            parts.append("T" + CivilMoment(date: CivilDate(dayNumber: 0), second: aroundMinute * 60).clockText)
        } else if fromMinute != nil || toMinute != nil {
            func text(_ minute: Int?) -> String {
                guard let minute else { return ".." }
                return minute == 1440
                    ? "24:00" : CivilMoment(date: CivilDate(dayNumber: 0), second: minute * 60).clockText
            }
            parts.append("T\(text(fromMinute))/\(text(toMinute))")
        }
        return parts.joined(separator: " ")
    }
}
