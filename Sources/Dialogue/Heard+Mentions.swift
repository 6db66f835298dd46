import Booking
import CivilCalendar
import TimeExpressions
import Understanding

extension Heard {
    /// Sorts what was mentioned into fields.
    init(_ understood: Understood, turn number: Int, today: CivilDate, expecting: Field?) {
        self.understood = understood
        for mention in understood.mentions where !Heard.isShadowed(mention, in: understood, expecting: expecting) {
            take(mention, turn: number, today: today, expecting: expecting)
        }
        mergeTimes()
    }

    /// Whether another mention of the same words has the better claim: an answer to "what name?" is no doctor, and
    /// "my husband" is no name.
    private static func isShadowed(_ mention: Mention, in understood: Understood, expecting: Field?) -> Bool {
        func overlaps(_ kind: String) -> Bool {
            understood.mentions.contains { $0.value.kind == kind && $0.range.overlaps(mention.range) }
        }
        switch mention.value {
        case .doctor, .unknownDoctor, .department, .campus:
            return (expecting == .name || mention.certainty == .repaired) && overlaps("name")
        case .name: return overlaps("relation") || (expecting != .name && overlaps("doctor"))
        default: return false
        }
    }

    private mutating func take(_ mention: Mention, turn: Int, today: CivilDate, expecting: Field?) {
        func record(_ value: FieldValue) -> FieldRecord {
            FieldRecord(value, text: mention.text, turn: turn, certainty: mention.certainty)
        }
        switch mention.value {
        case .department(let candidates): name(.department, candidates, mention, turn)
        case .doctor(let candidates): name(.doctor, candidates, mention, turn)
        case .campus(let candidates): name(.campus, candidates, mention, turn)
        case .unknownDoctor(let name): problems.append(.unknownDoctor(name))
        case .title(let codes):
            let titles = codes.compactMap(PractitionerTitle.init)
            add(.title, FieldValue.titles(choice(titles, mention)), record)
        case .sex(let code):
            guard let sex = Sex(rawValue: code) else { return }
            if expecting == .patientSex {
                values[.patientSex] = record(.sex(sex))
            } else {
                add(.sex, FieldValue.sexes(choice([sex], mention)), record)
            }
        case .when(let readings): time(readings, mention, turn: turn, today: today, expecting: expecting)
        case .impossibleDate: problems.append(.impossibleDate(mention.text))
        case .relation(let code):
            guard let relation = Relation(rawValue: code), mention.polarity == .wanted else { return }
            takePatient(relation, mention, record(.relation(relation)))
        case .priceLimit(let fen): values[.fee] = record(.fee(limitFen: fen, cheap: isCheap))
        case .cheap: values[.fee] = record(.fee(limitFen: feeLimit, cheap: true))
        case .ordinal(let ordinal): self.ordinal = ordinal
        case .phone(let digits, let isValid):
            if isValid {
                values[.phone] = record(.text(digits))
            } else {
                problems.append(.badPhone)
            }
        case .idNumber(let text, _):
            if let identity = try? IdentityNumber(text) {
                values[.birthDate] = record(.text(identity.text))
            } else {
                problems.append(.badIdentityNumber)
            }
        case .name(let name): values[.name] = record(.text(name))
        case .symptom(let text): symptom = symptom ?? text
        case .age(let years): age = years
        case .birthDate(let date): birth(date, record(.date(date)), today: today)
        case .code(let code): self.code = code
        case .number(let number): self.number = number
        }
    }

    /// Takes for whom it is. People joined by "and" are several patients: me and my husband, 我妈和我爸.
    private mutating func takePatient(_ relation: Relation, _ mention: Mention, _ record: FieldRecord) {
        let (before, after) = surroundings(of: mention)
        if relation == .child, Heard.twos.contains(where: { before.hasSuffix($0) }) { companions.append(.child) }
        if relation == .parent, Heard.both.contains(where: { mention.text.hasSuffix($0) }) {
            values[.patient] = FieldRecord(.relation(.father), text: record.text, turn: record.turn)
            companions.append(.mother)
            return
        }
        if case .relation(let first)? = values[.patient]?.value, first != relation,
            Heard.joiners.contains(where: { before.hasSuffix($0) })
        {
            companions.append(relation)
        } else if Heard.meAnd.contains(where: { before.hasSuffix($0) })
            || Heard.andMe.contains(where: { after.hasPrefix($0) })
        {
            values[.patient] = FieldRecord(.relation(.me), text: record.text, turn: record.turn)
            companions.append(relation)
        } else {
            values[.patient] = record
        }
    }

    private static let twos = ["两个", "俩", "俩个", "two ", "both ", "both my ", "my two ", "both our ", "2 "]
    private static let both = ["父母", "爸妈", "二老", "parents", "folks"]
    private static let joiners = ["和", "跟", "与", "及", "、", "还有", " and ", " & ", " and for "]
    private static let meAnd = ["我和", "我跟", "我与", "自己和", "本人和", "me and ", "myself and ", "me & "]
    private static let andMe = ["和我", "跟我", " and me", " and i", " and I", " and myself"]

    private var isCheap: Bool {
        if case .fee(_, let cheap)? = values[.fee]?.value { cheap } else { false }
    }

    private var feeLimit: Int? {
        if case .fee(let limit, _)? = values[.fee]?.value { limit } else { nil }
    }

    private mutating func birth(_ date: CivilDate, _ record: FieldRecord, today: CivilDate) {
        if date > today {
            problems.append(.futureBirthDate)
        } else {
            values[.birthDate] = record
        }
    }

    private func choice<Value>(_ found: [Value], _ mention: Mention) -> Choice<Value> {
        mention.polarity == .excluded
            ? Choice(noneOf: found) : Choice(anyOf: found, strength: strength(mention.strength))
    }

    private func strength(_ strength: MentionStrength) -> Wish.Strength {
        switch strength {
        case .hard: .hard
        case .stated: .stated
        case .preferred: .preferred
        }
    }

    /// Adds to what the same utterance already said of the field: alternatives and exclusions add up.
    private mutating func add(_ field: Field, _ value: FieldValue, _ record: (FieldValue) -> FieldRecord) {
        guard let earlier = values[field] else {
            values[field] = record(value)
            return
        }
        values[field] = FieldRecord(
            earlier.value.adding(value), text: earlier.text + " " + record(value).text, turn: earlier.turn,
            certainty: earlier.certainty)
    }

    private mutating func name(_ field: Field, _ candidates: [Candidate], _ mention: Mention, _ turn: Int) {
        let best = candidates.map(\.score).max() ?? 0
        let near = candidates.filter { $0.score >= best - 0.1 }.map(\.code)
        let isRepaired = mention.certainty == .repaired
        if near.count > 1, mention.polarity == .wanted {
            unclear.append(Unclear(field: field, codes: near, text: mention.text, isRepaired: isRepaired))
            return
        }
        let value: FieldValue
        switch field {
        case .department: value = .departments(choice(near.map { DepartmentCode($0) }, mention))
        case .doctor: value = .doctors(choice(near.map { PractitionerCode($0) }, mention))
        default: value = .campuses(choice(near.map { CampusCode($0) }, mention))
        }
        add(field, value) {
            FieldRecord($0, text: mention.text, turn: turn, certainty: mention.certainty)
        }
    }

    private mutating func time(
        _ readings: [TimeReading], _ mention: Mention, turn: Int, today: CivilDate, expecting: Field?
    ) {
        guard let reading = readings.first(where: { !$0.isPast }) ?? readings.first else { return }
        if expecting == .birthDate {
            // A year alone is no date of birth.
            guard let whole = readings.first(where: { $0.isPast && $0.grain == .day }), let date = whole.from?.date
            else { return }
            birth(date, FieldRecord(.date(date), text: mention.text, turn: turn), today: today)
            return
        }
        if reading.isPast, reading.grain == .day, let date = reading.from?.date, today.days(since: date) > 366 {
            // Nobody wants a visit years ago: it is when somebody was born.
            return birth(date, FieldRecord(.date(date), text: mention.text, turn: turn), today: today)
        }
        if reading.isPast {
            problems.append(.past(mention.text))
            return
        }
        var wish = reading.wish
        if reading.assumed.contains(.day) {
            wish.anyOf = wish.anyOf.map(\.withoutDays)
        }
        if mention.polarity == .excluded {
            wish = TimeWish(except: wish.anyOf + wish.except)
        }
        let certainty: Certainty =
            mention.certainty == .repaired ? .repaired : reading.assumed.isEmpty ? .stated : .assumed
        timeRoles.append(role(of: mention))
        times.append(
            FieldRecord(.when(wish, strength(mention.strength)), text: mention.text, turn: turn, certainty: certainty))
    }

    /// What the words beside a time make of it in a sentence about a change.
    private func role(of mention: Mention) -> TimeRole {
        let (before, after) = surroundings(of: mention)
        if ["到", "成", "至", "为", "约", "to ", "for ", "instead "].contains(where: before.hasSuffix) { return .goal }
        if ["的", " appointment", " one", " visit", "'s"].contains(where: after.hasPrefix)
            || ["把", "将", "my ", "from "].contains(where: before.hasSuffix)
        {
            return .description
        }
        return .open
    }

    /// The text before and after a mention.
    private func surroundings(of mention: Mention) -> (before: Substring, after: Substring) {
        let bytes = understood.text.utf8
        guard let start = bytes.index(bytes.startIndex, offsetBy: mention.range.lowerBound, limitedBy: bytes.endIndex),
            let end = bytes.index(bytes.startIndex, offsetBy: mention.range.upperBound, limitedBy: bytes.endIndex)
        else { return ("", "") }
        return (understood.text[..<start], understood.text[end...])
    }

    /// All times of the utterance as one wish: alternatives and exclusions add up.
    mutating func mergeTimes() {
        guard let first = times.first else { return }
        values[.when] = times.dropFirst().reduce(first) { merged, next in
            FieldRecord(
                merged.value.adding(next.value), text: merged.text + " " + next.text, turn: merged.turn,
                certainty: merged.certainty == .stated ? next.certainty : merged.certainty)
        }
    }
}
