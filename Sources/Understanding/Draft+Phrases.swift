import CivilCalendar
import TimeExpressions

extension Draft {
    /// Turns tags into mentions: names of the hospital, values, times, long numbers.
    mutating func readTags() {
        for index in tags.indices {
            switch tags[index].source {
            case .time(let time): addTime(time, tag: index)
            case .digits(let run): addDigits(digits[run])
            case .phrase(let phrase, let repaired):
                tags[index].symbols.formUnion(vocabulary.phraseSymbols[phrase])
                addPhrase(phrase, tag: index, repaired: repaired)
            }
        }
    }

    private mutating func addTime(_ index: Int, tag: Int) {
        let range = tags[tag].start..<tags[tag].end
        guard index < times.count else {
            append(Found(value: .impossibleDate, range: range))
            return
        }
        let mention = times[index]
        let assumed = mention.readings[0].assumed
        append(
            Found(
                value: .when(mention.readings), range: range,
                certainty: assumed.contains(.meridiem) ? .assumed : .stated,
                strength: assumed.contains(.looseBound) ? .preferred : .stated))
    }

    private mutating func addDigits(_ run: DigitRun) {
        let number = String(decoding: run.digits, as: UTF8.self)
        switch run.kind {
        case .phone(let valid): append(Found(value: .phone(number, valid: valid), range: run.range))
        case .idNumber(let valid): append(Found(value: .idNumber(number, valid: valid), range: run.range))
        case .plain: break
        }
    }

    private mutating func addPhrase(_ phrase: Int, tag: Int, repaired: Bool) {
        let range = tags[tag].start..<tags[tag].end
        let certainty: Certainty = repaired ? .repaired : .stated
        var departments: [Candidate] = []
        var doctors: [Candidate] = []
        var campuses: [Candidate] = []
        let isWord = !vocabulary.phraseSymbols[phrase].isEmpty
        for meaning in vocabulary.meanings(of: phrase) {
            let number = Int(meaning.number)
            switch meaning.sort {
            case .word, .character: break
            case .department:
                departments.append(candidate(number, repaired ? .spelling : .exact))
            case .doctor, .doctorSound:
                let match: Candidate.Match = meaning.sort == .doctorSound ? .sound : repaired ? .spelling : .exact
                let new = candidate(number, match)
                if let known = doctors.firstIndex(where: { $0.code == new.code }) {
                    if doctors[known].score < new.score { doctors[known] = new }
                } else {
                    doctors.append(new)
                }
            case .campus:
                campuses.append(candidate(number, repaired ? .spelling : .exact))
            case .relation:
                // My six-year-old daughter: who follows is who is meant.
                if let last = mentions.last, last.value == .relation("child"),
                    range.lowerBound - last.range.upperBound <= 1
                {
                    mentions.removeLast()
                }
                append(Found(value: value(meaning), range: range, certainty: certainty))
            case .title, .sex, .ordinal, .cheap, .symptom:
                append(Found(value: value(meaning), range: range, certainty: certainty))
            }
        }
        if vocabulary.phraseSymbols[phrase].contains(vocabulary.symbol(.soonest)) {
            var wish = TimeWish()
            wish.order = .earliest
            append(
                Found(
                    value: .when([TimeReading(wish: wish, from: nil, to: nil, grain: .day, kind: .order)]),
                    range: range, certainty: certainty))
        }
        if !departments.isEmpty {
            append(Found(value: .department(departments), range: range, certainty: certainty))
        }
        if !campuses.isEmpty { append(Found(value: .campus(campuses), range: range, certainty: certainty)) }
        // A name that is also a word (高兴, 方便) is a doctor only beside a form of address.
        if !doctors.isEmpty, !isWord || isAddressed(tag) {
            let onlySound = doctors.allSatisfy { $0.match == .sound }
            append(
                Found(value: .doctor(doctors), range: range, certainty: repaired || onlySound ? .repaired : .stated))
            if isWord { tags[tag].symbols = SymbolSet() }
        }
    }

    private func candidate(_ entry: Int, _ match: Candidate.Match) -> Candidate {
        let score =
            switch match {
            case .exact: 1.0
            case .surname: 0.8
            case .sound: 0.9
            case .spelling: 0.85
            }
        return Candidate(code: vocabulary.entries[entry].code, match: match, score: score)
    }

    private func isAddressed(_ tag: Int) -> Bool {
        guard tag + 1 < tags.count, tags[tag + 1].start == tags[tag].end,
            case .phrase(let phrase, _) = tags[tag + 1].source
        else { return false }
        return vocabulary.phraseSymbols[phrase].contains(vocabulary.symbol(.address))
    }

    private func value(_ meaning: Meaning) -> MentionValue {
        let text = vocabulary.values[Int(meaning.number)].value
        switch meaning.sort {
        case .relation: return .relation(text)
        case .title: return .title(text.split(separator: "|").map(String.init))
        case .sex: return .sex(text)
        case .ordinal: return .ordinal(Int(text) ?? 1)
        case .cheap: return .cheap
        default: return .symptom(text)
        }
    }
}
