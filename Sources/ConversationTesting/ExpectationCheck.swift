import Dialogue

/// What a turn led to, as far as expectations look at it.
struct TurnOutcome {
    var replies: [RenderedReply]
    var state: ConversationView
    var before: StoreCounts
    var after: StoreCounts
}

/// Something that did not hold.
public struct Mismatch: Hashable, Sendable {
    /// The line of the expectation.
    public var line: Int
    /// What was looked at.
    public var what: String
    /// What was expected.
    public var expected: String
    /// What was found.
    public var got: String
}

extension Expectation {
    /// What does not hold in an outcome.
    func mismatches(in outcome: TurnOutcome, isForTheEar: Bool) -> [Mismatch] {
        switch kind {
        case .acts(let expected, let isLoose):
            let got = outcome.replies.map(\.key)
            if Self.acts(expected, fit: got, isLoose: isLoose) { return [] }
            let shown = expected.map { $0.joined(separator: "|") }.joined(separator: ", ")
            return [mismatch("act", isLoose ? "among others \(shown)" : shown, got.joined(separator: ", "))]
        case .says(let fragments):
            let text = Self.words(outcome.replies, isForTheEar: isForTheEar)
            return fragments.filter { options in !options.contains { text.contains($0) } }
                .map { mismatch("says", $0.joined(separator: " or "), text) }
        case .saysNot(let fragments):
            let text = Self.words(outcome.replies, isForTheEar: isForTheEar)
            return fragments.filter { text.contains($0) }.map { mismatch("not", "nothing with \($0)", text) }
        case .form(let expected):
            return compare("form", expected, outcome.state.form)
        case .field(let name, let expected):
            let got = outcome.state.fields[name]?.value
            if let expected, let got, Pattern(expected).matches(got) { return [] }
            return compare("fields.\(name)", expected, got)
        case .offers, .offerCount, .everyOffer:
            return offerMismatches(outcome.state.offers)
        case .awaiting(let expectedKind, let expectedField):
            let got = outcome.state.awaiting
            if got?.kind == expectedKind, expectedField == nil || got?.field == expectedField { return [] }
            return compare("awaiting", Self.question(expectedKind, expectedField), got.map(Self.question))
        case .awaitingNothing:
            return compare("awaiting", nil, outcome.state.awaiting.map(Self.question))
        case .appointment(let expected):
            return appointmentMismatches(expected, outcome.state.appointment)
        case .count(let name, let change):
            let before = outcome.before.byName[name] ?? 0
            let after = outcome.after.byName[name] ?? 0
            switch change {
            case .to(let count):
                return count == after ? [] : [mismatch("store.\(name)", "\(count)", "\(after), \(before) before")]
            case .by(let difference):
                let shown = difference > 0 ? "+\(difference)" : "\(difference)"
                return difference == after - before
                    ? [] : [mismatch("store.\(name)", shown, "\(after) after \(before)")]
            }
        case .language(let expected):
            return compare("lang", expected, outcome.state.lang)
        }
    }

    private func offerMismatches(_ offers: [ConversationView.OfferView]) -> [Mismatch] {
        let shown = offers.isEmpty ? "none" : offers.map(Self.shown).joined(separator: "; ")
        switch kind {
        case .offers(let expected):
            let fits = expected.count == offers.count && zip(expected, offers).allSatisfy { Self.fits($0, $1) }
            return fits ? [] : [mismatch("offers", expected.map(Self.shown).joined(separator: "; "), shown)]
        case .offerCount(let count):
            return count.contains(offers.count)
                ? [] : [mismatch("offers", "\(count.lowerBound) to \(count.upperBound)", shown)]
        case .everyOffer(let pattern):
            let bad = offers.filter { !Self.fits(pattern, $0) }
            return bad.isEmpty
                ? [] : [mismatch("offers", "each \(Self.shown(pattern))", bad.map(Self.shown).joined(separator: "; "))]
        default:
            return []
        }
    }

    private func appointmentMismatches(
        _ expected: [String: Pattern]?, _ got: ConversationView.AppointmentView?
    ) -> [Mismatch] {
        guard let expected else { return got.map { [mismatch("appointment", "none", $0.id)] } ?? [] }
        guard let got else { return [mismatch("appointment", Self.shown(expected), "none")] }
        let values = [
            "id": got.id, "status": got.status, "patient": got.patient, "doctor": got.practitioner.code,
            "doctor_name": got.practitioner.name, "department": got.department.code, "campus": got.campus.code,
            "at": got.start, "end": got.end, "fee": String(got.fee_fen),
        ]
        return expected.sorted { $0.key < $1.key }.compactMap { key, pattern in
            let value = values[key] ?? ""
            return Self.matches(pattern, value, key: key) ? nil : mismatch("appointment.\(key)", pattern.text, value)
        }
    }

    private func compare(_ what: String, _ expected: String?, _ got: String?) -> [Mismatch] {
        expected == got ? [] : [mismatch(what, expected ?? "nothing", got ?? "nothing")]
    }

    private func mismatch(_ what: String, _ expected: String, _ got: String) -> Mismatch {
        Mismatch(line: line, what: what, expected: expected, got: got)
    }

    // MARK: What fits what

    /// Whether reply keys are the expected acts. `offer` fits `offer.one` too; `*` fits any one key.
    static func acts(_ expected: [[String]], fit keys: [String], isLoose: Bool) -> Bool {
        func fits(_ options: [String], _ key: String) -> Bool {
            options.contains { $0 == "*" || key == $0 || key.hasPrefix($0 + ".") }
        }
        if !isLoose { return expected.count == keys.count && zip(expected, keys).allSatisfy { fits($0, $1) } }
        var rest = keys[...]
        for options in expected {
            guard let index = rest.firstIndex(where: { fits(options, $0) }) else { return false }
            rest = rest[(index + 1)...]
        }
        return true
    }

    private static func words(_ replies: [RenderedReply], isForTheEar: Bool) -> String {
        replies.map { isForTheEar ? $0.speech ?? $0.text : $0.text }.joined(separator: "\n")
    }

    private static func values(_ offer: ConversationView.OfferView) -> [String: String] {
        [
            "doctor": offer.practitioner.code, "doctor_name": offer.practitioner.name,
            "department": offer.department.code, "campus": offer.campus.code, "at": offer.start, "end": offer.end,
            "fee": String(offer.fee_fen), "gives_up": offer.gives_up.joined(separator: "|"), "slot": offer.slot,
        ]
    }

    private static func fits(_ pattern: [String: Pattern], _ offer: ConversationView.OfferView) -> Bool {
        let values = values(offer)
        return pattern.allSatisfy { matches($1, values[$0] ?? "", key: $0) }
    }

    /// Times may be written without seconds, as a day alone or as a time of day alone.
    private static func matches(_ pattern: Pattern, _ value: String, key: String) -> Bool {
        if pattern.matches(value) { return true }
        guard key == "at" || key == "end" else { return false }
        return value.hasPrefix(pattern.text) || value.hasSuffix("T\(pattern.text):00")
    }

    private static func shown(_ pattern: [String: Pattern]) -> String {
        pattern.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }

    private static func shown(_ offer: ConversationView.OfferView) -> String {
        let givesUp = offer.gives_up.isEmpty ? "" : ", gives_up \(offer.gives_up.joined(separator: "|"))"
        return "at \(offer.start), campus \(offer.campus.code), doctor \(offer.practitioner.code)\(givesUp)"
    }

    private static func question(_ kind: String, _ field: String?) -> String {
        field.map { "\(kind) \($0)" } ?? kind
    }

    private static func question(_ question: ConversationView.Awaiting) -> String {
        Self.question(question.kind, question.field)
    }
}
