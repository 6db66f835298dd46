import Booking
import CivilCalendar
import Foundation
import TimeExpressions
import Understanding

extension DialogueState {
    /// Answers the questions in an utterance; whether there were any that could be answered at once.
    ///
    /// A question about free times inside a booking is a wish and is left to the form.
    mutating func answerQuestions(_ heard: Heard, _ turn: inout Turn) -> Bool {
        var asked = heard.understood.intents.map(\.intent).filter { $0.claim == .question }.uniqued
        // "我是不是进黑名单了" is about the person's own record, not about the rules in general.
        if heard.understood.main == .myRestrictions || heard.understood.main == .appeal {
            asked.removeAll { $0 == .rules }
        }
        // A complaint is met with where it may be seen; whether that is treated here need not be said as well.
        if heard.symptom != nil, heard.has(.triage) || heard.has(.book) {
            asked.removeAll { $0 == .queryDepartment || ($0 == .hours && heard.values[.when] != nil) }
        }
        if asked.contains(.queryDoctor) { asked.removeAll { $0 == .queryDepartment } }
        var answered = answerFromHouse(heard, &asked, &turn)
        for intent in asked {
            if intent == .queryAvailability {
                guard availability(heard, &turn) else { continue }
                turn.isDone = true
                return true
            }
            let namesakes = namesakes(heard, turn)
            if namesakes.count > 1, intent == .price || intent == .queryDoctor {
                for code in namesakes.prefix(3) {
                    answer(intent, Subject(doctor: code, isNamed: true), heard, &turn)
                }
                rememberDoctors(namesakes)
            } else {
                answer(intent, subject(heard, turn), heard, &turn)
            }
            answered = true
            if turn.hasAsked || pendsAnswer(turn) { return true }
        }
        guard answered else { return false }
        // "周四上午，另外多少钱": the rest still belongs to the form; the subject of the question alone does not.
        let rest = heard.understood.intents.map(\.intent).filter { $0.claim != .question && $0.claim != .nothing }
        turn.isQuestionOnly =
            rest.isEmpty || (rest == [.alternatives] && !heard.values.isEmpty && heard.understood.namedFields.isEmpty)
            || (rest.allSatisfy { $0 == .inform || $0 == .alternatives } && heard.isOneClause && heard.namesSubjectOnly)
        return true
    }

    private mutating func answer(_ intent: Intent, _ subject: Subject, _ heard: Heard, _ turn: inout Turn) {
        switch intent {
        case .price: price(subject, heard, &turn)
        case .location: location(subject, heard, &turn)
        case .hours: hours(subject, heard, &turn)
        case .rules: rules(subject, heard, &turn)
        case .preparation: preparation(subject, &turn)
        case .queryDoctor: doctor(subject, heard, &turn)
        case .queryDepartment: department(subject, &turn)
        default: return
        }
    }

    /// What a question is about: what it names, else what the talk is about.
    struct Subject {
        var doctor: PractitionerCode?
        var department: DepartmentCode?
        var campus: CampusCode?
        /// Whether the question itself named it.
        var isNamed = false
    }

    private mutating func subject(_ heard: Heard, _ turn: Turn) -> Subject {
        var subject = Subject()
        if case .doctors(let choice)? = heard.values[.doctor]?.value { subject.doctor = choice.anyOf.first }
        if case .departments(let choice)? = heard.values[.department]?.value {
            subject.department = choice.anyOf.first
        }
        if case .campuses(let choice)? = heard.values[.campus]?.value { subject.campus = choice.anyOf.first }
        if subject.doctor == nil { subject.doctor = namesakes(heard, turn).first }
        for unclear in heard.unclear where unclear.field == .department && subject.department == nil {
            subject.department = unclear.codes.first.map { DepartmentCode($0) }
        }
        subject.isNamed = subject.doctor != nil || subject.department != nil || subject.campus != nil
        if subject.doctor != nil || subject.department != nil { remember(subject) }
        guard !subject.isNamed else { return subject }
        if let task = taskIndex {
            let frame = frames[task]
            let shown = frame.chosen ?? (frame.offers.count == 1 ? frame.offers[0] : nil)
            subject.doctor = shown?.practitioner ?? (frame.doctors.anyOf.count == 1 ? frame.doctors.anyOf[0] : nil)
            subject.department = shown?.department ?? frame.departments.anyOf.first ?? frame.target?.department
            subject.campus = shown?.campus ?? frame.target?.campus
        }
        if taskIndex == nil, subject.doctor == nil, subject.department == nil, let lastAsked,
            self.turn - lastAsked.openedTurn <= 2, heard.has(.queryDoctor) || heard.has(.price)
        {
            if lastAsked.doctors.anyOf.count == 1 { subject.doctor = lastAsked.doctors.anyOf[0] }
            subject.department = lastAsked.departments.anyOf.first
        }
        if subject.doctor == nil, subject.department == nil, heard.refers(to: .thatDoctor) {
            subject.doctor = doctorSpokenOf
        }
        if taskIndex == nil, subject.doctor == nil, let lastVisit {
            subject.doctor = lastVisit.practitioner
            subject.department = lastVisit.department
            subject.campus = lastVisit.campus
        }
        return subject
    }

    /// The doctors whom a name may mean; of those in the department that was named, where there are any.
    private func namesakes(_ heard: Heard, _ turn: Turn) -> [PractitionerCode] {
        let all = heard.unclear.first { $0.field == .doctor }?.codes.map { PractitionerCode($0) } ?? []
        guard case .departments(let choice)? = heard.values[.department]?.value else { return all }
        let open = turn.catalogue.expanded(choice.anyOf)
        let here = all.filter { code in
            turn.catalogue.practitioner(code)?.departments.contains { open.contains($0) } ?? false
        }
        return here.isEmpty ? all : here
    }

    /// Keeps several doctors of one name that were asked about.
    private mutating func rememberDoctors(_ codes: [PractitionerCode]) {
        var frame = Frame(form: .enquire, turn: self.turn)
        frame.fields[.doctor] = FieldRecord(.doctors(Choice(anyOf: codes)), turn: self.turn, certainty: .assumed)
        lastAsked = frame
    }

    /// Keeps what was asked about: "就挂他吧", "book him" mean it.
    private mutating func remember(_ subject: Subject) {
        var frame = Frame(form: .enquire, turn: self.turn)
        if let doctor = subject.doctor {
            frame.fields[.doctor] = FieldRecord(
                .doctors(Choice(anyOf: [doctor])), turn: self.turn, certainty: .assumed)
        } else if let department = subject.department {
            frame.fields[.department] = FieldRecord(
                .departments(Choice(anyOf: [department])), turn: self.turn, certainty: .assumed)
        }
        lastAsked = frame
    }

    private mutating func price(_ subject: Subject, _ heard: Heard, _ turn: inout Turn) {
        if let doctor = subject.doctor.flatMap(turn.catalogue.practitioner) {
            return say(
                "answer.price.doctor", ["doctor": .doctor(doctor.code), "fee": .money(doctor.feeFen)], &turn)
        }
        let open = subject.department.map { turn.catalogue.expanded([$0]) } ?? []
        let fees = turn.catalogue.practitioners
            .filter { doctor in open.isEmpty || doctor.departments.contains { open.contains($0) } }
        var titles = PractitionerTitle.allCases
        if case .titles(let choice)? = heard.values[.title]?.value { titles = titles.filter { choice.admits($0) } }
        let byTitle = titles.compactMap { title -> Reply? in
            let range = fees.filter { $0.title == title }.map(\.feeFen)
            guard let low = range.min(), let high = range.max() else { return nil }
            var arguments: [String: ReplyValue] = ["title": .title(title), "fee": .money(low)]
            if high > low { arguments["high"] = .money(high) }
            return Reply(high > low ? "answer.price.line.range" : "answer.price.line", arguments)
        }
        var arguments: [String: ReplyValue] = ["fees": .words(byTitle.map { .reply($0) })]
        arguments["department"] = subject.department.map { .department($0) }
        say("answer.price", arguments, &turn)
    }

    private mutating func location(_ subject: Subject, _ heard: Heard, _ turn: inout Turn) {
        var department = subject.department
        if department == nil, let doctor = subject.doctor {
            department = turn.catalogue.practitioner(doctor)?.departments.first
        }
        if let department, let known = turn.catalogue.department(department), !known.places.isEmpty {
            let lines = turn.catalogue.campuses.compactMap { campus -> Reply? in
                guard let place = known.places[campus.code],
                    subject.campus == nil || subject.campus == campus.code
                        || !subject.isNamed && known.places.count == 1
                else { return nil }
                return Reply("answer.place", ["campus": .campus(campus.code), "place": .localized(place)])
            }
            if !lines.isEmpty {
                say(
                    "answer.location.department",
                    ["department": .department(department), "places": .words(lines.map { .reply($0) })], &turn)
                if subject.isNamed { return }
            }
        }
        let campuses = turn.catalogue.campuses.filter { subject.campus == nil || $0.code == subject.campus }
        guard department == nil || subject.campus != nil else { return }
        let lines = campuses.map { campus in
            Reply(
                "answer.campus",
                ["campus": .campus(campus.code), "address": .localized(campus.address), "way": .localized(campus.way)])
        }
        say("answer.location", ["campuses": .lines(lines)], &turn)
    }

    private mutating func hours(_ subject: Subject, _ heard: Heard, _ turn: inout Turn) {
        if answerFromRules(subject, heard, &turn) { return }
        var arguments: [String: ReplyValue] = [
            "hours": .localized(turn.catalogue.hospital.hours.withoutFullStop),
            "horizon": .number(turn.context.horizonDays),
        ]
        if let horizon = turn.context.ruleFacts["horizon"] { arguments["horizon"] = .localized(horizon) }
        arguments["release"] = turn.context.ruleFacts["releaseTime"].map { .localized($0) }
        say("answer.hours", arguments, &turn)
    }

    /// What is asked about is answered from the rules themselves, one thing at a time for the ear; false where the
    /// question names nothing in particular.
    private mutating func answerFromRules(_ subject: Subject, _ heard: Heard, _ turn: inout Turn) -> Bool {
        let answers = turn.context.ruleAnswers(
            RuleQuestion(
                text: heard.understood.text, department: subject.department, doctor: subject.doctor,
                now: turn.context.instant))
        for text in answers.prefix(turn.context.isForTheEar ? 1 : 2) {
            let reply = Reply("answer.rule", ["answer": .localized(text)])
            // "几点放号" asks about the hours and about the rules.
            let isSaid = hasSpoken && lastReplies.contains { ($0.key, $0.arguments) == (reply.key, reply.arguments) }
            if !isSaid { say(reply, &turn) }
        }
        return !answers.isEmpty
    }

    /// A general question about the rules gets the most important ones.
    private mutating func rules(_ subject: Subject, _ heard: Heard, _ turn: inout Turn) {
        if answerFromRules(subject, heard, &turn) { return }
        var arguments: [String: ReplyValue] = ["horizon": .number(turn.context.horizonDays)]
        for (name, fact) in turn.context.ruleFacts { arguments[name] = .localized(fact) }
        say("answer.rules", arguments, &turn)
    }

    private mutating func preparation(_ subject: Subject, _ turn: inout Turn) {
        let department =
            (subject.department ?? subject.doctor.flatMap { turn.catalogue.practitioner($0)?.departments.first })
            .flatMap(turn.catalogue.department)
        guard let department, !department.preparation.isEmpty else { return say("answer.preparation", &turn) }
        say(
            "answer.preparation.department",
            ["department": .department(department.code), "preparation": .localized(department.preparation)], &turn)
    }

    private mutating func doctor(_ subject: Subject, _ heard: Heard, _ turn: inout Turn) {
        let namesDoctor = heard.values[.doctor] != nil || heard.unclear.contains { $0.field == .doctor }
        let namesDepartment = heard.values[.department] != nil || heard.unclear.contains { $0.field == .department }
        let asksWho = !namesDoctor && (namesDepartment || heard.values[.when] != nil)
        if !asksWho, let code = subject.doctor, let doctor = turn.catalogue.practitioner(code) {
            describe(doctor, &turn)
            return speaks([doctor], heard, &turn)
        }
        if speakers(of: subject.department, heard, &turn) { return }
        if describesShown(heard, asksWho, &turn) { return }
        guard let department = subject.department else { return enquire(.doctor, &turn) }
        var titles = Choice<PractitionerTitle>()
        if case .titles(let choice)? = heard.values[.title]?.value { titles = choice }
        who(department, on: heard.values[.when], titles: titles, &turn)
    }

    private mutating func department(_ subject: Subject, _ turn: inout Turn) {
        let code = subject.department ?? subject.doctor.flatMap { turn.catalogue.practitioner($0)?.departments.first }
        guard let code, let known = turn.catalogue.department(code) else {
            let names = turn.catalogue.departments.filter { $0.isGroup || $0.group == nil }
                .prefix(turn.context.isForTheEar ? 6 : 16)
            return say("answer.departments", ["departments": .words(names.map { .department($0.code) })], &turn)
        }
        var arguments: [String: ReplyValue] = ["department": .department(code)]
        if !known.about.isEmpty { arguments["about"] = .localized(known.about) }
        let members = turn.catalogue.members(of: code)
        if !members.isEmpty { arguments["members"] = .words(members.map { .department($0) }) }
        let places = turn.catalogue.campuses.compactMap { campus in
            known.places[campus.code].map {
                ReplyValue.reply(Reply("answer.place", ["campus": .campus(campus.code), "place": .localized($0)]))
            }
        }
        if !places.isEmpty { arguments["places"] = .words(places) }
        say("answer.department", arguments, &turn)
    }
}

extension Heard {
    /// Whether it is one clause: then what it names is what its question is about.
    fileprivate var isOneClause: Bool {
        let text = understood.text.trimmingCharacters(in: .whitespacesAndNewlines.union(.punctuationCharacters))
        return !text.contains { "，,。；;？?！!、".contains($0) }
    }

    /// Whether it names only what a question may be about.
    fileprivate var namesSubjectOnly: Bool {
        values.keys.allSatisfy { [Field.department, .doctor, .campus, .title].contains($0) }
    }
}

extension LocalizedText {
    /// The text without a full stop at its end, to be put into a sentence.
    fileprivate var withoutFullStop: LocalizedText {
        func trimmed(_ text: String) -> String {
            text.hasSuffix("。") || text.hasSuffix(".") ? String(text.dropLast()) : text
        }
        return LocalizedText(zh: trimmed(zh), en: trimmed(en))
    }
}
