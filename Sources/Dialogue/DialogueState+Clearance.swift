import Booking
import CivilCalendar

/// Whether a patient may book at all, found out before anything is looked for.
extension DialogueState {
    /// Looks up, once in a form, how the patients of a proven account stand; false when there is nothing to look up.
    mutating func looksUpClearance(_ task: Int, _ turn: inout Turn) -> Bool {
        guard frames[task].clearance == nil, let account else { return false }
        lookUpClearance(of: account, &turn)
        return true
    }

    /// The same once more where only now it is known who is to be seen.
    mutating func looksUpClearance(of patient: Patient, _ task: Int, _ turn: inout Turn) -> Bool {
        guard frames[task].clearance == .account, let account else { return false }
        lookUpClearance(of: account, &turn)
        return true
    }

    private mutating func lookUpClearance(of account: Account, _ turn: inout Turn) {
        pending = .clearance
        turn.effects.append(.lookUpStandings(account.id))
    }

    /// How the patients stand: who is restricted is told why, until when and how to appeal; otherwise it goes on.
    mutating func cleared(_ standings: [PatientStanding], _ turn: inout Turn) {
        pending = nil
        guard let task = taskIndex else { return }
        let meant = fittingPatients(frames[task], among: standings.map(\.patient))
        frames[task].clearance = meant.count == 1 ? .patient : .account
        guard meant.count == 1, let standing = standings.first(where: { $0.patient.id == meant[0].id }),
            let restriction = standing.restriction
        else { return advance(&turn) }
        endRestricted(
            RuleDenial(
                parameter: restriction.rule.rawValue, value: "", observed: String(restriction.count),
                earliestAllowedAt: restriction.until), &turn)
    }

    /// A booking that a restriction refuses: why, until when and how to appeal; another time would not help.
    mutating func endRestricted(_ denial: RuleDenial, _ turn: inout Turn) {
        let explanation = denial.explanation(zone: turn.catalogue.zone, now: turn.context.instant)
        releaseHolds(&turn)
        say(
            denial.parameter == RuleParameter.noShowSteps.rawValue ? "refused.no_shows" : "refused.cancellations",
            [
                "explanation": .localized(explanation), "phone": .digits(turn.catalogue.hospital.phone),
            ], &turn)
        finish(&turn)
    }
}
