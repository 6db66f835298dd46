import Booking
import CivilCalendar
import TimeExpressions
import Understanding

/// Values in short words for a trace: what says nothing (nil, empty, what is the default) is left out, types are not
/// named, instants are local times, slots and visits are their ids.
///
/// Walks over values by reflection, so that an effect which is added later is readable without another line here. Slow;
/// only for whoever reads traces.
public struct TraceText {
    private let zone: CivilZone?

    /// Makes words for a hospital in a time zone; without one instants are milliseconds.
    public init(zone: CivilZone? = nil) {
        self.zone = zone
    }

    /// A value in words; empty for what says nothing.
    public func text(of value: Any) -> String {
        if let known = known(value) { return known }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.map { text(of: $0.value) } ?? ""
        case .collection, .set: return mirror.children.map { item($0.value) }.joined(separator: ", ")
        case .dictionary: return mirror.children.map { entry($0.value) }.sorted().joined(separator: ", ")
        case .enum: return enumeration(value, mirror)
        case .struct, .class, .tuple, nil:
            if mirror.children.map(\.label) == ["anyOf", "noneOf", "strength"] { return choice(mirror) }
            return mirror.children.isEmpty ? "\(value)" : parts(of: mirror)
        default: return "\(value)"
        }
    }

    private func known(_ value: Any) -> String? {
        switch value {
        case let instant as Instant: zone?.moment(at: instant).description ?? "\(instant.milliseconds)"
        case let slot as Slot: slot.id.rawValue
        case let visit as Appointment: "\(visit.id) \(visit.status.rawValue) \(visit.slot.id)"
        case let person as Patient: person.id.rawValue
        case let name as LocalizedText: name.zh
        case let wish as TimeWish: times(wish)
        case let constraint as TimeConstraint: time(constraint)
        case let reading as TimeReading: times(reading.wish)
        case let hold as Hold: "\(hold.slot) until \(text(of: hold.expiresAt))"
        case let offer as Offer:
            ([offer.slot.id.rawValue] + offer.givesUp.map { "-\($0.rawValue)" }).joined(separator: " ")
        case let candidate as Candidate:
            candidate.match == .exact ? candidate.code : "\(candidate.code) (\(candidate.match.rawValue))"
        case let words as any RawRepresentable<String>: words.rawValue
        case let words as any CustomStringConvertible where !(value is any Collection) && !isOptional(value):
            words.description
        default: nil
        }
    }

    private func isOptional(_ value: Any) -> Bool { Mirror(reflecting: value).displayStyle == .optional }

    /// `name(payload)`; a success is what it brought.
    private func enumeration(_ value: Any, _ mirror: Mirror) -> String {
        guard let child = mirror.children.first, let name = child.label else { return "\(value)" }
        let payload = text(of: child.value)
        if name == "success" { return payload.isEmpty ? "done" : payload }
        return payload.isEmpty ? name : "\(name)(\(payload))"
    }

    /// A ``Booking/Choice``: what is wanted, what is not, how firmly.
    private func choice(_ mirror: Mirror) -> String {
        let parts = mirror.children.map { text(of: $0.value).split(separator: ", ").joined(separator: "/") }
        guard !parts[0].isEmpty || !parts[1].isEmpty else { return "" }
        return [parts[0], parts[1].isEmpty ? "" : "not \(parts[1])", parts[2] == "stated" ? "" : parts[2]]
            .filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func parts(of mirror: Mirror) -> String {
        mirror.children.compactMap { child in
            let words = item(child.value)
            guard !words.isEmpty, !isDefault(words, of: child.label) else { return nil }
            guard let label = child.label, !label.hasPrefix(".") else { return words }
            return "\(label): \(words)"
        }.joined(separator: ", ")
    }

    /// A value inside another one: in brackets where it has several parts.
    private func item(_ value: Any) -> String {
        let words = text(of: value)
        guard words.contains(", "), known(value) == nil else { return words }
        return Mirror(reflecting: value).displayStyle == .enum ? words : "[\(words)]"
    }

    private func entry(_ value: Any) -> String {
        let pair = Mirror(reflecting: value).children.map { item($0.value) }
        return pair.joined(separator: " ")
    }

    /// Said so often that it says nothing.
    private func isDefault(_ words: String, of label: String?) -> Bool {
        words == "false" || words == "stated" && label?.lowercased().hasSuffix("strength") == true
    }

    private func times(_ wish: TimeWish) -> String {
        var words = [wish.anyOf.map(time).joined(separator: " or ")]
        if !wish.except.isEmpty { words.append("not " + wish.except.map(time).joined(separator: " nor ")) }
        if let order = wish.order { words.append(order.rawValue) }
        return words.filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func time(_ constraint: TimeConstraint) -> String {
        var words: [String] = []
        switch (constraint.firstDay, constraint.lastDay) {
        case (let first?, let last?): words.append(first == last ? "\(first)" : "\(first)…\(last)")
        case (let first?, nil): words.append("\(first)…")
        case (nil, let last?): words.append("…\(last)")
        case (nil, nil): break
        }
        if let weekdays = constraint.weekdays {
            words.append(Weekday.allCases.filter { weekdays.contains($0) }.map { "\($0)" }.joined(separator: "/"))
        }
        if let dayClass = constraint.dayClass { words.append("\(dayClass.rawValue) days") }
        if let around = constraint.aroundMinute { words.append("around \(clock(around))") }
        if constraint.fromMinute != nil || constraint.toMinute != nil {
            words.append("\(constraint.fromMinute.map(clock) ?? "")–\(constraint.toMinute.map(clock) ?? "")")
        }
        return words.joined(separator: " ")
    }

    private func clock(_ minute: Int) -> String {
        "\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
    }
}
