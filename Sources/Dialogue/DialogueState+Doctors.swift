import Booking
import Understanding

extension DialogueState {
    /// "这个医生怎么样" while several are on the table: says who they are; false where nobody is.
    mutating func describesShown(_ heard: Heard, _ asksWho: Bool, _ turn: inout Turn) -> Bool {
        guard !asksWho, question == .offer, let task = taskIndex else { return false }
        let shown = frames[task].offers.map(\.practitioner).uniqued.compactMap(turn.catalogue.practitioner)
        for doctor in shown.prefix(optionLimit(turn)) { describe(doctor, &turn) }
        return !shown.isEmpty
    }

    /// Says who a doctor is.
    mutating func describe(_ doctor: Practitioner, _ turn: inout Turn) {
        var arguments: [String: ReplyValue] = [
            "doctor": .doctor(doctor.code), "title": .title(doctor.title), "fee": .money(doctor.feeFen),
            "departments": .words(doctor.departments.map { .department($0) }),
        ]
        if !doctor.specialties.isEmpty { arguments["specialties"] = .localized(doctor.specialties) }
        say("answer.doctor", arguments, &turn)
    }

    /// Says whether doctors see patients in English, where that was asked.
    mutating func speaks(_ doctors: [Practitioner], _ heard: Heard, _ turn: inout Turn) {
        guard asksForEnglish(heard, turn) else { return }
        for doctor in doctors {
            let key = doctor.languages.contains("en") ? "answer.doctor.speaks" : "answer.doctor.speaks_not"
            say(key, ["doctor": .doctor(doctor.code)], &turn)
        }
    }

    /// Names who sees patients in English, where that was asked and no doctor was named; false where it was not.
    mutating func speakers(of department: DepartmentCode?, _ heard: Heard, _ turn: inout Turn) -> Bool {
        guard asksForEnglish(heard, turn) else { return false }
        let open = department.map { turn.catalogue.expanded([$0]) } ?? []
        let speakers = turn.catalogue.practitioners.filter { doctor in
            doctor.languages.contains("en")
                && (open.isEmpty || doctor.departments.contains { open.contains($0) })
        }
        .sorted { $0.title.rank < $1.title.rank }
        var arguments: [String: ReplyValue] = [:]
        arguments["department"] = department.map { .department($0) }
        guard !speakers.isEmpty else {
            say("answer.speakers.none", arguments, &turn)
            return true
        }
        let names = speakers.prefix(turn.context.isForTheEar ? 2 : 5).map { doctor in
            ReplyValue.reply(
                Reply(
                    "answer.speakers.one",
                    ["doctor": .doctor(doctor.code), "departments": .words(doctor.departments.map { .department($0) })])
            )
        }
        arguments["names"] = .words(names)
        say("answer.speakers", arguments, &turn)
        return true
    }

    private func asksForEnglish(_ heard: Heard, _ turn: Turn) -> Bool {
        turn.context.houseAnswers(heard.understood.text).contains { $0.topic == .languages }
    }
}
