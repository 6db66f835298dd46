import Booking
import CivilCalendar
import Understanding

/// Missed visits, what follows from them, and what can be done about it.
extension DialogueState {
    /// Says whether booking is restricted, why, until when, and how to appeal.
    mutating func advanceStanding(_ turn: inout Turn) {
        guard let account else { return pushIdentify(&turn) }
        turn.effects.append(.lookUpStandings(account.id))
    }

    /// Finds the missed visit, asks what happened, hands the appeal to staff.
    mutating func advanceAppeal(_ turn: inout Turn) {
        guard let task = frames.indices.last else { return }
        guard let account else { return pushIdentify(&turn) }
        guard let target = frames[task].target else {
            pending = .missed
            return turn.effects.append(.listAppointments(of: account.id, includingPast: true))
        }
        guard case .text(let statement)? = frames[task].fields[.reason]?.value else {
            return ask(.field(.reason), Reply("ask.reason", visitArguments(target)), &turn)
        }
        turn.effects.append(
            .appeal(
                AppealRequest(
                    appointment: target.id, account: account.id, statement: statement, consent: turn.context.consent)))
    }

    /// Takes whatever is said as the reason of an appeal; a bare no leaves it without one. False when none is asked for.
    mutating func claimReason(_ heard: Heard, _ turn: inout Turn) -> Bool {
        guard question == .field(.reason), let task = taskIndex, frames[task].form == .appeal else { return false }
        let isBareNo = heard.understood.main == .deny && heard.understood.intents.count == 1 && !heard.hasValues
        frames[task].fields[.reason] = FieldRecord(.text(isBareNo ? "" : heard.understood.text), turn: self.turn)
        question = nil
        failures = 0
        advance(&turn)
        return true
    }

    /// Finds the missed visit that is appealed against.
    mutating func aimAtMissed(_ appointments: [Appointment], _ turn: inout Turn) {
        guard let task = taskIndex else { return }
        let missed = appointments.filter { $0.status == .noShow }.map(BookedVisit.init).reversed()
        let fitting = frames[task].described(among: Array(missed))
        switch fitting.count {
        case 0:
            say("appeal.none", ["phone": .digits(turn.catalogue.hospital.phone)], &turn)
            finish(&turn)
        case 1:
            frames[task].target = fitting[0]
            advance(&turn)
        default:
            frames[task].visits = Array(fitting.prefix(turn.context.isForTheEar ? 3 : 5))
            askChoice(
                .appointment,
                frames[task].visits.map {
                    OpenQuestion.Option(
                        value: .appointment($0.id), label: Reply("option.appointment", visitArguments($0)))
                }, key: "choose.appointment.appeal", &turn)
        }
    }

    /// What became of an appeal.
    mutating func appealed(_ result: Result<Appeal, AppealRefusal>, _ turn: inout Turn) {
        var arguments = visitArguments(taskIndex.flatMap { frames[$0].target })
        arguments["phone"] = .digits(turn.catalogue.hospital.phone)
        switch result {
        case .success(let appeal):
            arguments["last"] = appeal.answerBy.map { .day($0) }
            say("appeal.recorded", arguments, &turn)
        case .failure(.alreadyOpen(let appeal)):
            arguments["last"] = appeal.answerBy.map { .day($0) }
            say("appeal.open", arguments, &turn)
        case .failure(.tooLate(let denial)):
            arguments["explanation"] = .localized(
                denial.explanation(zone: turn.catalogue.zone, now: turn.context.instant))
            say("appeal.too_late", arguments, &turn)
        case .failure(.unknown), .failure(.notMissed), .failure(.settled):
            say("appeal.none", arguments, &turn)
        }
        finish(&turn)
    }

    /// Says how each patient of the account stands: restrictions first, then missed visits that count.
    mutating func told(_ standings: [PatientStanding], _ turn: inout Turn) {
        if pending == .clearance { return cleared(standings, &turn) }
        let restricted = standings.filter { $0.restriction != nil }
        for standing in restricted {
            guard let restriction = standing.restriction else { continue }
            say("standing.restricted", standingArguments(standing, restriction, turn), &turn)
        }
        let missed = standings.filter { $0.restriction == nil && !$0.missed.isEmpty }
        for standing in missed {
            say(
                "standing.missed",
                ["patient": .text(standing.patient.name), "count": .number(standing.missed.count)], &turn)
        }
        if restricted.isEmpty, missed.isEmpty { say("standing.clear", &turn) }
        if let first = standings.first(where: { !$0.appealable.isEmpty }) {
            say("standing.appeal", appealArguments(first, turn), &turn)
        } else if let first = standings.first(where: { !$0.appealed.isEmpty }) {
            say("standing.appealed", ["patient": .text(first.patient.name)], &turn)
        }
        finish(&turn)
    }

    private func standingArguments(
        _ standing: PatientStanding, _ restriction: Restriction, _ turn: Turn
    ) -> [String: ReplyValue] {
        [
            "patient": .text(standing.patient.name), "at": .instant(restriction.until),
            "reason": .reply(
                Reply("standing.\(restriction.rule.rawValue)", ["count": .number(restriction.count)])),
            "phone": .digits(turn.catalogue.hospital.phone),
        ]
    }

    private func appealArguments(_ standing: PatientStanding, _ turn: Turn) -> [String: ReplyValue] {
        var arguments: [String: ReplyValue] = ["phone": .digits(turn.catalogue.hospital.phone)]
        if let days = standing.appealWithinDays { arguments["count"] = .number(days) }
        if !standing.authority.isEmpty { arguments["name"] = .words(standing.authority.map { .text($0) }) }
        return arguments
    }
}

extension RuleDenial {
    /// Whether it is the patient who is restricted, so that no other time or doctor would help.
    var isRestriction: Bool {
        parameter == RuleParameter.noShowSteps.rawValue || parameter == RuleParameter.cancelSteps.rawValue
    }

    /// Whether it is the patient's age or sex, so that another time with the same doctor would not help.
    var isAboutPatient: Bool {
        [RuleParameter.minAge, .maxAge, .sex].map(\.rawValue).contains(parameter)
    }
}
