import CivilCalendar

/// What somebody waits for: what is common to all places that would do.
public struct WaitWish: Hashable, Sendable, Codable {
    /// The department or group; `nil` where the doctor is enough.
    public var department: DepartmentCode?
    /// The doctor.
    public var practitioner: PractitionerCode?
    /// The campus.
    public var campus: CampusCode?
    /// The rank.
    public var title: PractitionerTitle?
    /// The time.
    public var when: TimeWish

    /// Makes a wish; what is left out is open.
    public init(
        department: DepartmentCode? = nil, practitioner: PractitionerCode? = nil, campus: CampusCode? = nil,
        title: PractitionerTitle? = nil, when: TimeWish = TimeWish()
    ) {
        self.department = department
        self.practitioner = practitioner
        self.campus = campus
        self.title = title
        self.when = when
    }

    /// Keeps of a wish what can be waited for; `nil` when it names neither one department nor one doctor.
    public init?(_ wish: Wish) {
        func one<Value>(_ choice: Choice<Value>) -> Value? { choice.anyOf.count == 1 ? choice.anyOf[0] : nil }
        self.init(
            department: one(wish.department), practitioner: one(wish.practitioner), campus: one(wish.campus),
            title: one(wish.title), when: TimeWish(anyOf: wish.when.anyOf, except: wish.when.except))
        if department == nil && practitioner == nil { return nil }
    }

    /// Whether a place would do.
    public func admits(_ slot: Slot, in catalogue: Catalogue) -> Bool {
        let session = slot.session
        if let department, department != session.department,
            catalogue.department(session.department)?.group != department
        {
            return false
        }
        if let practitioner, practitioner != session.practitioner { return false }
        if let campus, campus != session.campus { return false }
        if let title, catalogue.practitioner(session.practitioner)?.title != title { return false }
        return when.admits(slot.start, calendar: catalogue.calendar)
    }

    /// The days that can be meant, within a span; `nil` when none of them lies in it.
    public func days(from first: CivilDate, through last: CivilDate) -> (first: CivilDate, last: CivilDate)? {
        guard !when.anyOf.isEmpty else { return (first, last) }
        let from = when.anyOf.map { $0.firstDay ?? first }.min().map { max($0, first) } ?? first
        let through = when.anyOf.map { $0.lastDay ?? last }.max().map { min($0, last) } ?? last
        return from <= through ? (from, through) : nil
    }
}
