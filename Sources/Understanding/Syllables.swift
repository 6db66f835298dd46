/// The syllables of Mandarin without tone, which of them are confused, and which one a character is read with.
///
/// Confusions are those of southern speech and of typing by sound: z/zh, c/ch, s/sh, n/l, r/l, f/h before u, an/ang,
/// en/eng, in/ing.
struct Syllables: Sendable {
    /// The one table; made at first use.
    static let shared = Syllables()

    private var ids: [UInt64: UInt16] = [:]
    private var spellings: [[UInt8]] = []
    private var initials: [UInt8] = []
    private var finals: [String] = []
    private var classes: [UInt16] = []
    private var readings = [UInt16](repeating: Syllables.none, count: 0xA000 - 0x4E00)

    /// No syllable.
    static let none = UInt16.max

    private init() {
        var classIDs: [String: UInt16] = [:]
        for entry in SyllableTable.text.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
            let letters = entry.prefix { isLetter($0) }
            let id = UInt16(initials.count)
            ids[Self.key(letters)] = id
            spellings.append(Array(letters))
            let (initial, final) = Self.split(letters)
            let merged = Self.merge(initial, final)
            initials.append(initial)
            finals.append(final)
            if let known = classIDs[merged] {
                classes.append(known)
            } else {
                classIDs[merged] = UInt16(classIDs.count)
                classes.append(UInt16(classIDs.count - 1))
            }
            let characters = entry.dropFirst(letters.count)
            for scalar in String(decoding: characters, as: UTF8.self).unicodeScalars
            where scalar.value >= 0x4E00 && scalar.value < 0xA000 {
                readings[Int(scalar.value - 0x4E00)] = id
            }
        }
    }

    /// The syllable that a character is mainly read with.
    @inline(__always)
    func reading(of scalar: UInt32) -> UInt16 {
        scalar >= 0x4E00 && scalar < 0xA000 ? readings[Int(scalar - 0x4E00)] : Self.none
    }

    /// The syllable written with these letters; ü may be u or v.
    func syllable(_ letters: some Collection<UInt8>) -> UInt16 {
        letters.count <= 6 ? ids[Self.key(letters)] ?? Self.none : Self.none
    }

    /// The letters of a syllable.
    func spelling(_ syllable: UInt16) -> [UInt8] {
        Int(syllable) < spellings.count ? spellings[Int(syllable)] : []
    }

    /// What a syllable is confused with, as a number that confused syllables share.
    @inline(__always)
    func confusionClass(_ syllable: UInt16) -> UInt64 { UInt64(classes[Int(syllable)]) }

    /// How far two syllables of one class are apart: 0 when they are the same.
    func distance(_ left: UInt16, _ right: UInt16) -> Double {
        if left == right { return 0 }
        var cost = 0.0
        let (a, b) = (initials[Int(left)], initials[Int(right)])
        if a != b {
            // Flat and rolled sibilants are the commonest confusion, h and f the rarest.
            cost += a | 0x80 == b | 0x80 ? 0.06 : Self.isNasalOrLateral(a, b) ? 0.08 : 0.12
        }
        if finals[Int(left)] != finals[Int(right)] { cost += 0.06 }
        return max(cost, 0.06)
    }

    /// Divides letters into syllables, as few as possible; `nil` when that cannot be done.
    func divide(_ letters: ArraySlice<UInt8>) -> [UInt16]? {
        guard !letters.isEmpty, letters.count <= 24 else { return nil }
        let base = letters.startIndex
        var best: [(count: Int, from: Int, syllable: UInt16)] = [(0, 0, Self.none)]
        for end in 1...letters.count {
            var found = (count: Int.max, from: 0, syllable: Self.none)
            for start in max(0, end - 6)..<end where best[start].count < found.count {
                let id = syllable(letters[(base + start)..<(base + end)])
                if id != Self.none { found = (best[start].count + 1, start, id) }
            }
            best.append(found.count == Int.max ? (Int.max - 1, 0, Self.none) : found)
        }
        guard best[letters.count].syllable != Self.none else { return nil }
        var result: [UInt16] = []
        var position = letters.count
        while position > 0 {
            guard best[position].syllable != Self.none else { return nil }
            result.append(best[position].syllable)
            position = best[position].from
        }
        return result.reversed()
    }

    private static func isNasalOrLateral(_ a: UInt8, _ b: UInt8) -> Bool {
        let set: [UInt8] = [0x6E, 0x6C, 0x72]
        return set.contains(a) && set.contains(b)
    }

    private static func key(_ letters: some Collection<UInt8>) -> UInt64 {
        letters.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The initial as its first letter (with the high bit for zh, ch, sh; 0 for none) and the final.
    private static func split(_ letters: some Collection<UInt8>) -> (UInt8, String) {
        guard let first = letters.first, !"aeo".utf8.contains(first) else {
            return (0, String(decoding: Array(letters), as: UTF8.self))
        }
        let rest = Array(letters.dropFirst())
        if "zcs".utf8.contains(first), rest.first == 0x68 {
            return (first | 0x80, String(decoding: rest.dropFirst(), as: UTF8.self))
        }
        return (first, String(decoding: rest, as: UTF8.self))
    }

    private static func merge(_ initial: UInt8, _ final: String) -> String {
        var sound = initial & 0x7F
        var rest = final
        if sound == 0x6E || sound == 0x72 { sound = 0x6C }
        if sound == 0x68, rest.utf8.first == 0x75 {
            sound = 0x66
            if rest.utf8.count > 1 { rest.removeFirst() }
            if rest == "i" { rest = "ei" }
        }
        if rest.hasSuffix("ang") || rest.hasSuffix("eng") || rest.hasSuffix("ing") { rest.removeLast() }
        return "\(sound) \(rest)"
    }
}
