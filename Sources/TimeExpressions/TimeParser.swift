import CivilCalendar

/// Finds what a text says about time.
///
/// A parser is built once and shared; parsing costs time linear in the length of the text and allocates little more
/// than its answer. Words of all languages are compiled into one automaton on first use in the process.
public struct TimeParser: Sendable {
    /// Makes a parser for the given conventions.
    public init(conventions: TimeConventions = TimeConventions()) {
        self.conventions = conventions
        engine = TimeEngine.shared
    }

    let conventions: TimeConventions
    private let engine: TimeEngine

    /// All time expressions in a text, in order, without overlap.
    /// - Parameters:
    ///   - utf8: The text; any bytes are accepted, invalid ones are skipped.
    ///   - now: The hospital's wall clock.
    ///   - language: The language whose rules go first; text in the other language is still read, since people mix.
    public func mentions(in utf8: [UInt8], now: CivilMoment, language: Language) -> [TimeMention] {
        findings(in: utf8, now: now, language: language).mentions
    }

    /// All time expressions in a text, and the dates in it that do not exist.
    /// - Parameters:
    ///   - utf8: The text; any bytes are accepted, invalid ones are skipped.
    ///   - now: The hospital's wall clock.
    ///   - language: The language whose rules go first.
    public func findings(in utf8: [UInt8], now: CivilMoment, language: Language) -> TimeFindings {
        var chart = Chart()
        utf8.withUnsafeBufferPointer { engine.lexer.run($0, into: &chart) }
        guard chart.kinds.intersects(TimeEngine.promising) else { return TimeFindings() }
        let book = language == .en ? engine.englishFirst : engine.chineseFirst
        Cascade(book: book).run(&chart)
        guard chart.kinds.intersects(TimeEngine.answers) || !chart.impossible.isEmpty else { return TimeFindings() }
        let resolver = Resolver(conventions: conventions, now: now, language: language, nodes: chart.nodes)
        let mentions = Assembly(resolver: resolver, names: book.names).mentions(chart)
        return TimeFindings(mentions: mentions, impossibleDates: Array(chart.impossible))
    }
}

/// The compiled words and rules of all languages; immutable and shared by all parsers.
final class TimeEngine: Sendable {
    static let shared = TimeEngine()

    /// Without one of these a text says nothing about time, and no rule is tried.
    static let promising: KindSet = [
        .number, .relativeDay, .shortDay, .partOfDay, .weekday, .dayClass, .weekend, .week, .shift, .monthName,
        .relativeYear, .monthPart, .yearPart, .festival, .lunarMonth, .lunarDay, .now, .order, .numberWord, .half,
        .around, .workEdge, .looseBound, .year, .dayWithPart, .weekdayPlural, .weakWeekday, .weakMonth, .namedHour,
        .endOfDay,
        .ordinal, .article, .shortPart, .rest, .portion, .coming, .monthMeasure, .fromNow, .day,
    ]
    static let answers: KindSet = [.time, .exclusion, .order]

    let lexer: Lexer
    let chineseFirst: RuleBook
    let englishFirst: RuleBook

    private init() {
        let (chinese, english) = (ChinesePack.pack, EnglishPack.pack)
        lexer = Lexer(trie: WordTrie(chinese.words + english.words))
        chineseFirst = RuleBook(chinese.rules + english.rules + SharedRules.rules)
        englishFirst = RuleBook(english.rules + chinese.rules + SharedRules.rules)
    }
}
