import CivilCalendar

/// Finds what a text says about time.
///
/// A parser is built once and shared; parsing allocates nothing that outlives the answer and costs time linear in the
/// length of the text.
public struct TimeParser: Sendable {
    /// Makes a parser for the given conventions.
    public init(conventions: TimeConventions = TimeConventions()) {
        self.conventions = conventions
    }

    let conventions: TimeConventions

    /// All time expressions in a text, in order, without overlap.
    /// - Parameters:
    ///   - utf8: The text; any bytes are accepted, invalid ones are skipped.
    ///   - now: The hospital's wall clock.
    ///   - language: The language whose rules go first; text in the other language is still read, since people mix.
    public func mentions(in utf8: [UInt8], now: CivilMoment, language: Language) -> [TimeMention] {
        []
    }
}
