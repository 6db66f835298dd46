import Booking
import CivilCalendar

/// The slots of one department in memory.
struct CountsShelf: Sendable {
    /// In the order of their starts.
    private(set) var slots: [Slot]
    private let positions: [SlotID: Int]
    /// The first day that is on the shelf.
    let firstDay: CivilDate
    /// When the slots must be read anew, because the passing of time changes a status.
    var staleAt: Instant
    /// Places free of the slots on sale, and places held.
    private(set) var free = 0
    private(set) var held = 0

    init(slots: [Slot], firstDay: CivilDate, staleAt: Instant) {
        self.slots = slots
        self.firstDay = firstDay
        self.staleAt = staleAt
        positions = Dictionary(slots.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        for slot in slots { add(slot, 1) }
    }

    subscript(_ id: SlotID) -> Slot? { positions[id].map { slots[$0] } }

    /// Brings a slot's counters up to date; the slot afterwards, or `nil` where nothing changed for whoever looks.
    mutating func count(_ id: SlotID, _ counters: StockCounters) -> Slot? {
        guard let position = positions[id] else { return nil }
        let before = slots[position]
        add(before, -1)
        slots[position].count(counters)
        add(slots[position], 1)
        let after = slots[position]
        return before.free == after.free && before.status == after.status ? nil : after
    }

    private mutating func add(_ slot: Slot, _ sign: Int) {
        guard slot.status == .open || slot.status == .full else { return }
        free += sign * slot.free
        held += sign * slot.held
    }
}

/// What is left of a slot.
public struct SlotCount: Hashable, Sendable {
    /// The slot.
    public var slot: SlotID
    /// Places free.
    public var free: Int
    /// What can be done with it.
    public var status: Slot.Status

    /// What is left of a slot.
    public init(_ slot: Slot) {
        self.slot = slot.id
        free = slot.free
        status = slot.status
    }
}

/// What is left, or what has changed of it, at a version.
public struct SlotCounts: Hashable, Sendable {
    /// Grows with every change.
    public var version: Int
    /// Whether these are all slots, as against those that changed.
    public var isWhole: Bool
    /// The slots, each once.
    public var counts: [SlotCount]

    /// Makes counts.
    public init(version: Int, isWhole: Bool, counts: [SlotCount]) {
        self.version = version
        self.isWhole = isWhole
        self.counts = counts
    }
}
