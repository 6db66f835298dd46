/// What an item of the chart is: a kind of word the lexer found, or a kind of phrase that rules built from words.
///
/// Kinds are shared by all languages; a language that needs a word of its own adds a case here and words in its
/// lexicon. At most 128 cases, so that a set of kinds is one machine integer.
enum ItemKind: UInt8, CaseIterable, Sendable {
    // Text that says nothing about time.
    /// Unknown text; ends every phrase.
    case other
    /// A comma or a pause mark; joins parts of one wish or separates alternatives.
    case comma
    /// The end of a sentence.
    case stop
    /// Words that may stand between two parts of one wish: 的, 那个, 呃, the, um.
    case filler
    /// Words that make a number or date beside them plausible: 预约, 挂号, 可以吗, 有号, book.
    case cue
    /// A noun that takes a number or a festival's name and makes it a name of something: 楼, 线, 诊室, 广场.
    case numberedNoun
    /// A unit that makes the number before it a quantity: 元, 岁, 楼, 次, 片, mg.
    case quantityNoun
    /// Words after which a number is a place in a queue: 叫到, 排到.
    case queue
    /// Words that make a following 一点 mean "a bit": 早, 快, 好.
    case adjective

    // Numbers and marks.
    case number
    case ordinalPrefix
    case ordinal
    case dot
    case slash
    case dash
    case colon

    // Words of the calendar.
    /// 今天: days from today.
    case relativeDay
    /// 今, 明: the same, usable only before a part of the day.
    case shortDay
    /// 上午: a ``PartOfDay``.
    case partOfDay
    /// 早, 晚: the same, usable only beside a day or a clock time.
    case shortPart
    /// 周三, Wednesday: ISO number of the day.
    case weekday
    /// 一三五 has no kind of its own; 工作日, 双休日 do: bits of a ``WeekdaySet``, or -1 working days, -2 days off.
    case dayClass
    /// 周末.
    case weekend
    /// 周, 星期, week.
    case week
    /// 天, day as a measure.
    case day
    /// 月, as in 三月.
    case month
    /// 个月, month as a measure.
    case monthMeasure
    /// 三月 as one word, March: 1...12.
    case monthName
    /// 年.
    case year
    /// 今年, 明年: years from this one.
    case relativeYear
    case quarter
    /// 号, 日: makes the number before it a day of the month.
    case daySuffix
    /// 小时, hour as a measure.
    case hour
    /// 分钟, minute as a measure.
    case minute
    case second
    /// 点, o'clock.
    case oclock
    /// 分 of a clock time.
    case clockMinute
    /// 刻, quarter of an hour.
    case quarterHour
    case half
    /// 整, 钟, sharp.
    case exactly
    /// 差: the minutes are to come.
    case short
    /// 过, past: the minutes are gone.
    case past
    /// am, pm: 0 or 1.
    case meridiem
    /// 个.
    case measure
    /// 多, 来: a little more.
    case more
    /// 下, 上, 这: steps in calendar units.
    case shift
    /// 第一个, 最后一个: position, negative from the end.
    case position
    /// 初, 上旬, 月底: a ``MonthPart``.
    case monthPart
    /// 年初, 年底, 上半年: a ``YearPart``.
    case yearPart
    /// A ``Festival``.
    case festival
    /// Words that may follow a festival: 假期, 期间, 当天.
    case festivalTail
    /// 农历: what follows is a lunar date.
    case lunarMark
    /// 正月, 腊月: a lunar month, 1...12.
    case lunarMonth
    /// 初三, 廿八: a lunar day, 1...30.
    case lunarDay
    /// 闰.
    case leap
    case now
    /// 上班, 下班: the start (0) or end (1) of the working day; a time only with before or after.
    case workEdge
    /// 别太早, not too late: 0 bounds the day's early hours, 1 its late ones.
    case looseBound
    /// 每, every.
    case every

    // Words that relate times to each other.
    /// 从, from.
    case from
    /// 到, 至, until.
    case to
    /// 之间, between.
    case between
    case or
    case and
    /// 以后, after.
    case after
    /// 以前, before.
    case before
    /// 内, within.
    case within
    /// 起, 开始: from then on, itself included.
    case since
    /// 为止, 截止: up to then, itself included.
    case until
    /// 未来, 接下来, next: a span that starts now; value -1 for 过去.
    case coming
    /// 最近, 这: a span around now, today included.
    case around
    /// 除了, except.
    case except
    /// 以外.
    case outside
    /// 不要, 没空: rules a time out.
    case refuse
    /// 不对, 不是, no I mean.
    case correction
    /// 是, 应该是.
    case copula
    /// 最早, 越快越好: a ``TimeOrderWord``.
    case order
    /// 左右, 大概, around.
    case roughly

    // English words that Chinese has no use for.
    case of
    case at
    case on
    case the
    case numberWord
    /// a, an: one in lengths of time, and the morning in "7a".
    case article
    /// in: "in two days", "in the morning", "the first Monday in March".
    case inside
    /// for: a length ("for two hours") or a link ("tomorrow for 9am").
    case lasting
    /// st, nd, rd, th behind digits.
    case ordinalSuffix
    /// h behind digits: 15h30.
    case hourMark
    /// p behind digits: 3p.
    case shortMeridiem
    /// ' before a year of two digits.
    case apostrophe
    /// after, before, since, by in front of a time: 0 after, 1 before, 2 since, 3 until and included.
    case boundPreposition
    /// ago (-1), later and from now (1) behind a length of time.
    case fromNow
    /// tonight, last night: (days from today + 8) * 16 + ``PartOfDay``.
    case dayWithPart
    /// Mondays: a day of the week that repeats.
    case weekdayPlural
    /// sat, sun: a day of the week only where a day is expected.
    case weakWeekday
    /// may, march: a month only where a month is expected.
    case weakMonth
    /// beginning of, mid, late: a ``MonthPart`` of what follows.
    case portion
    /// rest of (0), all (1) before a unit.
    case rest
    /// after next, behind a unit.
    case afterNext
    /// Dr., Ms.: what follows is a name.
    case title
    /// noon, midnight: a clock time by name, in minutes.
    case namedHour
    /// end of the day.
    case endOfDay
    /// -ish behind a number.
    case ish

    // Phrases that rules build.
    /// A node of the chart: days, hours or both.
    case time
    /// A node that is ruled out.
    case exclusion
    /// A length of time that is not yet placed: 三天, two weeks.
    case duration
    /// A clock time: value is the node.
    case clock
}

/// A set of kinds.
struct KindSet: Sendable, ExpressibleByArrayLiteral {
    var bits: UInt128

    @inline(__always)
    init(bits: UInt128) {
        self.bits = bits
    }

    init(_ kind: ItemKind) {
        bits = 1 << UInt128(kind.rawValue)
    }

    init(arrayLiteral kinds: ItemKind...) {
        bits = kinds.reduce(0) { $0 | 1 << UInt128($1.rawValue) }
    }

    @inline(__always)
    func contains(_ kind: ItemKind) -> Bool {
        bits >> UInt128(kind.rawValue) & 1 != 0
    }

    @inline(__always)
    mutating func insert(_ kind: ItemKind) {
        bits |= 1 << UInt128(kind.rawValue)
    }

    @inline(__always)
    func intersects(_ other: KindSet) -> Bool {
        bits & other.bits != 0
    }

    static func | (left: KindSet, right: KindSet) -> KindSet {
        KindSet(bits: left.bits | right.bits)
    }
}
