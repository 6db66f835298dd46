import CivilCalendar
import TimeExpressions

/// An utterance while it is being read: its folded text, what was recognised in it and what that was taken to mean.
struct Draft {
    let vocabulary: Vocabulary
    let text: FoldedText
    let source: [UInt8]
    let expecting: Expectation
    var times: [TimeMention]
    var digits: [DigitRun]
    var tags: [Tag]
    var mentions: [Found] = []
    var stretches: [Range<Int>] = []
    var rejected: [String] = []
    /// Signs of danger that occur anywhere, also inside longer phrases.
    var alarms = SymbolSet()
    var retractions: [Retraction] = []
    /// Where mentions of doctors begin and end.
    private(set) var doctorStarts: [Int: Int] = [:]
    private(set) var doctorEnds: Set<Int> = []

    /// A mention with the tags it came from, while cues may still change it.
    struct Found {
        var value: MentionValue
        var range: Range<Int>
        var certainty = Certainty.stated
        var polarity = Polarity.wanted
        var strength = MentionStrength.stated
        /// Which stretch of the utterance it stands in.
        var stretch = 0
    }

    /// Whether a tag belongs to a word class.
    @inline(__always)
    func has(_ tag: Int, _ cue: Cue) -> Bool {
        tags[tag].symbols.contains(vocabulary.symbol(cue))
    }

    /// Adds a mention and marks the tags inside it as taken.
    mutating func add(_ value: MentionValue, _ range: Range<Int>, certainty: Certainty = .stated) {
        append(Found(value: value, range: range, certainty: certainty))
        var index = firstTag(endingAfter: range.lowerBound)
        while index < tags.count, tags[index].start < range.upperBound {
            tags[index].isTaken = true
            index += 1
        }
    }

    /// Adds a mention.
    mutating func append(_ found: Found) {
        if found.isDoctor {
            doctorStarts[found.range.lowerBound] = found.range.upperBound
            doctorEnds.insert(found.range.upperBound)
        }
        mentions.append(found)
    }

    /// The first tag that ends after a byte.
    func firstTag(endingAfter byte: Int) -> Int {
        var low = 0
        var high = tags.count
        while low < high {
            let middle = (low + high) / 2
            if tags[middle].end <= byte { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The mentions as the reader answers them.
    func finished() -> [Mention] {
        mentions.sorted {
            $0.range.lowerBound != $1.range.lowerBound
                ? $0.range.lowerBound < $1.range.lowerBound : $0.range.upperBound > $1.range.upperBound
        }
        .map { found in
            let range = text.source(of: found.range)
            return Mention(
                value: found.value, text: String(decoding: source[range], as: UTF8.self), range: range,
                certainty: found.certainty, polarity: found.polarity, strength: found.strength)
        }
    }
}
