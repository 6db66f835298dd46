import Booking
import CivilCalendar
import TimeExpressions
import Understanding

extension DialogueState {
    /// Free times were asked about: a wish, looked up at once. False where a form takes it as its own wish.
    mutating func availability(_ heard: Heard, _ turn: inout Turn) -> Bool {
        if let task = taskIndex, frames[task].form.takesWishes { return anyTime(task, heard, &turn) }
        let named = [Field.doctor, .department, .title].contains { heard.values[$0] != nil } || !heard.unclear.isEmpty
        // "谁出诊" asks who there is, and those without a place left are an answer too.
        if taskIndex == nil, heard.refers(to: .whoever), heard.values[.doctor] == nil, heard.unclear.isEmpty,
            case .departments(let choice)? = heard.values[.department]?.value, choice.anyOf.count == 1
        {
            who(choice.anyOf[0], on: heard.values[.when], &turn)
            return true
        }
        guard named || lastVisit != nil || heard.refers(to: .thatDoctor) && doctorSpokenOf != nil else {
            guard heard.problems.isEmpty else { return false }
            push(Frame(form: .book, turn: self.turn), &turn)
            takeLastAsked(heard)
            if !claimValues(heard, &turn) { advance(&turn) }
            return true
        }
        push(Frame(form: .book, turn: self.turn), &turn)
        let task = frames.count - 1
        if !named, let doctor = doctorSpokenOf {
            frames[task].fields[.doctor] = FieldRecord(
                .doctors(Choice(anyOf: [doctor])), turn: self.turn, certainty: .assumed)
        }
        if heard.values[.when] == nil, heard.problems.isEmpty {
            frames[task].fields[.when] = FieldRecord(.anything, turn: self.turn, certainty: .assumed)
        }
        if !claimValues(heard, &turn), !claimProblems(heard, &turn) { advance(&turn) }
        return true
    }

    /// "最快什么时候有" where a form lacks only the time: any time will do, the nearest are said. False otherwise.
    private mutating func anyTime(_ task: Int, _ heard: Heard, _ turn: inout Turn) -> Bool {
        if heard.refers(to: .thatDoctor), let doctor = doctorSpokenOf {
            guard heard.values[.doctor] == nil, heard.unclear.isEmpty else { return false }
            // "那他什么时候在": on any day, unless one was said.
            let earlier = frames[task]
            frames[task].fields[.doctor] = FieldRecord(
                .doctors(Choice(anyOf: [doctor])), turn: self.turn, certainty: .assumed)
            frames[task].fields[.when] = heard.values[.when] ?? FieldRecord(.anything, turn: self.turn)
            changed(task, from: earlier, &turn)
            advance(&turn)
            return true
        }
        guard !heard.hasValues, heard.problems.isEmpty, !frames[task].knows(.when),
            frames[task].knows(.department) || frames[task].knows(.doctor), question == nil || askedField == .when
        else { return nearest(task, heard, &turn) }
        frames[task].fields[.when] = FieldRecord(
            .anything, text: heard.understood.text, turn: self.turn, certainty: .assumed)
        question = nil
        failures = 0
        advance(&turn)
        return true
    }

    /// "最快什么时候" while other times are on the table: those no longer count.
    private mutating func nearest(_ task: Int, _ heard: Heard, _ turn: inout Turn) -> Bool {
        guard question == .offer, !heard.hasValues, heard.problems.isEmpty, heard.option == nil,
            heard.understood.main == .queryAvailability
        else { return false }
        let earlier = frames[task]
        frames[task].fields[.when] = FieldRecord(.anything, text: heard.understood.text, turn: self.turn)
        changed(task, from: earlier, &turn)
        frames[task].clearTable()
        advance(&turn)
        return true
    }

    /// The one doctor whom "he" or "that doctor" can mean: shown or wished for, else asked about or visited last.
    var doctorSpokenOf: PractitionerCode? {
        if let task = taskIndex {
            let shown = Set((frames[task].chosen.map { [$0] } ?? frames[task].offers).map(\.practitioner))
            if shown.count == 1, let only = shown.first { return only }
            if frames[task].doctors.anyOf.count == 1 { return frames[task].doctors.anyOf[0] }
        }
        if let asked = lastAsked?.doctors.anyOf, asked.count == 1 { return asked[0] }
        return lastVisit?.practitioner
    }

    /// Asks what a question is about.
    mutating func enquire(_ topic: Topic, _ turn: inout Turn) {
        var frame = Frame(form: .enquire, turn: self.turn)
        frame.topic = topic
        frames.append(frame)
        question = nil
        advance(&turn)
        turn.hasAsked = true
    }

    /// Asks for the department a question is about.
    mutating func advanceEnquiry(_ turn: inout Turn) {
        ask(.field(.department), Reply("ask.department.enquire", arguments(turn)), &turn)
    }

    /// Answers the question that waited for its subject; false when the subject was not said.
    mutating func fillEnquiry(_ heard: Heard, _ task: Int, _ turn: inout Turn) -> Bool {
        let codes: [DepartmentCode]
        if case .departments(let choice)? = heard.values[.department]?.value {
            codes = choice.anyOf
        } else {
            codes = heard.unclear.filter { $0.field == .department }.flatMap(\.codes).map { DepartmentCode($0) }
        }
        guard let department = codes.first else { return false }
        frames.remove(at: task)
        question = nil
        who(department, on: heard.values[.when], &turn)
        if !pendsAnswer(turn) { goOn(&turn) }
        return true
    }

    /// Looks up who is in clinic in a department, on the days asked about or the coming week.
    mutating func who(
        _ department: DepartmentCode, on record: FieldRecord?, titles: Choice<PractitionerTitle> = Choice(),
        _ turn: inout Turn
    ) {
        let today = turn.context.now.date
        var first = today
        var last = today.adding(days: 6)
        if case .when(let wish, _)? = record?.value, let days = wish.anyOf.first {
            first = days.firstDay ?? today
            last = days.lastDay ?? days.firstDay?.adding(days: 6) ?? last
            pendingWish = wish
        } else {
            pendingWish = nil
        }
        pending = .whoIsIn(department, titles: titles)
        turn.effects.append(
            .listSlots(
                SlotQuery(departments: turn.catalogue.expanded([department]), from: max(first, today), through: last)))
    }

    /// Keeps the only doctor who was named, for "那就挂她".
    private mutating func rememberOnly(_ doctors: [PractitionerCode], on wish: TimeWish?) {
        guard let only = doctors.first, doctors.allSatisfy({ $0 == only }) else { return }
        var frame = Frame(form: .enquire, turn: self.turn)
        frame.fields[.doctor] = FieldRecord(.doctors(Choice(anyOf: [only])), turn: self.turn, certainty: .assumed)
        if let wish {
            frame.fields[.when] = FieldRecord(.when(wish, .stated), turn: self.turn, certainty: .assumed)
        }
        lastAsked = frame
    }

    /// Says who is in clinic, each doctor once with the half-days and whether places are left.
    mutating func whoIsIn(_ slots: [Slot], _ turn: inout Turn) {
        guard case .whoIsIn(let department, let titles)? = pending else { return }
        pending = nil
        let wish = pendingWish
        pendingWish = nil
        var order: [ClinicSessionID] = []
        var sessions: [ClinicSessionID: (session: ClinicSession, isFree: Bool)] = [:]
        for slot in slots where slot.session.status != .stopped && slot.status != .past {
            guard let title = turn.catalogue.practitioner(slot.session.practitioner)?.title, titles.admits(title),
                wish?.admits(slot.start, calendar: turn.catalogue.calendar) != false
            else { continue }
            if sessions[slot.session.id] == nil { order.append(slot.session.id) }
            let wasFree = sessions[slot.session.id]?.isFree ?? false
            sessions[slot.session.id] = (slot.session, wasFree || slot.status == .open)
        }
        var known = order.compactMap { sessions[$0] }
        if wish == nil {
            // Without a day the question is who there is: each doctor once, where there are places first.
            var seen: Set<PractitionerCode> = []
            known = (known.filter(\.isFree) + known.filter { !$0.isFree })
                .filter { seen.insert($0.session.practitioner).inserted }
        }
        rememberOnly(known.map(\.session.practitioner), on: wish)
        let limit = turn.context.isForTheEar ? 2 : 6
        let lines = known.prefix(limit).map { entry in
            Reply(
                entry.isFree ? "answer.session.free" : "answer.session.full",
                [
                    "doctor": .doctor(entry.session.practitioner), "day": .day(entry.session.date),
                    "half": .reply(Reply("value.half.\(entry.session.half.rawValue)")),
                ])
        }
        var arguments: [String: ReplyValue] = ["department": .department(department), "sessions": .lines(lines)]
        if let wish { arguments["when"] = .when(wish) }
        if known.count > limit { arguments["more"] = .number(known.count - limit) }
        say(lines.isEmpty ? "answer.sessions.none" : "answer.sessions", arguments, &turn)
        if question != nil { reask(&turn) }
    }

    /// A complaint: suggests where it may be seen, never what it is. An emergency ends everything else.
    mutating func triage(_ heard: Heard, _ turn: inout Turn) -> Bool {
        let advice = turn.context.triage(heard.understood.text)
        if advice.isEmergency {
            for index in frames.indices { frames[index].clearTable() }
            question = nil
            releaseHolds(&turn)
            say("emergency", &turn)
            return true
        }
        if taskIndex.map({ frames[$0].form.takesWishes }) != true {
            push(Frame(form: .book, turn: self.turn), &turn)
        }
        let task = frames.count - 1
        for field in Field.wishes where field != .department {
            if let record = heard.values[field] { frames[task].fields[field] = record }
        }
        if heard.isAboutChild, frames[task].fields[.patient] == nil {
            frames[task].fields[.patient] = FieldRecord(.relation(.child), turn: self.turn, certainty: .assumed)
        }
        let fitting = departments(for: heard, advised: advice.departments, turn.catalogue)
        guard !fitting.isEmpty else {
            let question = advice.ask.map { Reply("ask.more", ["ask": .localized($0)]) } ?? Reply("ask.symptom.more")
            ask(.field(.department), question, &turn)
            return true
        }
        frames[task].suggested = Array(fitting.prefix(optionLimit(turn)))
        askSuggested(task, &turn)
        return true
    }

    /// Proposes the departments that the complaint speaks for.
    mutating func askSuggested(_ task: Int, _ turn: inout Turn) {
        let options = (frames[task].suggested ?? []).map { option($0) }
        askChoice(.department, options, key: options.count == 1 ? "choose.triage.one" : "choose.triage", &turn)
    }

    /// The departments advised for a complaint that see the patient; for a child those for children go first.
    private func departments(
        for heard: Heard, advised: [DepartmentCode], _ catalogue: Catalogue
    ) -> [DepartmentCode] {
        let known = advised.compactMap(catalogue.department)
        guard heard.isAboutChild else { return known.map(\.code) }
        let forChildren = catalogue.departments.filter { $0.maxAge != nil && !$0.isGroup && $0.sex == nil }
        return (forChildren + known.filter { ($0.minAge ?? 0) == 0 }).map(\.code).uniqued
    }

    /// Takes the first of the departments that were proposed, where the person goes on with when, who or how much
    /// instead of choosing; of several it is said which one.
    mutating func takeSuggestion(_ heard: Heard, _ turn: inout Turn) {
        guard case .choice(.department, let options)? = question, let first = options.first,
            let task = taskIndex, frames[task].suggested != nil, heard.values[.department] == nil,
            heard.values[.doctor] == nil,
            heard.unclear.isEmpty, heard.symptom == nil, heard.option == nil, !heard.has(.deny),
            case .departments(let choice) = first.value
        else { return }
        let goesOn =
            [Field.when, .title, .sex, .campus, .fee].contains { heard.values[$0] != nil }
            || heard.orderAlone != nil || heard.has(.queryAvailability)
        guard goesOn else { return }
        frames[task].fields[.department] = FieldRecord(
            .departments(choice), turn: self.turn, certainty: .assumed, isConfirmed: true)
        frames[task].suggested = nil
        question = nil
        if options.count > 1 { say("notice.suggested", arguments(turn), &turn) }
    }
}

extension Heard {
    /// Whether the patient is a child: by the age that was said, else by the word for the relation.
    var isAboutChild: Bool {
        if let age { return age < 14 }
        guard case .relation(let relation)? = values[.patient]?.value else { return false }
        return relation.isOfChild
    }
}
