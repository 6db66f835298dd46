/// A date that was said but that no calendar has, such as 30 February.
public struct ImpossibleDate: Hashable, Sendable {
    /// Where it stands, in UTF-8 bytes of the text that was given.
    public var range: Range<Int>
    /// The year that was said or implied; `nil` when none was.
    public var year: Int?
    /// The month that was said, 1...12; `nil` when none was.
    public var month: Int?
    /// The day that was said, 1...31.
    public var day: Int

    /// Makes an impossible date.
    public init(range: Range<Int>, year: Int?, month: Int?, day: Int) {
        self.range = range
        self.year = year
        self.month = month
        self.day = day
    }
}

/// Everything that a text says about time.
public struct TimeFindings: Hashable, Sendable {
    /// Time expressions in the order of the text, without overlap.
    public var mentions: [TimeMention]
    /// Dates that do not exist, so that the answer can say so; they are no mentions.
    public var impossibleDates: [ImpossibleDate]

    /// Makes findings.
    public init(mentions: [TimeMention] = [], impossibleDates: [ImpossibleDate] = []) {
        self.mentions = mentions
        self.impossibleDates = impossibleDates
    }
}
