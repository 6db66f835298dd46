/// One word or phrase of the chart, with its place in the text.
struct Item: Sendable {
    /// How the item was written, where rules care.
    struct Flags: OptionSet, Sendable {
        let rawValue: UInt8
        /// White space stood before it.
        static let spaced = Flags(rawValue: 1)
        /// A number written in Chinese characters.
        static let hanzi = Flags(rawValue: 2)
        /// A number whose first digit is a zero that was written.
        static let leadingZero = Flags(rawValue: 4)
        /// A number written with 十, 百 or 千, or as English words: no string of digits.
        static let composed = Flags(rawValue: 8)
        /// A length of time that was given as two numbers, 两三天: the value is the larger, the other is one less.
        static let pair = Flags(rawValue: 16)
    }

    var kind: ItemKind
    var flags: Flags = []
    /// Digits written, for numbers written as digits.
    var digits: UInt8 = 0
    /// The word's value, the number, or the index of the phrase's node.
    var value: Int32
    /// First byte in the text.
    var start: Int32
    /// End in the text, exclusive.
    var end: Int32
}
