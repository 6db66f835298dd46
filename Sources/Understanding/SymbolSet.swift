/// A set of symbols (word classes and kinds of mentions); at most 512 exist.
struct SymbolSet: Hashable, Sendable {
    private var bits = SIMD8<UInt64>()

    static let capacity = 512

    init() {}

    /// A set of one.
    init(_ symbol: Int) {
        insert(symbol)
    }

    @inline(__always)
    mutating func insert(_ symbol: Int) {
        bits[symbol >> 6] |= 1 << UInt64(symbol & 63)
    }

    @inline(__always)
    func contains(_ symbol: Int) -> Bool {
        bits[symbol >> 6] & (1 << UInt64(symbol & 63)) != 0
    }

    @inline(__always)
    mutating func formUnion(_ other: SymbolSet) {
        bits |= other.bits
    }

    func intersection(_ other: SymbolSet) -> SymbolSet {
        var result = self
        result.bits &= other.bits
        return result
    }

    @inline(__always)
    func meets(_ other: SymbolSet) -> Bool {
        (bits & other.bits) != SIMD8<UInt64>()
    }

    @inline(__always)
    func isSuperset(of other: SymbolSet) -> Bool {
        (bits & other.bits) == other.bits
    }

    /// The symbols, in order.
    var elements: [Int] {
        var result: [Int] = []
        forEach { result.append($0) }
        return result
    }

    /// Calls back for every symbol, in order.
    @inline(__always)
    func forEach(_ body: (Int) -> Void) {
        for word in 0..<8 {
            var rest = bits[word]
            while rest != 0 {
                body(word << 6 | rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
    }

    var isEmpty: Bool { bits == SIMD8<UInt64>() }
}

/// Word classes that the reader itself knows, beside those that only rules use.
enum Cue: Int, CaseIterable {
    /// Rules out what follows: 不要, 除了, not, except.
    case exclude
    /// Rules out what went before: 除外, 不行.
    case excludeAfter
    /// Wants what follows if possible: 最好, ideally.
    case prefer
    /// Wanted if possible, of what went before: 优先, preferably.
    case preferAfter
    /// Insists on what follows: 一定要, must.
    case insist
    /// Insists on what went before: "and nothing else", 才行.
    case insistAfter
    /// Ends the reach of the cues before it: 要, 换, but, instead.
    case turn
    /// A form of address after a name: 医生, 主任.
    case address
    /// A form of address before a name: Dr., doctor.
    case addressBefore
    /// A surname follows: 姓, surname.
    case surnameCue
    /// What stands before a doctor's name in a wish: 挂, 找, see.
    case seek
    /// A name follows: 我叫, my name is.
    case nameCue
    /// A person follows for whom something is done: 给, 帮, for.
    case onBehalf
    /// Begins a new stretch: 顺便, by the way.
    case connector
    /// Says nothing by itself: 请, 那个, please.
    case filler
    /// A part of the body.
    case body
    /// What is wrong with it: 疼, hurts.
    case ache
    /// Unit of money.
    case currency
    /// A ceiling follows: 不超过, under.
    case limitBefore
    /// A ceiling went before: 以内, or less.
    case limitAfter
    /// A birth date is near: 生日, born.
    case birthCue
    /// A code is near: 验证码.
    case codeCue
    /// Takes back what was said: 不对, I meant.
    case correction
    /// Denies what follows or, in an answer, what was proposed: 不, not.
    case negation
    /// Wants the first place there is: 最早的号, the next available slot.
    case soonest
    /// Denies an act that follows: 不想, 不是要, don't want to.
    case denyAct
    /// What is done with appointments, as far as it can be denied.
    case book, cancel, reschedule, register
    /// An act that was denied; no phrase belongs to it.
    case deniedAct
    /// Asks: 吗, is there, and what the shape of a clause says.
    case ask
    /// What wants an act or stands beside it without changing it: 想, 帮我, want to.
    case want
    /// Means nothing here; known so that it is not taken for a misspelt other word.
    case plain
    /// Unknown to the speaker's language but common to both: ok, bye.
    case neutral

    /// The name of the class in files: the case's in snake case.
    var name: String {
        String(describing: self).reduce(into: "") { name, character in
            name += character.isUppercase ? "_" + character.lowercased() : String(character)
        }
    }
}
