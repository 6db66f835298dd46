/// The items of one text while rules work on them, and the nodes that rules have built.
///
/// During a rule's `produce`, ``matched`` holds the places of the items that its elements took.
struct Chart {
    /// The items; rules of one stage compact them in place.
    var items: ContiguousArray<Item> = []
    /// What phrases mean; items of kind ``ItemKind/time`` and the like refer to it by index.
    var nodes: ContiguousArray<TimeNode> = []
    /// Dates that were said but do not exist, such as 30 February.
    var impossible: ContiguousArray<ImpossibleDate> = []
    /// Which rule fired on which part of the text.
    var fired: ContiguousArray<(rule: Int32, start: Int32, end: Int32)> = []
    /// The kinds that have occurred.
    var kinds = KindSet(bits: 0)
    /// Place of the item that each element of the rule being tried took, or -1.
    var matched = SIMD16<Int32>(repeating: -1)
    /// Place of the first item matched and the place after the last.
    var matchedRange = 0..<0
    /// The number of finished items before the match: `items[finished - 1]` stands just before it.
    var finished = 0

    // MARK: Filling

    @inline(__always)
    mutating func append(_ item: Item) {
        if items.isEmpty { items.reserveCapacity(48) }
        kinds.insert(item.kind)
        items.append(item)
    }

    @inline(__always)
    mutating func append(_ word: Word, _ start: Int, _ end: Int, spaced: Bool) {
        append(
            Item(
                kind: word.kind, flags: spaced ? .spaced : [], value: word.value, start: Int32(start),
                end: Int32(end)))
    }

    /// Unknown text; a run of it is one item.
    @inline(__always)
    mutating func appendOther(_ start: Int, _ end: Int, spaced: Bool) {
        if let last = items.indices.last, items[last].kind == .other, items[last].end == start {
            items[last].end = Int32(end)
        } else {
            append(Item(kind: .other, flags: spaced ? .spaced : [], value: 0, start: Int32(start), end: Int32(end)))
        }
    }

    // MARK: What a rule sees

    /// The item that the n-th element took; `nil` for an optional element that took none.
    @inline(__always)
    func item(_ element: Int) -> Item? {
        let place = matched[element]
        return place < 0 ? nil : items[Int(place)]
    }

    /// Whether the n-th element took an item.
    @inline(__always)
    func has(_ element: Int) -> Bool { matched[element] >= 0 }

    /// The value of the item that the n-th element took; 0 when it took none.
    @inline(__always)
    func value(_ element: Int) -> Int {
        let place = matched[element]
        return place < 0 ? 0 : Int(items[Int(place)].value)
    }

    /// The value of the n-th element if it lies in a range.
    @inline(__always)
    func value(_ element: Int, in range: ClosedRange<Int>) -> Int? {
        let found = value(element)
        return range.contains(found) ? found : nil
    }

    /// The node that the n-th element's item refers to.
    @inline(__always)
    func node(_ element: Int) -> TimeNode { nodes[value(element)] }

    /// The item just before the match.
    @inline(__always)
    var previous: Item? { finished > 0 ? items[finished - 1] : nil }

    /// The item just after the match.
    @inline(__always)
    var next: Item? { matchedRange.upperBound < items.count ? items[matchedRange.upperBound] : nil }

    /// The item so many places after the match; 0 is ``next``.
    @inline(__always)
    func next(_ ahead: Int) -> Item? {
        let place = matchedRange.upperBound + ahead
        return place < items.count ? items[place] : nil
    }

    // MARK: What a rule makes

    /// An item of a kind with a value; the engine sets its place in the text.
    @inline(__always)
    func made(_ kind: ItemKind, _ value: Int = 0) -> Item {
        Item(kind: kind, value: Int32(value), start: 0, end: 0)
    }

    /// Stores a node and makes an item that refers to it.
    @inline(__always)
    mutating func time(_ node: TimeNode, as kind: ItemKind = .time) -> Item {
        made(kind, store(node))
    }

    /// Stores days and makes an item that refers to them.
    @inline(__always)
    mutating func days(_ days: DaySpec) -> Item {
        time(TimeNode(days: days))
    }

    /// Stores a node and returns its index.
    @inline(__always)
    mutating func store(_ node: TimeNode) -> Int {
        if nodes.isEmpty { nodes.reserveCapacity(16) }
        nodes.append(node)
        return nodes.count - 1
    }
}
