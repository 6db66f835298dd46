import Booking
import CivilCalendar
import Understanding

extension DialogueState {
    /// Puts values into the forms they belong to and goes on; false when there was nothing to use.
    mutating func claimValues(_ heard: Heard, _ turn: inout Turn) -> Bool {
        if frames.isEmpty {
            guard heard.opensBooking else { return false }
            push(Frame(form: .book, turn: self.turn), &turn)
            takeLastVisit(heard)
        }
        if claimCompanion(heard, &turn) { return true }
        guard let top = frames.indices.last, let task = taskIndex else { return false }
        var used = false
        if frames[top].isHelper, fillHelper(heard, top, &turn) { used = true }
        if pendsAnswer(turn) { return true }
        if frames[task].form == .enquire, fillEnquiry(heard, task, &turn) { return true }
        if fillVisitDay(heard, task, &turn) { return true }
        let earlier = frames[task]
        if frames[task].form.isAboutVisit { narrowVisits(heard, task) }
        noteCompanions(heard, task)
        if frames[task].form == .book || frames[task].form == .reschedule {
            if fillWish(heard, task, &turn) { used = true }
            if turn.hasAsked { return true }
        }
        let hasChanged = frames[task] != earlier
        keepForLater(heard, task)
        guard used || hasChanged else { return false }
        failures = 0
        if hasChanged { changed(task, from: earlier, &turn) }
        if heard.problems.isEmpty || !claimProblems(heard, &turn) { advance(&turn) }
        return true
    }

    /// Keeps what belongs to a later question.
    private mutating func keepForLater(_ heard: Heard, _ task: Int) {
        guard frames.indices.contains(task), frames.last?.isHelper == false else { return }
        for field in [Field.phone, .name, .birthDate] {
            if let record = heard.values[field] { frames[task].fields[field] = record }
        }
    }

    /// What follows from a change of a task: its table no longer holds, and helpers above it are done with.
    mutating func changed(_ task: Int, from earlier: Frame, _ turn: inout Turn) {
        question = nil
        frames[task].wasDenied = nil
        before = earlier.fields.isEmpty ? nil : earlier
        before?.offers = []
        before?.chosen = nil
        if frames[task].fields[.patient]?.value != earlier.fields[.patient]?.value {
            let helpers = frames[(task + 1)...].filter { $0.form != .register }
            frames.replaceSubrange((task + 1)..., with: helpers)
        }
        guard frames[task].wishFields != earlier.wishFields else { return }
        frames[task].clearTable()
        frames[task].toldConflict = nil
        if frames.indices.last != task { frames.removeSubrange((task + 1)...) }
    }

    private mutating func fillWish(_ heard: Heard, _ task: Int, _ turn: inout Turn) -> Bool {
        var values = heard.values
        for unclear in heard.unclear {
            guard let settled = settle(unclear, values, task, heard, &turn) else { return true }
            values[unclear.field] = settled
        }
        var used = false
        if heard.refers(to: .lastDoctor), frames[task].form == .book, values[.doctor] == nil {
            wantLastDoctor(task)
            used = true
        }
        // Which visit is moved comes before where to.
        let waits = frames[task].form == .reschedule && frames[task].target == nil
        for name in heard.understood.namedFields where !waits && rename(name, values, task, &turn) { used = true }
        if turn.hasAsked { return true }
        if values[.when] != nil { standOnChosen(task) }
        for field in Field.wishes {
            guard let record = values[field] else { continue }
            write(record, to: field, task, said: values, turn)
            used = true
        }
        agree(task, said: values, &turn)
        return used
    }

    /// A time said after an offer was taken is meant from there: "make it the afternoon" is that day's.
    private mutating func standOnChosen(_ task: Int) {
        guard let chosen = frames[task].chosen, case .when(let wish, let strength)? = frames[task].fields[.when]?.value
        else { return }
        let start = CivilMoment(date: chosen.date, second: chosen.startMinute * 60)
        var constraint = TimeConstraint(firstDay: chosen.date, lastDay: chosen.date)
        if let clock = wish.anyOf.first(where: { $0.hasClock && $0.admits(minuteOfDay: start.minuteOfDay) }) {
            constraint = constraint.withClock(of: clock)
        }
        frames[task].fields[.when]?.value = .when(TimeWish(anyOf: [constraint], except: wish.except), strength)
    }

    /// Writes a value: validated against its neighbours, merged with what was said before, dependents dropped.
    private mutating func write(
        _ record: FieldRecord, to field: Field, _ task: Int, said: [Field: FieldRecord], _ turn: Turn
    ) {
        var record = record
        if let old = frames[task].fields[field] { record.value = old.value.revised(by: record.value) }
        let isSame = frames[task].fields[field]?.value == record.value
        frames[task].fields[field] = record
        if field == .when { frames[task].bounds = [] }
        if field == .department { frames[task].suggested = nil }
        guard !isSame, let need = turn.context.definitions.flows[frames[task].form]?.need(field) else { return }
        for dependent in need.clears where said[dependent] == nil {
            if dependent == .doctor, doctorStillFits(task, turn) { continue }
            frames[task].fields[dependent] = nil
        }
    }

    private func doctorStillFits(_ task: Int, _ turn: Turn) -> Bool {
        guard case .doctors(let doctors)? = frames[task].fields[.doctor]?.value,
            case .departments(let departments)? = frames[task].fields[.department]?.value
        else { return true }
        let open = turn.catalogue.expanded(departments.anyOf)
        return open.isEmpty
            || doctors.anyOf.contains { code in
                turn.catalogue.practitioner(code)?.departments.contains { open.contains($0) } == true
            }
    }

    /// A doctor named together with a department where the doctor is not seen: the name counts, and it is said.
    private mutating func agree(_ task: Int, said: [Field: FieldRecord], _ turn: inout Turn) {
        guard said[.doctor] != nil, case .doctors(let doctors)? = frames[task].fields[.doctor]?.value,
            let doctor = doctors.anyOf.first, doctors.anyOf.count == 1, !doctorStillFits(task, turn),
            case .departments(let departments)? = frames[task].fields[.department]?.value,
            let known = turn.catalogue.practitioner(doctor), let home = known.departments.first
        else { return }
        if said[.department] != nil, let named = departments.anyOf.first {
            say(
                "notice.doctor_elsewhere",
                ["doctor": .doctor(doctor), "department": .department(named), "home": .department(home)], &turn)
        }
        frames[task].fields[.department] = nil
    }

    /// A field named without a value: another doctor or campus is looked for; anything else is asked for again.
    private mutating func rename(
        _ name: String, _ values: [Field: FieldRecord], _ task: Int, _ turn: inout Turn
    ) -> Bool {
        guard let field = Field(rawValue: name) else { return false }
        guard values[field] == nil else { return false }
        let shown = frames[task].chosen.map { [$0] } ?? frames[task].offers
        switch field {
        case .doctor:
            let current = frames[task].doctors.anyOf + shown.map(\.practitioner)
            guard !current.isEmpty else { return askAgain(.doctor, task, &turn) }
            keepDepartment(of: current[0], task, turn)
            frames[task].fields[.doctor] = FieldRecord(
                .doctors(Choice(noneOf: (frames[task].doctors.noneOf + current).uniqued)), turn: self.turn,
                certainty: .assumed)
        case .campus:
            let current = shown.map(\.campus)
            guard let first = current.first else { return askAgain(.campus, task, &turn) }
            frames[task].fields[.campus] = FieldRecord(
                .campuses(Choice(noneOf: [first])), turn: self.turn, certainty: .assumed)
        case .when:
            frames[task].refused = (frames[task].refused + shown.map(\.slot)).uniqued
            return askAgain(.when, task, &turn)
        default: return askAgain(field, task, &turn)
        }
        return true
    }

    /// "还挂上次那位": known from this talk, or looked up once the phone is proven.
    private mutating func wantLastDoctor(_ task: Int) {
        guard let lastVisit else {
            frames[task].wantsLastDoctor = true
            return
        }
        frames[task].fields[.doctor] = FieldRecord(
            .doctors(Choice(anyOf: [lastVisit.practitioner])), turn: self.turn, certainty: .assumed)
    }

    private mutating func askAgain(_ field: Field, _ task: Int, _ turn: inout Turn) -> Bool {
        guard let need = turn.context.definitions.flows[frames[task].form]?.need(field) else { return false }
        let earlier = frames[task]
        frames[task].fields[field] = nil
        for dependent in need.clears { frames[task].fields[dependent] = nil }
        changed(task, from: earlier, &turn)
        ask(.field(field), Reply(need.ask, arguments(turn), choices: choices(for: field, turn)), &turn)
        turn.hasAsked = true
        return true
    }

    private mutating func keepDepartment(of doctor: PractitionerCode, _ task: Int, _ turn: Turn) {
        guard frames[task].fields[.department] == nil,
            let home = turn.catalogue.practitioner(doctor)?.departments.first
        else { return }
        frames[task].fields[.department] = FieldRecord(
            .departments(Choice(anyOf: [home])), turn: self.turn, certainty: .assumed)
    }
}

extension Heard {
    /// Whether what was said makes a wish to book even without the word.
    var opensBooking: Bool {
        !unclear.isEmpty || refers(to: .lastDoctor)
            || (refers(to: .oneMore) || refers(to: .sameTime)) && values[.patient] != nil
            || [Field.department, .doctor, .title, .when].contains { values[$0] != nil }
    }
}

extension Field {
    /// Fields that together make a wish, in the order in which they are written.
    static let wishes: [Field] = [.department, .doctor, .title, .sex, .campus, .when, .fee, .patient]
}

extension Frame {
    /// What the search depends on.
    var wishFields: [Field: FieldValue] {
        fields.filter { $0.key != .patient && Field.wishes.contains($0.key) }.mapValues(\.value)
    }

    /// The doctors asked for.
    public var doctors: Choice<PractitionerCode> {
        if case .doctors(let choice)? = fields[.doctor]?.value { choice } else { Choice() }
    }

    /// The departments asked for.
    public var departments: Choice<DepartmentCode> {
        if case .departments(let choice)? = fields[.department]?.value { choice } else { Choice() }
    }
}

extension Catalogue {
    /// Departments with groups replaced by their members.
    func expanded(_ codes: [DepartmentCode]) -> [DepartmentCode] {
        codes.flatMap { code in
            let members = members(of: code)
            return members.isEmpty ? [code] : members
        }
    }
}
