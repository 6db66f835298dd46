import Booking
import CivilCalendar
import TimeExpressions
import Understanding

extension DialogueState {
    /// Takes what answers the open question; false when nothing does.
    mutating func claimAnswer(_ heard: Heard, _ turn: inout Turn) -> Bool {
        switch question {
        case nil: false
        case .offer?: answerOffer(heard, &turn)
        case .confirm?: answerConfirm(heard, &turn)
        case .code?: answerCode(heard, &turn)
        case .choice(let what, let options)?: answerChoice(what, options, heard, &turn)
        case .yesNo(.resume)?: answerResume(heard, &turn)
        case .yesNo(.stop)?: claimStop(heard, &turn)
        case .yesNo(.place)?: answerPlace(heard, &turn)
        case .field(let field)?: answerField(field, heard, &turn)
        }
    }

    private mutating func answerOffer(_ heard: Heard, _ turn: inout Turn) -> Bool {
        guard let task = taskIndex, !frames[task].offers.isEmpty else { return false }
        let offers = frames[task].offers
        if let number = heard.option ?? heard.number, heard.option != nil || !heard.hasValues {
            guard let offer = offers.element(number) else {
                say("problem.option", ["count": .number(offers.count)], &turn)
                reask(&turn)
                return true
            }
            return take(offer, but: heard, &turn)
        }
        if let order = heard.orderAlone {
            if !heard.has(.alternatives),
                let named = order == .earliest
                    ? offers.min(by: PlacedOffer.isEarlier) : offers.max(by: PlacedOffer.isEarlier)
            {
                choose(named, &turn)
            } else {
                move(order, past: offers, &turn)
            }
            return true
        }
        if let pointed = pointed(at: offers, heard) {
            choose(pointed, &turn)
            return true
        }
        if tellsAllAreSuch(offers, heard, &turn) { return true }
        let refuses =
            (heard.has(.deny) || heard.has(.alternatives)) && !heard.isAboutPatientOnly && !heard.isAboutPerson
        if heard.hasValues {
            if !refuses, heard.onlyWants, let matching = offers.matching(heard, turn.catalogue) {
                if matching.count == 1 { choose(matching[0], &turn) } else { narrow(to: matching, task, &turn) }
                return true
            }
            if refuses, heard.understood.namedFields.isEmpty {
                // "有没有女的" refuses those who are none; where all are, it asks for others.
                let wanted = offers.matching(heard, turn.catalogue) ?? []
                frames[task].refuse(wanted.count == offers.count ? offers : offers.filter { !wanted.contains($0) })
            }
            return false
        }
        if refuses {
            frames[task].refuse(offers)
            search(&turn)
            return true
        }
        guard heard.has(.any) || heard.has(.affirm) || heard.has(.select) || heard.has(.acknowledge) else {
            return false
        }
        if offers.count == 1 || heard.has(.any) {
            choose(offers[0], &turn)
        } else {
            say(Reply("ask.which", ["count": .number(offers.count)], choices: choices(of: offers)), &turn)
        }
        return true
    }

    /// "有没有女医生" where all on the table are: says so; false otherwise.
    private mutating func tellsAllAreSuch(_ offers: [PlacedOffer], _ heard: Heard, _ turn: inout Turn) -> Bool {
        guard !heard.has(.deny), heard.onlyWants, Array(heard.values.keys) == [.sex],
            case .sexes(let choice)? = heard.values[.sex]?.value, let sex = choice.anyOf.first,
            offers.count > 1, offers.allSatisfy({ $0.satisfies(.sexes(choice), turn.catalogue) })
        else { return false }
        say("notice.all_such", ["sex": .reply(Reply("value.sex.\(sex.rawValue)"))], &turn)
        reask(&turn)
        return true
    }

    /// "有没有早一点的" while the phone or the name is asked for: about the offer that was taken.
    mutating func asksForOther(_ heard: Heard, _ turn: inout Turn) -> Bool {
        guard let task = taskIndex, let chosen = frames[task].chosen, heard.has(.alternatives) else { return false }
        if let order = heard.orderAlone {
            move(order, past: [chosen], &turn)
            return true
        }
        guard heard.values.isEmpty, heard.unclear.isEmpty,
            heard.understood.namedFields.allSatisfy({ $0 == Field.when.rawValue })
        else { return false }
        frames[task].refuse([chosen])
        search(&turn)
        return true
    }

    /// The offer that is pointed at: the earlier or the later one, or the only one with the doctor spoken of.
    private func pointed(at offers: [PlacedOffer], _ heard: Heard) -> PlacedOffer? {
        guard !heard.hasValues, !heard.has(.alternatives), !heard.has(.deny) else { return nil }
        if heard.refers(to: .laterOne) { return offers.max(by: PlacedOffer.isEarlier) }
        if heard.refers(to: .earlierOne) { return offers.min(by: PlacedOffer.isEarlier) }
        guard heard.refers(to: .thatDoctor), heard.has(.affirm) || heard.has(.select), let task = taskIndex,
            frames[task].doctors.anyOf.count == 1
        else { return nil }
        return offers.first { $0.practitioner == frames[task].doctors.anyOf[0] }
    }

    /// Takes an offer as it is, or as the ground on which the rest of the utterance builds ("第二个但是下午").
    private mutating func take(_ offer: PlacedOffer, but heard: Heard, _ turn: inout Turn) -> Bool {
        guard heard.hasValues, [offer].matching(heard, turn.catalogue) == nil, let task = taskIndex else {
            choose(offer, &turn)
            return true
        }
        frames[task].fields[.doctor] = FieldRecord(
            .doctors(Choice(anyOf: [offer.practitioner])), turn: self.turn, certainty: .assumed)
        frames[task].fields[.when] = FieldRecord(
            .when(TimeWish(anyOf: [TimeConstraint(firstDay: offer.date, lastDay: offer.date)]), .stated),
            turn: self.turn, certainty: .assumed)
        return claimValues(heard, &turn)
    }

    private mutating func narrow(to matching: [PlacedOffer], _ task: Int, _ turn: inout Turn) {
        frames[task].offers = matching
        failures = 0
        sayOffers(&turn)
    }

    private mutating func answerConfirm(_ heard: Heard, _ turn: inout Turn) -> Bool {
        guard let task = taskIndex else { return false }
        let shown = frames[task].chosen
        if let order = heard.orderAlone, let shown {
            move(order, past: [shown], &turn)
            return true
        }
        if let number = heard.option, let offer = frames[task].offers.element(number), offer != shown {
            choose(offer, &turn)
            return true
        }
        if correctName(heard, &turn) { return true }
        let contradicts = heard.wishes && shown.flatMap { [$0].matching(heard, turn.catalogue) } == nil
        if heard.has(.affirm), !contradicts || frames[task].form == .cancel {
            commit(&turn)
            return true
        }
        if contradicts {
            if frames[task].form == .cancel { return false }
            if let shown, !heard.isAboutPatientOnly, heard.has(.deny) || heard.has(.alternatives),
                heard.understood.namedFields.isEmpty
            {
                frames[task].refuse([shown])
            }
            return false
        }
        if heard.has(.alternatives), let shown {
            frames[task].refuse([shown])
            search(&turn)
            return true
        }
        if heard.has(.deny) { return denyConfirm(task, &turn) }
        guard heard.has(.acknowledge) || heard.hasValues else { return false }
        readBack(&turn)
        return true
    }

    /// A bare no to the read-back asks once what is wrong; a second one gives the form up.
    private mutating func denyConfirm(_ task: Int, _ turn: inout Turn) -> Bool {
        if frames[task].form == .cancel {
            say("kept", visitArguments(frames[task].target), &turn)
            finish(&turn)
        } else if frames[task].wasDenied != true {
            frames[task].wasDenied = true
            say("ask.change", arguments(turn), &turn)
        } else {
            releaseHolds(&turn)
            say(turn.context.definitions.flows[frames[task].form]?.abandoned ?? "abandoned.nothing", &turn)
            finish(&turn)
        }
        return true
    }

    private mutating func answerResume(_ heard: Heard, _ turn: inout Turn) -> Bool {
        if heard.has(.affirm) || heard.has(.acknowledge) {
            question = nil
            advance(&turn)
            return true
        }
        guard heard.has(.deny), !heard.hasValues, let form = frames.last?.form else { return false }
        say(turn.context.definitions.flows[form]?.abandoned ?? "abandoned.nothing", &turn)
        finish(&turn)
        return true
    }

    private mutating func answerField(_ field: Field, _ heard: Heard, _ turn: inout Turn) -> Bool {
        if frames.last?.isHelper == true, asksForOther(heard, &turn) { return true }
        if field == .name, heard.has(.unknownAnswer), heard.values[.name] == nil,
            let top = frames.last, wantedRelation(top)?.isOfChild ?? false
        {
            say("help.newborn", &turn)
            reask(&turn)
            return true
        }
        guard !heard.hasValues, let top = frames.indices.last else { return false }
        if field == .department, heard.symptom != nil { return triage(heard, &turn) }
        guard heard.has(.any) || heard.has(.unknownAnswer) else { return false }
        switch field {
        case .department:
            say("ask.symptom", arguments(turn), &turn)
        case .when, .doctor, .campus, .title, .sex, .fee:
            frames[top].fields[field] = FieldRecord(.anything, text: heard.understood.text, turn: self.turn)
            failures = 0
            advance(&turn)
        case .patient:
            frames[top].fields[.patient] = FieldRecord(.relation(.me), turn: self.turn, certainty: .assumed)
            advance(&turn)
        default:
            if let need = askedNeed(turn) { say(need.why, arguments(turn), &turn) }
            reask(&turn)
        }
        return true
    }
}

extension Heard {
    /// Whether something was said that a search depends on.
    var wishes: Bool {
        !unclear.isEmpty || !understood.namedFields.isEmpty || Field.wishes.contains { values[$0] != nil }
    }

    /// Whether of a wish only the patient was said.
    var isAboutPatientOnly: Bool {
        values[.patient] != nil && unclear.isEmpty && !Field.wishes.contains { $0 != .patient && values[$0] != nil }
    }

    /// Whether only who somebody is was said: a name, a phone, a date of birth.
    var isAboutPerson: Bool {
        !values.isEmpty && unclear.isEmpty
            && values.keys.allSatisfy { [.name, .phone, .birthDate, .patient].contains($0) }
    }

    /// Whether every value is wanted and none ruled out.
    var onlyWants: Bool {
        unclear.isEmpty && understood.namedFields.isEmpty && understood.mentions.allSatisfy { $0.polarity == .wanted }
    }
}

extension Frame {
    /// Notes that offers were refused, and takes them off the table.
    mutating func refuse(_ offers: [PlacedOffer]) {
        refused = (refused + offers.map(\.slot)).uniqued
        clearTable()
    }
}

extension [PlacedOffer] {
    /// The element that a spoken number means: 1 is the first, -1 the last.
    func element(_ number: Int) -> PlacedOffer? {
        let index = number > 0 ? number - 1 : count + number
        return indices.contains(index) ? self[index] : nil
    }

    /// The offers that are what was said; `nil` when none is, or when what was said is not about offers.
    func matching(_ heard: Heard, _ catalogue: Catalogue) -> [PlacedOffer]? {
        let said = Field.wishes.compactMap { field in heard.values[field].map { (field, $0.value) } }
        guard !said.isEmpty, heard.unclear.isEmpty, heard.understood.namedFields.isEmpty else { return nil }
        // "便宜点的" compares; every offer would do.
        if case .fee(nil, _)? = heard.values[.fee]?.value { return nil }
        var matching = filter { offer in said.allSatisfy { offer.satisfies($0.1, catalogue) } }
        if matching.count > 1, case .when(let wish, _)? = heard.values[.when]?.value,
            let around = wish.anyOf.first?.aroundMinute
        {
            let exact = matching.filter { $0.startMinute == around }
            if exact.count == 1 { matching = exact }
        }
        return matching.isEmpty ? nil : matching
    }
}

extension PlacedOffer {
    /// Whether the offer is what a value asks for.
    func satisfies(_ value: FieldValue, _ catalogue: Catalogue) -> Bool {
        let doctor = catalogue.practitioner(practitioner)
        switch value {
        case .departments(let choice):
            return choice.admits(department)
                || (!choice.noneOf.contains(department) && catalogue.expanded(choice.anyOf).contains(department))
        case .doctors(let choice): return choice.admits(practitioner)
        case .titles(let choice): return doctor.map { choice.admits($0.title) } ?? false
        case .sexes(let choice): return doctor.map { choice.admits($0.sex) } ?? false
        case .campuses(let choice): return choice.admits(campus)
        case .when(let wish, _):
            return wish.admits(
                CivilMoment(date: date, second: startMinute * 60), calendar: catalogue.calendar)
        case .fee(let limit, _): return limit.map { feeFen <= $0 } ?? true
        default: return false
        }
    }
}
