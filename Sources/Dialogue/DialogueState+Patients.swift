import Booking
import CivilCalendar
import Understanding

extension DialogueState {
    /// The patient of a booking: chosen, the only one that fits, or asked for. `nil` when something was asked.
    mutating func settledPatient(_ task: Int, _ turn: inout Turn) -> Patient? {
        let known = patients ?? []
        if case .patient(let id)? = frames[task].fields[.patient]?.value {
            if let patient = known.first(where: { $0.id == id }) { return patient }
        }
        let relation = wantedRelation(frames[task])
        let fitting = fittingPatients(frames[task], among: known)
        if fitting.count == 1 {
            frames[task].fields[.patient] = FieldRecord(
                .patient(fitting[0].id), text: frames[task].fields[.patient]?.text ?? "", turn: self.turn,
                certainty: relation == nil ? .assumed : .stated)
            return fitting[0]
        }
        if fitting.isEmpty {
            pushRegister(relation: relation, &turn)
        } else {
            askChoice(
                .patient,
                fitting.map {
                    OpenQuestion.Option(
                        value: .patient($0.id), label: Reply("option.patient", ["name": .text($0.name)]))
                }, key: "choose.patient", &turn)
        }
        return nil
    }

    /// The patients whom a form can mean: the one that was chosen, those of the relation or name that was said, else the
    /// owner of the account.
    func fittingPatients(_ frame: Frame, among known: [Patient]) -> [Patient] {
        if case .patient(let id)? = frame.fields[.patient]?.value, let chosen = known.first(where: { $0.id == id }) {
            return [chosen]
        }
        if case .text(let name)? = frame.fields[.name]?.value { return known.filter { $0.name == name } }
        let relation = wantedRelation(frame)
        return known.filter { patient in
            frame.bookedBefore?.contains(patient.id) != true
                && (relation == nil ? patient.relation == .me : patient.relation.fits(relation ?? .me))
        }
    }

    /// The relation of the patient that was asked for; `nil` when nobody said.
    func wantedRelation(_ frame: Frame) -> Relation? {
        if case .relation(let relation)? = frame.fields[.patient]?.value { relation } else { nil }
    }

    /// Puts the registration of a patient on top.
    mutating func pushRegister(relation: Relation?, _ turn: inout Turn) {
        var frame = Frame(form: .register, turn: self.turn)
        frame.fields[.patient] = FieldRecord(.relation(relation ?? .me), turn: self.turn, certainty: .assumed)
        if let task = taskIndex {
            for field in [Field.name, .birthDate] { frame.fields[field] = frames[task].fields[field] }
        }
        frames.append(frame)
        question = nil
        advance(&turn)
    }

    /// Asks for what a registration needs, then registers.
    mutating func advanceRegister(_ turn: inout Turn) {
        guard let top = frames.indices.last else { return }
        guard let account else { return pushIdentify(&turn) }
        guard let patients else { return turn.effects.append(.listPatients(of: account.id)) }
        if frames[top].fields[.patient] == nil {
            if patients.contains(where: { $0.relation == .me }) {
                return ask(.field(.patient), Reply("ask.patient", arguments(turn)), &turn)
            }
            frames[top].fields[.patient] = FieldRecord(.relation(.me), turn: self.turn, certainty: .assumed)
        }
        let relation = wantedRelation(frames[top]) ?? .me
        for (field, key) in [(Field.name, "ask.name"), (.birthDate, "ask.birth_date")]
        where frames[top].fields[field] == nil {
            let key = relation == .me ? "\(key).self" : key
            return ask(.field(field), Reply(key, ["patient": .relation(relation)]), &turn)
        }
        guard let patient = newPatient(frames[top], relation, turn) else { return }
        if relation == .me, let born = patient.birthDate, born.completedYears(on: turn.context.now.date) < 14 {
            frames[top].fields[.birthDate] = nil
            say("problem.guardian", &turn)
            return ask(.field(.birthDate), Reply("ask.birth_date.guardian"), &turn)
        }
        turn.effects.append(.register(patient, account: account.id))
    }

    private func newPatient(_ frame: Frame, _ relation: Relation, _ turn: Turn) -> NewPatient? {
        guard case .text(let name)? = frame.fields[.name]?.value else { return nil }
        switch frame.fields[.birthDate]?.value {
        case .text(let number):
            guard let identity = try? IdentityNumber(number) else { return nil }
            return NewPatient(
                name: name, relation: relation, birthDate: identity.birthDate, sex: identity.sex,
                idNumber: identity.text)
        case .date(let date): return NewPatient(name: name, relation: relation, birthDate: date, sex: relation.sex)
        default: return nil
        }
    }

    /// What became of a registration.
    mutating func registered(_ result: Result<Patient, BookingRefusal>, _ turn: inout Turn) {
        switch result {
        case .success(let patient):
            patients = (patients ?? []) + [patient]
            frames.removeLast()
            question = nil
            failures = 0
            say("done.registered", ["patient": .text(patient.name)], &turn)
            guard let task = taskIndex else { return goOn(&turn) }
            for field in [Field.name, .birthDate] { frames[task].fields[field] = nil }
            frames[task].fields[.patient] = FieldRecord(.patient(patient.id), text: patient.name, turn: self.turn)
            advance(&turn)
        case .failure(let refusal):
            frames.removeLast()
            question = nil
            if case .rule(let denial) = refusal {
                say(reply(to: denial, turn), &turn)
            } else {
                say("refused.other", ["phone": .digits(turn.catalogue.hospital.phone)], &turn)
            }
            releaseHolds(&turn)
            finish(&turn)
        }
    }

    /// "不对，名字是张山": corrects the name in the read-back; false when it is right, or nobody is known yet.
    mutating func correctName(_ heard: Heard, _ turn: inout Turn) -> Bool {
        guard case .text(let name)? = heard.values[.name]?.value, let task = taskIndex, let account,
            case .patient(let id)? = frames[task].fields[.patient]?.value,
            let patient = patients?.first(where: { $0.id == id }), patient.name != name
        else { return false }
        turn.effects.append(.rename(id, to: name, account: account.id))
        return true
    }

    /// What became of correcting a name; either way the read-back follows.
    mutating func renamed(_ result: Result<Patient, BookingRefusal>, _ turn: inout Turn) {
        switch result {
        case .success(let patient):
            patients = patients?.map { $0.id == patient.id ? patient : $0 }
            say("done.renamed", ["patient": .text(patient.name)], &turn)
        case .failure:
            say("problem.name_proven", ["phone": .digits(turn.catalogue.hospital.phone)], &turn)
        }
        readBack(&turn)
    }

    /// Puts what a helper asked for into it; false when nothing was said for it.
    mutating func fillHelper(_ heard: Heard, _ top: Int, _ turn: inout Turn) -> Bool {
        var used = false
        let wanted: [Field] = frames[top].form == .identify ? [.phone] : [.name, .birthDate, .patientSex]
        for field in wanted {
            guard let record = heard.values[field] else { continue }
            frames[top].fields[field] = record
            used = true
        }
        if frames[top].form == .register, taskIndex == top, let record = heard.values[.patient] {
            frames[top].fields[.patient] = record
            used = true
        }
        if used {
            question = nil
            failures = 0
        }
        return used
    }

    /// Says why a department does not see a patient, and what to do instead; false when it does.
    mutating func refuses(_ patient: Patient, _ task: Int, _ turn: inout Turn) -> Bool {
        guard let chosen = frames[task].chosen, let department = turn.catalogue.department(chosen.department),
            let denial = department.refusal(of: patient, on: chosen.date)
        else { return false }
        var arguments = offerArguments(chosen)
        arguments["patient"] = .text(patient.name)
        arguments["value"] = .text(denial.value)
        arguments["sex"] = department.sex.map { .reply(Reply("value.sex.\($0.rawValue)")) }
        say("ineligible.\(denial.parameter)", arguments, &turn)
        frames[task].refuse([chosen])
        frames[task].fields[.department] = nil
        frames[task].fields[.doctor] = nil
        frames[task].conflict = .rule(denial)
        releaseHolds(&turn)
        let fitting = turn.catalogue.departments.first {
            $0.maxAge != nil && !$0.isGroup && $0.refusal(of: patient, on: chosen.date) == nil
        }
        if denial.parameter == "minAge", let fitting {
            askChoice(.department, [option(fitting.code)], key: "choose.suggested", &turn)
        } else {
            frames[task].fields[.department] = nil
            advance(&turn)
        }
        return true
    }
}

extension Relation {
    /// Whether somebody of this relation may be meant by a word for another: a son by "my child".
    func fits(_ word: Relation) -> Bool {
        if self == word { return true }
        switch word {
        case .child: return self == .son || self == .daughter
        case .parent: return self == .mother || self == .father
        case .spouse: return self == .wife || self == .husband
        case .son, .daughter: return self == .child
        case .mother, .father: return self == .parent
        case .wife, .husband: return self == .spouse
        default: return false
        }
    }

    /// Whether it is that of somebody's child.
    var isOfChild: Bool { [.child, .son, .daughter, .grandchild].contains(self) }

    /// The sex that the word carries.
    var sex: Sex? {
        switch self {
        case .mother, .wife, .daughter, .grandmother: .female
        case .father, .husband, .son, .grandfather: .male
        default: nil
        }
    }
}
