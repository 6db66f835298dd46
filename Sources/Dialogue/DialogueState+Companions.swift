import Booking
import CivilCalendar
import Understanding

/// Several people booked in one talk.
extension DialogueState {
    /// "也给我老公约一个" while a booking is under way: he comes next; false where nobody else is named.
    mutating func claimCompanion(_ heard: Heard, _ turn: inout Turn) -> Bool {
        guard heard.refers(to: .oneMore), let task = taskIndex, frames[task].form == .book,
            frames[task].hasTable, question != nil, case .relation(let relation)? = heard.values[.patient]?.value,
            Set(heard.values.keys) == [.patient], heard.unclear.isEmpty, wantedRelation(frames[task]) != relation
        else { return false }
        frames[task].companions = ((frames[task].companions ?? []) + [relation] + heard.companions).uniqued
        say("notice.companion", ["patient": .relation(relation)], &turn)
        reask(&turn)
        return true
    }

    /// Notes who else is to be booked with the one the form is for.
    mutating func noteCompanions(_ heard: Heard, _ task: Int) {
        guard !heard.companions.isEmpty, frames[task].form == .book else { return }
        frames[task].companions = heard.companions
    }

    /// Books the same for the next of several people: the same doctor, the same day.
    mutating func goOn(with companions: [Relation], after appointment: Appointment, _ turn: inout Turn) {
        let booked = frames.last?.bookedBefore ?? []
        if !frames.isEmpty { frames.removeLast() }
        question = nil
        before = nil
        failures = 0
        var frame = Frame(form: .book, turn: self.turn)
        frame.fields[.patient] = FieldRecord(.relation(companions[0]), turn: self.turn)
        frame.companions = companions.count > 1 ? Array(companions.dropFirst()) : nil
        let visit = BookedVisit(appointment)
        frame.bookedBefore = booked + [visit.patient]
        frame.stand(beside: visit, atTheSameTime: false, turn: self.turn)
        frames.append(frame)
        say("next.companion", ["patient": .relation(companions[0])], &turn)
        advance(&turn)
    }

    /// "再给我老公约一个", "same time for my daughter": what the visit just made was stands for what is not said.
    mutating func takeLastVisit(_ heard: Heard) {
        guard let top = frames.indices.last, frames[top].form == .book, let lastVisit,
            heard.refers(to: .oneMore) || heard.refers(to: .sameTime), heard.values[.patient] != nil,
            heard.values[.department] == nil, heard.unclear.isEmpty, heard.symptom == nil
        else { return }
        var frame = frames[top]
        frame.stand(beside: lastVisit, atTheSameTime: heard.refers(to: .sameTime), turn: self.turn)
        for field in [Field.doctor, .when] where heard.values[field] != nil { frame.fields[field] = nil }
        frames[top].fields.merge(frame.fields) { own, _ in own }
    }
}

extension Frame {
    /// Wishes for what another visit is: its department, its doctor, its day.
    mutating func stand(beside visit: BookedVisit, atTheSameTime: Bool, turn: Int) {
        var day = TimeConstraint(firstDay: visit.date, lastDay: visit.date)
        if atTheSameTime { day.aroundMinute = visit.startMinute }
        fields[.department] = FieldRecord(
            .departments(Choice(anyOf: [visit.department])), turn: turn, certainty: .assumed, isConfirmed: true)
        fields[.doctor] = FieldRecord(
            .doctors(Choice(anyOf: [visit.practitioner])), turn: turn, certainty: .assumed)
        fields[.when] = FieldRecord(.when(TimeWish(anyOf: [day]), .stated), turn: turn, certainty: .assumed)
    }
}
