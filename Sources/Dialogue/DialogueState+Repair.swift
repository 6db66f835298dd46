import Booking
import CivilCalendar
import Understanding

extension DialogueState {
    /// Says plainly what is wrong with what was understood, then asks again; false when nothing is wrong.
    mutating func claimProblems(_ heard: Heard, _ turn: inout Turn) -> Bool {
        guard let problem = heard.problems.first else { return claimMisplaced(heard, &turn) }
        switch problem {
        case .unknownDoctor(let name): unknownDoctor(name, &turn)
        case .impossibleDate(let text):
            say("problem.impossible_date", ["text": .text(text)], &turn)
            repose(.when, &turn)
        case .past(let text):
            say("problem.past", ["text": .text(text)], &turn)
            repose(.when, &turn)
        case .badPhone:
            say(askedField == .phone ? "problem.phone" : "problem.not_a_phone", &turn)
            repose(.phone, &turn)
        case .badIdentityNumber:
            say("problem.id_number", &turn)
            repose(.birthDate, &turn)
        case .futureBirthDate:
            say("problem.birth_date", &turn)
            repose(.birthDate, &turn)
        }
        return true
    }

    /// After a problem with a field: the form asks for that field if it needs it, otherwise goes on where it was.
    private mutating func repose(_ field: Field, _ turn: inout Turn) {
        if question == nil, let top = frames.indices.last, frames[top].form.takesWishes, field == .when,
            !frames[top].knows(.when), frames[top].knows(.department) || frames[top].knows(.doctor)
        {
            frames[top].clearTable()
        }
        if case .choice? = question { return reask(&turn) }
        if question == nil { return advance(&turn) }
        reask(&turn)
    }

    /// A phone or a name where something else is asked for: kept for later, and said so.
    private mutating func claimMisplaced(_ heard: Heard, _ turn: inout Turn) -> Bool {
        guard question != nil, let field = [Field.phone, .birthDate, .name].first(where: { heard.values[$0] != nil })
        else { return false }
        say("problem.misplaced.\(field.rawValue)", arguments(turn), &turn)
        reask(&turn)
        return true
    }

    /// A doctor whom nobody knows here: says so and names the nearest, or who sees patients in the department.
    private mutating func unknownDoctor(_ name: String, _ turn: inout Turn) {
        if frames.isEmpty { push(Frame(form: .book, turn: self.turn), &turn) }
        guard let task = taskIndex, frames[task].form == .book || frames[task].form == .reschedule else {
            say("problem.unknown_doctor", ["name": .text(name)], &turn)
            return reask(&turn)
        }
        let departments = turn.catalogue.expanded(frames[task].departments.anyOf)
        let here = turn.catalogue.practitioners.filter { doctor in
            departments.isEmpty || doctor.departments.contains { departments.contains($0) }
        }
        let namesakes = here.filter { doctor in
            doctor.name.zh.first == name.first
                || doctor.name.en.split(separator: " ").last.map { name.hasSuffix(String($0)) } == true
        }
        let near = (namesakes.isEmpty && !departments.isEmpty ? here : namesakes)
            .sorted { $0.title.rank < $1.title.rank }.prefix(optionLimit(turn))
        say("problem.unknown_doctor", ["name": .text(name)], &turn)
        guard !near.isEmpty else {
            question = nil
            return advance(&turn)
        }
        askChoice(.doctor, near.map { option($0.code, turn) }, key: "choose.near_doctor", &turn)
    }

    /// Climbs the ladder of the open question: rephrase, examples, choices, a person.
    mutating func misunderstood(_ heard: Heard, _ turn: inout Turn) {
        guard let question else {
            if frames.isEmpty, heard.understood.main.claim == .answer {
                say("acknowledged", &turn)
            } else if frames.isEmpty {
                say("out_of_scope", ["phone": .digits(turn.catalogue.hospital.phone)], &turn)
            } else {
                advance(&turn)
            }
            return
        }
        let patterns = turn.context.definitions.patterns
        failures += 1
        if failures >= patterns.slowerAfterFailures { isSlow = true }
        let step = patterns.ladder.isEmpty ? .rephrase : patterns.ladder[min(failures, patterns.ladder.count) - 1]
        switch step {
        case .rephrase: rephrase(question, &turn)
        case .examples:
            if let need = askedNeed(turn) {
                say(need.examples, arguments(turn), &turn)
                reask(&turn)
            } else {
                help(for: question, &turn)
            }
        case .choices: offerChoices(question, &turn)
        case .person:
            say("person.offer", ["phone": .digits(turn.catalogue.hospital.phone)], &turn)
            reask(&turn)
        }
    }

    private mutating func rephrase(_ question: OpenQuestion, _ turn: inout Turn) {
        switch question {
        case .field(let field):
            guard let need = askedNeed(turn) else { return reask(&turn) }
            say(Reply(need.again, arguments(turn), choices: choices(for: field, turn)), &turn)
        case .offer: say("again.offer", arguments(turn), &turn)
        case .confirm: say("again.confirm", arguments(turn), &turn)
        case .code: say("again.code", arguments(turn), &turn)
        case .choice(let what, let options): askChoice(what, options, key: "again.choice", &turn)
        case .yesNo: say("again.yes_no", arguments(turn), &turn)
        }
    }

    private mutating func help(for question: OpenQuestion, _ turn: inout Turn) {
        switch question {
        case .offer: say("help.offer", &turn)
        case .confirm: say("help.confirm", &turn)
        case .code: say("help.code", &turn)
        default: break
        }
        reask(&turn)
    }

    /// Moves on with real choices: the nearest times of the calendar, or departments of the hospital.
    private mutating func offerChoices(_ question: OpenQuestion, _ turn: inout Turn) {
        guard case .field(let field) = question, let task = taskIndex, frames[task].form.takesWishes else {
            return help(for: question, &turn)
        }
        switch field {
        case .when:
            frames[task].fields[.when] = FieldRecord(.anything, turn: self.turn, certainty: .assumed)
            say("notice.nearest_times", arguments(turn), &turn)
            search(&turn)
        case .department:
            frames[task].suggested = nil
            let groups = turn.catalogue.departments.filter { $0.isGroup || $0.group == nil }
            askChoice(
                .department, groups.prefix(turn.context.isForTheEar ? 3 : 8).map { option($0.code) },
                key: "choose.department.common", &turn)
        default: help(for: question, &turn)
        }
    }

    /// Answers to tap for the question about a field.
    func choices(for field: Field, _ turn: Turn) -> [ReplyChoice] {
        switch field {
        case .when:
            return (halvesOfNextWorkingDay(turn) + [Reply("choice.when.soonest")]).map { ReplyChoice(label: $0) }
        case .patientSex:
            return Sex.allCases.map { ReplyChoice(label: Reply("value.sex.\($0.rawValue)")) }
        default: return []
        }
    }

    /// Morning and afternoon of the next day on which most clinics are open, in the words in which people name it.
    private func halvesOfNextWorkingDay(_ turn: Turn) -> [Reply] {
        let today = turn.context.now.date
        let day = turn.catalogue.calendar.workingDay(1, from: today)
        let halves = ["morning", "afternoon"]
        switch day.days(since: today) {
        case 1: return halves.map { Reply("choice.when.tomorrow_\($0)") }
        case 2...6:
            let weekday = TimeConstraint(weekdays: WeekdaySet(day.weekday))
            return halves.map { Reply("choice.when.\($0)", ["day": .when(TimeWish(anyOf: [weekday]))]) }
        default: return halves.map { Reply("choice.when.\($0)", ["day": .day(day)]) }
        }
    }
}

extension PractitionerTitle {
    /// Order of seniority, 0 for a chief physician.
    var rank: Int {
        switch self {
        case .chief: 0
        case .associateChief: 1
        case .attending: 2
        case .resident: 3
        }
    }
}
