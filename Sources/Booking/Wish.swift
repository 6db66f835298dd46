import CivilCalendar

/// What the person asked for, as constraints on slots.
public struct Wish: Hashable, Sendable, Codable {
    /// Departments; groups are kept as the group and expanded at the search.
    public var department: Choice<DepartmentCode>
    /// Doctors.
    public var practitioner: Choice<PractitionerCode>
    /// Ranks.
    public var title: Choice<PractitionerTitle>
    /// The doctor's sex.
    public var sex: Choice<Sex>
    /// Campuses.
    public var campus: Choice<CampusCode>
    /// Time, with alternatives, exclusions and order.
    public var when: TimeWish
    /// Whether the time was insisted on.
    public var whenStrength: Strength
    /// Highest fee, in fen.
    public var feeLimitFen: Int?
    /// Whether the cheapest is preferred (便宜点的).
    public var prefersCheap: Bool
    /// Slots that were offered and refused; never offered again.
    public var refused: Set<SlotID>

    /// How firmly something was asked for.
    public enum Strength: String, Hashable, Sendable, Codable {
        /// 一定要, 只要: never given up without being asked.
        case hard
        /// Said plainly: given up last, and named when given up.
        case stated
        /// 最好, 优先: given up first.
        case preferred
    }

    /// Makes a wish; what is left out is open.
    public init(
        department: Choice<DepartmentCode> = Choice(), practitioner: Choice<PractitionerCode> = Choice(),
        title: Choice<PractitionerTitle> = Choice(), sex: Choice<Sex> = Choice(),
        campus: Choice<CampusCode> = Choice(), when: TimeWish = TimeWish(), whenStrength: Strength = .stated,
        feeLimitFen: Int? = nil, prefersCheap: Bool = false, refused: Set<SlotID> = []
    ) {
        self.department = department
        self.practitioner = practitioner
        self.title = title
        self.sex = sex
        self.campus = campus
        self.when = when
        self.whenStrength = whenStrength
        self.feeLimitFen = feeLimitFen
        self.prefersCheap = prefersCheap
        self.refused = refused
    }
}

/// A set constraint on one dimension: any of some values, none of others.
public struct Choice<Value: Hashable & Sendable & Codable>: Hashable, Sendable, Codable {
    /// Wanted values; empty means any.
    public var anyOf: [Value]
    /// Ruled out, always firmly.
    public var noneOf: [Value]
    /// How firmly `anyOf` was asked for.
    public var strength: Wish.Strength

    /// Makes a constraint; without arguments it is open.
    public init(anyOf: [Value] = [], noneOf: [Value] = [], strength: Wish.Strength = .stated) {
        self.anyOf = anyOf
        self.noneOf = noneOf
        self.strength = strength
    }

    /// Whether nothing is asked.
    public var isOpen: Bool { anyOf.isEmpty && noneOf.isEmpty }

    /// Whether a value satisfies the constraint.
    public func admits(_ value: Value) -> Bool {
        !noneOf.contains(value) && (anyOf.isEmpty || anyOf.contains(value))
    }
}

/// One concrete proposal with what it gives up of the wish.
public struct Offer: Hashable, Sendable, Codable {
    /// The proposed slot.
    public var slot: Slot
    /// What of the wish it does not meet; empty when it meets all.
    public var givesUp: [Sacrifice]

    /// Makes an offer.
    public init(slot: Slot, givesUp: [Sacrifice]) {
        self.slot = slot
        self.givesUp = givesUp
    }
}

/// A part of a wish that an offer does not meet.
public enum Sacrifice: String, Hashable, Sendable, Codable, CaseIterable {
    case practitioner, department, title, sex, campus, day
    /// Morning, afternoon or evening.
    case partOfDay = "part_of_day"
    /// The hour within the part of day.
    case time
    case fee
}

/// Why a wish cannot be met as it was said; the dialogue puts it into words.
public enum ConflictReason: Hashable, Sendable, Codable {
    /// Slots fit the wish and all are taken, or the free ones were offered before and refused.
    case full
    /// The doctor or department has no clinic then.
    case offDay
    /// The clinic that fits is stopped (停诊).
    case stopped
    /// Slots fit and are released only at this instant.
    case unreleased(Instant)
    /// Slots fit and their sale is closed, or the visit has begun.
    case tooLate
    /// The time lies wholly in the past.
    case past
    /// The time lies beyond the last day that has a schedule; the day is that last one.
    case beyondHorizon(CivilDate)
    /// No doctor is all that was asked (rank, sex, campus, fee) in the department.
    case noSuchDoctor
    /// The department has clinic then, with doctors only who were ruled out or are not what was asked (rank, sex, fee).
    case othersOnly
    /// The patient has another visit at that time.
    case patientBusy(AppointmentID)
    /// A rule of the hospital forbids it.
    case rule(RuleDenial)
}

/// What giving up one constraint alone would open ("只要不限定周三就有6个号").
public struct Relief: Hashable, Sendable, Codable {
    /// The constraint to drop.
    public var sacrifice: Sacrifice
    /// Slots that would then fit and are free, 1 or more.
    public var free: Int
    /// The nearest of them.
    public var nearest: Slot

    /// Makes a relief.
    public init(sacrifice: Sacrifice, free: Int, nearest: Slot) {
        self.sacrifice = sacrifice
        self.free = free
        self.nearest = nearest
    }
}

/// The answer to a wish: what fits, or why nothing does and what comes nearest.
public struct Negotiation: Hashable, Sendable, Codable {
    /// The best slots that meet the whole wish, best first, at most the asked number.
    public var fitting: [Offer]
    /// How many free slots meet the whole wish.
    public var fittingCount: Int
    /// Why nothing fits; `nil` when something does.
    public var conflict: ConflictReason?
    /// The cheapest relaxations, nearest first; they differ in what they give up. None gives up what was said to be a
    /// must, so they can be empty while ``reliefs`` is not.
    public var alternatives: [Offer]
    /// Which single constraint to drop, musts included, the cheapest first; empty when something fits.
    public var reliefs: [Relief]

    /// Makes an answer; `fittingCount` is the number of `fitting` where it is left out.
    public init(
        fitting: [Offer], conflict: ConflictReason?, alternatives: [Offer], fittingCount: Int? = nil,
        reliefs: [Relief] = []
    ) {
        self.fitting = fitting
        self.fittingCount = fittingCount ?? fitting.count
        self.conflict = conflict
        self.alternatives = alternatives
        self.reliefs = reliefs
    }
}
