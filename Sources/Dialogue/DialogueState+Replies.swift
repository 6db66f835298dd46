import Booking
import CivilCalendar

extension DialogueState {
    /// What texts about the task on top may name.
    func arguments(_ turn: Turn) -> [String: ReplyValue] {
        var arguments: [String: ReplyValue] = ["phone": .digits(turn.catalogue.hospital.phone)]
        guard let task = taskIndex else { return arguments }
        let frame = frames[task]
        if frame.departments.anyOf.count == 1 { arguments["department"] = .department(frame.departments.anyOf[0]) }
        if frame.doctors.anyOf.count == 1 { arguments["doctor"] = .doctor(frame.doctors.anyOf[0]) }
        arguments["subject"] = arguments["doctor"] ?? arguments["department"]
        if frame.doctors.anyOf.count > 1, let name = frame.fields[.doctor]?.text, !name.isEmpty {
            arguments["subject"] = .text(name)
        }
        if case .when(let wish, _)? = frame.fields[.when]?.value { arguments["when"] = .when(wish) }
        if let chosen = frame.chosen {
            arguments["day"] = .day(chosen.date)
            arguments["clock"] = .clock(chosen.startMinute)
            arguments["doctor"] = .doctor(chosen.practitioner)
            arguments["department"] = .department(chosen.department)
        }
        if frame.chosen == nil { arguments.merge(visitArguments(frame.target)) { _, new in new } }
        if let relation = wantedRelation(frame), relation != .me { arguments["patient"] = .relation(relation) }
        return arguments
    }

    /// What texts about an offer may name.
    func offerArguments(_ offer: PlacedOffer) -> [String: ReplyValue] {
        [
            "doctor": .doctor(offer.practitioner), "department": .department(offer.department),
            "campus": .campus(offer.campus), "day": .day(offer.date), "clock": .clock(offer.startMinute),
            "fee": .money(offer.feeFen),
        ]
    }

    /// What texts about an appointment may name.
    func visitArguments(_ visit: BookedVisit?) -> [String: ReplyValue] {
        guard let visit else { return [:] }
        return [
            "patient": .text(visit.patientName), "doctor": .doctor(visit.practitioner),
            "department": .department(visit.department), "campus": .campus(visit.campus), "day": .day(visit.date),
            "clock": .clock(visit.startMinute), "fee": .money(visit.feeFen),
        ]
    }

    /// Reads back what is about to be committed and asks for an explicit yes.
    mutating func readBack(_ turn: inout Turn) {
        guard let task = taskIndex else { return }
        let frame = frames[task]
        let key = turn.context.definitions.flows[frame.form]?.confirm ?? "confirm.\(frame.form.rawValue)"
        var arguments = arguments(turn)
        var rows: [ReplyCard.Row] = []
        if let chosen = frame.chosen {
            arguments.merge(offerArguments(chosen)) { _, new in new }
            arguments["title"] = turn.catalogue.practitioner(chosen.practitioner).map { .title($0.title) }
        } else if let target = frame.target {
            arguments.merge(visitArguments(target)) { _, new in new }
            arguments["title"] = turn.catalogue.practitioner(target.practitioner).map { .title($0.title) }
        }
        if let target = frame.target {
            arguments["patient"] = .text(target.patientName)
            arguments["old_day"] = .day(target.date)
            arguments["old_clock"] = .clock(target.startMinute)
            arguments["old_doctor"] = .doctor(target.practitioner)
        } else if case .patient(let id)? = frame.fields[.patient]?.value,
            let patient = patients?.first(where: { $0.id == id })
        {
            arguments["patient"] = .text(patient.name)
        }
        for name in ["patient", "department", "doctor", "title", "day", "clock", "campus", "fee"] {
            if let value = arguments[name] { rows.append(ReplyCard.Row("label.\(name)", value)) }
        }
        ask(
            .confirm,
            Reply(
                key, arguments,
                choices: [
                    ReplyChoice(label: Reply("choice.yes.\(frame.form.rawValue)"), say: Reply("choice.yes")),
                    ReplyChoice(label: Reply("choice.no.\(frame.form.rawValue)"), say: Reply("choice.no")),
                ], card: ReplyCard(title: "card.\(frame.form.rawValue)", rows: rows)), &turn)
    }

    /// What a patient needs to know of an appointment that was just made or moved.
    func receipt(_ key: String, _ appointment: Appointment, _ turn: Turn) -> Reply {
        let visit = BookedVisit(appointment)
        let session = appointment.slot.session
        var arguments = visitArguments(visit)
        arguments["serial"] = .number(appointment.serial)
        arguments["code"] = .digits(appointment.visitCode)
        if !session.room.isEmpty { arguments["room"] = .localized(session.room) }
        arguments["place"] = turn.catalogue.department(session.department)?.places[session.campus]
            .map { .localized($0) }
        arguments["title"] = turn.catalogue.practitioner(session.practitioner).map { .title($0.title) }
        let names = [
            "patient", "department", "doctor", "title", "day", "clock", "campus", "place", "room", "fee", "serial",
            "code",
        ]
        let rows = names.compactMap { name in arguments[name].map { ReplyCard.Row("label.\(name)", $0) } }
        return Reply(key, arguments, card: ReplyCard(title: "card.\(key)", rows: rows))
    }

    /// The reason of a conflict in plain words.
    func reply(to conflict: ConflictReason, _ frame: Frame, _ turn: Turn) -> Reply {
        var arguments = arguments(turn)
        switch conflict {
        case .full:
            if canWait(frame) { arguments["further"] = .reply(Reply("hint.waitlist")) }
            return Reply("conflict.full", arguments)
        case .offDay: return Reply("conflict.off_day", arguments)
        case .stopped: return Reply("conflict.stopped", arguments)
        case .unreleased(let instant):
            arguments["at"] = .instant(instant)
            if canWait(frame) { arguments["further"] = .reply(Reply("hint.alert")) }
            return Reply("conflict.unreleased", arguments)
        case .tooLate: return Reply("conflict.too_late", arguments)
        case .past: return Reply("conflict.past", arguments)
        case .beyondHorizon(let day):
            arguments["last"] = .day(day)
            return Reply("conflict.beyond_horizon", arguments)
        case .noSuchDoctor:
            guard frame.doctors.anyOf.count > 1, let name = frame.fields[.doctor]?.text, !name.isEmpty,
                arguments["department"] != nil
            else { return Reply("conflict.no_such_doctor", arguments) }
            arguments["name"] = .text(name)
            return Reply("conflict.no_such_name", arguments)
        case .othersOnly: return Reply("conflict.others_only", arguments)
        case .patientBusy: return Reply("conflict.patient_busy", arguments)
        case .rule(let denial): return reply(to: denial, turn)
        }
    }

    /// A rule that said no, in plain words, with the day from which it would say yes.
    func reply(to denial: RuleDenial, _ turn: Turn) -> Reply {
        let explanation = denial.explanation(zone: turn.catalogue.zone, now: turn.context.instant)
        return Reply("refused.rule", ["explanation": .localized(explanation)])
    }
}
