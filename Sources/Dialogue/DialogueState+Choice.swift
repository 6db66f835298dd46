import Booking
import Understanding

extension DialogueState {
    /// Takes what answers "which of these?"; false when nothing does.
    mutating func answerChoice(
        _ what: OpenQuestion.Choosing, _ options: [OpenQuestion.Option], _ heard: Heard, _ turn: inout Turn
    ) -> Bool {
        if let number = heard.option ?? heard.number, heard.option != nil || !heard.hasValues {
            let index = number > 0 ? number - 1 : options.count + number
            guard options.indices.contains(index) else {
                say("problem.option", ["count": .number(options.count)], &turn)
                reask(&turn)
                return true
            }
            keepRest(of: heard, besides: options[index].value)
            pick(options[index], &turn)
            return true
        }
        let matching = options.filter { isMeant($0, heard, turn.catalogue) }
        if matching.count == 1 {
            keepRest(of: heard, besides: matching[0].value)
            pick(matching[0], &turn)
            return true
        }
        if matching.count > 1, matching.count < options.count {
            askChoice(what, matching, key: "choose.\(what.rawValue)", &turn)
            return true
        }
        guard !heard.hasValues else { return false }
        if heard.has(.affirm) || heard.has(.select) || heard.has(.acknowledge), options.count == 1 {
            pick(options[0], &turn)
            return true
        }
        if heard.has(.any) {
            pickAny(what, options, &turn)
            return true
        }
        guard heard.has(.deny) || heard.has(.alternatives) else { return false }
        noneOf(what, &turn)
        return true
    }

    /// "就耳鼻喉，明天": what was said beside the choice belongs to the form too.
    private mutating func keepRest(of heard: Heard, besides value: FieldValue) {
        guard let task = taskIndex, frames[task].form.takesWishes else { return }
        let fields: [Field] =
            switch value {
            case .departments, .campuses: [.when, .title, .sex, .fee, .patient]
            case .doctors: [.when, .campus, .fee, .patient]
            default: []
            }
        for field in fields {
            guard let record = heard.values[field] else { continue }
            if let old = frames[task].fields[field] {
                frames[task].fields[field]?.value = old.value.revised(by: record.value)
            } else {
                frames[task].fields[field] = record
            }
        }
    }

    private mutating func pick(_ option: OpenQuestion.Option, _ turn: inout Turn) {
        guard let task = taskIndex else { return }
        let earlier = frames[task]
        question = nil
        failures = 0
        switch option.value {
        case .departments: put(option.value, .department, task)
        case .doctors:
            put(option.value, .doctor, task)
            dropForeignDepartment(task, turn)
        case .campuses: put(option.value, .campus, task)
        case .patient: put(option.value, .patient, task)
        case .appointment(let id): frames[task].target = frames[task].visits.first { $0.id == id }
        case .text(let id) where frames[task].waitlistAct != nil:
            if let account { return turn.effects.append(.leave(answer(WaitlistEntryID(id), account, turn))) }
        default: break
        }
        if frames[task].wishFields != earlier.wishFields { frames[task].clearTable() }
        advance(&turn)
    }

    private mutating func put(_ value: FieldValue, _ field: Field, _ task: Int) {
        if field == .department { frames[task].suggested = nil }
        frames[task].fields[field] = FieldRecord(
            value, text: frames[task].fields[field]?.text ?? "", turn: self.turn, isConfirmed: true)
    }

    /// A doctor who was chosen by name settles the department.
    private mutating func dropForeignDepartment(_ task: Int, _ turn: Turn) {
        guard let doctor = frames[task].doctors.anyOf.first.flatMap(turn.catalogue.practitioner) else { return }
        let open = turn.catalogue.expanded(frames[task].departments.anyOf)
        if !doctor.departments.contains(where: { open.contains($0) }) { frames[task].fields[.department] = nil }
    }

    /// "都行": a group stays a group, several doctors stay a set, and of the rest the first will do.
    private mutating func pickAny(
        _ what: OpenQuestion.Choosing, _ options: [OpenQuestion.Option], _ turn: inout Turn
    ) {
        guard let task = taskIndex, what == .department || what == .doctor || what == .campus else {
            return pick(options[0], &turn)
        }
        let field: Field = what == .department ? .department : what == .doctor ? .doctor : .campus
        if what == .department, frames[task].fields[.department] != nil {
            frames[task].fields[.department]?.isConfirmed = true
        } else {
            put(options.dropFirst().reduce(options[0].value) { $0.adding($1.value) }, field, task)
        }
        question = nil
        advance(&turn)
    }

    private mutating func noneOf(_ what: OpenQuestion.Choosing, _ turn: inout Turn) {
        guard let task = taskIndex else { return }
        question = nil
        switch what {
        case .patient:
            pushRegister(relation: nil, &turn)
        case .appointment, .waitlist:
            say("kept.none", &turn)
            finish(&turn)
        case .doctor, .department, .campus, .when:
            let field: Field =
                what == .doctor ? .doctor : what == .department ? .department : what == .campus ? .campus : .when
            frames[task].fields[field] = nil
            if what == .department { frames[task].suggested = nil }
            guard let need = turn.context.definitions.flows[frames[task].form]?.need(field) else {
                return advance(&turn)
            }
            ask(.field(field), Reply(need.again, arguments(turn), choices: choices(for: field, turn)), &turn)
        }
    }

    /// Whether an option is what was said: by its own name, or by what tells it from the others.
    private func isMeant(_ option: OpenQuestion.Option, _ heard: Heard, _ catalogue: Catalogue) -> Bool {
        func named(_ field: Field) -> [String] {
            let exact: [String] =
                switch heard.values[field]?.value {
                case .departments(let choice)?: choice.anyOf.map(\.rawValue)
                case .doctors(let choice)?: choice.anyOf.map(\.rawValue)
                case .campuses(let choice)?: choice.anyOf.map(\.rawValue)
                default: []
                }
            return exact + heard.unclear.filter { $0.field == field }.flatMap(\.codes)
        }
        switch option.value {
        case .departments(let choice): return choice.anyOf.contains { named(.department).contains($0.rawValue) }
        case .doctors(let choice):
            guard let doctor = choice.anyOf.first.flatMap(catalogue.practitioner) else { return false }
            let departments = catalogue.expanded(named(.department).map { DepartmentCode($0) })
            if doctor.departments.contains(where: { departments.contains($0) }) { return true }
            if case .titles(let titles)? = heard.values[.title]?.value, titles.admits(doctor.title) { return true }
            if case .sexes(let sexes)? = heard.values[.sex]?.value, sexes.admits(doctor.sex) { return true }
            return heard.values[.doctor] != nil && named(.doctor).contains(doctor.code.rawValue)
        case .campuses(let choice): return choice.anyOf.contains { named(.campus).contains($0.rawValue) }
        case .patient(let id):
            guard let patient = (patients ?? []).first(where: { $0.id == id }) else { return false }
            if case .text(let name)? = heard.values[.name]?.value { return patient.name == name }
            if case .relation(let relation)? = heard.values[.patient]?.value { return patient.relation.fits(relation) }
            return false
        case .appointment(let id):
            guard let task = taskIndex, let visit = frames[task].visits.first(where: { $0.id == id }) else {
                return false
            }
            return visit.isDescribed(by: heard, catalogue)
        default: return false
        }
    }
}
