import Booking
import Understanding

extension DialogueState {
    /// Settles a name that fits several entries: by what else is known, or by asking about the difference.
    ///
    /// - Returns: The value, or `nil` after the question was asked.
    mutating func settle(
        _ unclear: Heard.Unclear, _ said: [Field: FieldRecord], _ task: Int, _ heard: Heard, _ turn: inout Turn
    ) -> FieldRecord? {
        let certainty: Certainty = unclear.isRepaired ? .repaired : .stated
        func record(_ value: FieldValue) -> FieldRecord {
            FieldRecord(value, text: unclear.text, turn: self.turn, certainty: certainty)
        }
        let optionLimit = turn.context.isForTheEar ? 3 : 4
        switch unclear.field {
        case .doctor:
            let codes = narrowed(unclear.codes.map { PractitionerCode($0) }, said, task, turn)
            let isPlaced = said[.department] != nil || frames[task].fields[.department] != nil
            if codes.count == 1 || codes.count > optionLimit {
                if codes.count > 1, !isPlaced {
                    say("notice.many_doctors", ["name": .text(unclear.text), "count": .number(codes.count)], &turn)
                }
                return record(.doctors(Choice(anyOf: codes)))
            }
            remember(said, besides: .doctor, task, turn)
            askChoice(
                .doctor, codes.map { option($0, turn) }, key: "choose.doctor", text: unclear.text, &turn)
        case .department:
            let codes = unclear.codes.map { DepartmentCode($0) }
            guard codes.count <= optionLimit + 2 else { return record(.departments(Choice(anyOf: codes))) }
            remember(said, besides: .department, task, turn)
            askChoice(
                .department, codes.map { option($0) }, key: "choose.department", text: unclear.text, &turn)
        default:
            let codes = unclear.codes.map { CampusCode($0) }
            remember(said, besides: .campus, task, turn)
            askChoice(
                .campus,
                codes.map {
                    OpenQuestion.Option(
                        value: .campuses(Choice(anyOf: [$0])), label: Reply("option.campus", ["campus": .campus($0)]))
                },
                key: "choose.campus", text: unclear.text, &turn)
        }
        turn.hasAsked = true
        return nil
    }

    /// What else the utterance said is kept while one name of it is asked about.
    private mutating func remember(
        _ said: [Field: FieldRecord], besides field: Field, _ task: Int, _ turn: Turn
    ) {
        for other in Field.wishes where other != field {
            guard let record = said[other] else { continue }
            frames[task].fields[other] = record
        }
        frames[task].clearTable()
    }

    private func narrowed(
        _ codes: [PractitionerCode], _ said: [Field: FieldRecord], _ task: Int, _ turn: Turn
    ) -> [PractitionerCode] {
        var codes = codes
        func keep(_ condition: (Practitioner) -> Bool) {
            let kept = codes.filter { turn.catalogue.practitioner($0).map(condition) == true }
            if !kept.isEmpty { codes = kept }
        }
        let values = frames[task].fields.merging(said) { _, new in new }
        if case .departments(let departments)? = values[.department]?.value, !departments.anyOf.isEmpty {
            let open = turn.catalogue.expanded(departments.anyOf)
            keep { $0.departments.contains { open.contains($0) } }
        }
        if case .doctors(let doctors)? = values[.doctor]?.value { keep { !doctors.noneOf.contains($0.code) } }
        if case .titles(let titles)? = values[.title]?.value { keep { titles.admits($0.title) } }
        if case .sexes(let sexes)? = values[.sex]?.value { keep { sexes.admits($0.sex) } }
        return codes
    }

    /// A department as an option.
    func option(_ code: DepartmentCode) -> OpenQuestion.Option {
        OpenQuestion.Option(
            value: .departments(Choice(anyOf: [code])),
            label: Reply("option.department", ["department": .department(code)]))
    }

    /// A doctor as an option, told from others by the department.
    func option(_ code: PractitionerCode, _ turn: Turn) -> OpenQuestion.Option {
        var arguments: [String: ReplyValue] = ["doctor": .doctor(code)]
        if let home = turn.catalogue.practitioner(code)?.departments.first {
            arguments["department"] = .department(home)
        }
        return OpenQuestion.Option(value: .doctors(Choice(anyOf: [code])), label: Reply("option.doctor", arguments))
    }

    /// Asks which of several was meant.
    mutating func askChoice(
        _ what: OpenQuestion.Choosing, _ options: [OpenQuestion.Option], key: String, text: String? = nil,
        _ turn: inout Turn
    ) {
        var arguments = arguments(turn)
        arguments["options"] = .lines(
            options.enumerated().map { number, option in
                Reply("option.line", ["n": .number(number + 1), "option": .reply(option.label)])
            })
        arguments["names"] = .alternatives(options.map { .reply($0.label) })
        if let text { arguments["name"] = .text(text) }
        ask(
            .choice(what, options),
            Reply(key, arguments, choices: options.map { ReplyChoice(label: $0.label) }), &turn)
    }
}
