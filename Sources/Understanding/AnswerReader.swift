import CivilCalendar
import TimeExpressions

/// Reads an utterance as the answer to the open question, which has the first claim on it.
struct AnswerReader {
    let chooser: OptionChooser

    /// What the utterance answers.
    struct Answer {
        /// The intent that the answer is; `nil` when it is none.
        var intent: Intent?
        /// The rule that found it.
        var rule = ""
        /// The chosen option, from 1.
        var option: Int?
    }

    /// Reads the answer; adds mentions that only the open question explains.
    /// - Parameters:
    ///   - draft: The utterance.
    ///   - isClaimed: Whether a rule found an intent in it, so that free words are no answer.
    func read(_ draft: inout Draft, isClaimed: Bool) -> Answer {
        switch draft.expecting {
        case .nothing, .yesNo: return Answer()
        case .code:
            let hasCode = draft.mentions.contains { if case .code = $0.value { true } else { false } }
            return hasCode ? Answer(intent: .inform, rule: "answer.code") : Answer()
        case .option(let options):
            // 都不要，候补张伟的 names an option only to wait for another place like it.
            guard !draft.hasWord("waitlist_word"), let (number, rule) = chooser.choose(options, in: draft) else {
                draft.readNumberAlone()
                return Answer()
            }
            return Answer(intent: .select, rule: rule, option: number)
        case .field(let field): return readField(field, &draft, isClaimed)
        }
    }

    private func readField(_ field: String, _ draft: inout Draft, _ isClaimed: Bool) -> Answer {
        let kinds = Self.kinds(of: field)
        if draft.mentions.contains(where: { kinds.contains($0.value.kind) }) {
            return Answer(intent: .inform, rule: "answer.\(field)")
        }
        if draft.readFreeAnswer(field, isClaimed: isClaimed) {
            return Answer(intent: .inform, rule: "answer.\(field).free")
        }
        return Answer()
    }

    /// The kinds of mentions that answer a question for a field.
    static func kinds(of field: String) -> Set<String> {
        switch field {
        case "department": ["department", "doctor", "symptom"]
        case "doctor": ["doctor", "title", "sex"]
        case "when": ["when"]
        case "patient": ["relation", "name", "id_number"]
        case "name": ["name"]
        case "symptom": ["symptom"]
        case "birth_date", "birthday": ["birth_date", "id_number"]
        case "price_limit": ["price_limit"]
        default: [field]
        }
    }
}

extension Draft {
    /// Reads what only makes sense as the answer to this field: 男 as a sex, 100 as a price, free words as a complaint.
    mutating func readFreeAnswer(_ field: String, isClaimed: Bool) -> Bool {
        let words = wordLength(0..<text.count)
        switch field {
        case "price_limit":
            for index in text.bytes.indices where index == 0 || !isWordByte(text.bytes[index - 1]) {
                if let (value, end) = NumberWords.number(in: text, at: index), value > 0 {
                    retractions.append(Retraction(range: index..<end, sort: .number))
                    settleRetractions()
                    add(.priceLimit(value * 100), index..<end)
                    return true
                }
            }
            return false
        case "department":
            // Teeth, the heart: a part of the body alone stands for who treats it.
            guard let tag = tags.first(where: { !$0.isTaken && $0.symbols.contains(vocabulary.symbol(.body)) }),
                words - wordLength(tag.start..<tag.end) <= 15
            else { return false }
            add(.symptom(text.text(tag.start..<tag.end)), tag.start..<tag.end)
            return true
        case "patient":
            // 我, me: with nothing else said, the speaker.
            let speaker = text.hanCount > 0 ? FoldedText.phrase("我") : FoldedText.phrase("me")
            guard words <= 9, let start = text.start(of: speaker) else { return false }
            add(.relation("self"), start..<(start + speaker.count))
            return true
        case "phone", "id_number":
            guard let run = digits.first(where: { $0.kind == .plain }) else { return false }
            let number = String(decoding: run.digits, as: UTF8.self)
            retractions.append(Retraction(range: run.range, sort: .number))
            settleRetractions()
            add(field == "phone" ? .phone(number, valid: false) : .idNumber(number, valid: false), run.range)
            return true
        case "symptom":
            // Words that no rule claims are the complaint itself.
            guard words > 3, !isClaimed, let range = wholeRange() else { return false }
            add(.symptom(text.text(range)), range)
            return true
        default: return false
        }
    }

    /// A number that is all that was said, such as one above the options that there are.
    mutating func readNumberAlone() {
        guard mentions.isEmpty, let (value, end) = NumberWords.number(in: text, at: 0),
            wordLength(end..<text.count) <= 3
        else { return }
        add(.number(value), 0..<end)
    }

    private func wholeRange() -> Range<Int>? {
        var range = 0..<text.count
        while !range.isEmpty, text.bytes[range.lowerBound] < 0x80, !isWordByte(text.bytes[range.lowerBound]) {
            range = (range.lowerBound + 1)..<range.upperBound
        }
        while !range.isEmpty, text.bytes[range.upperBound - 1] < 0x80, !isWordByte(text.bytes[range.upperBound - 1]) {
            range = range.lowerBound..<(range.upperBound - 1)
        }
        return range.isEmpty ? nil : range
    }
}
