/// Chinese: words in ``ChineseLexicon``, rules by topic in the files beside this one.
enum ChinesePack {
    static let pack = LanguagePack(
        words: ChineseLexicon.words,
        rules: ChineseRules.refusals + ChineseRules.pieces + ChineseRules.offsets + ChineseRules.weeks
            + ChineseRules.dates + ChineseRules.lunar + ChineseRules.festivals + ChineseRules.clocks
            + ChineseRules.rangesOfHours + ChineseRules.merges + ChineseRules.bounds + ChineseRules.exclusions)
}

/// The rules of Chinese time expressions.
enum ChineseRules {
    /// Whether what stands beside a number lets it be a date or a clock time by itself: nothing, a mark, or a word
    /// of booking.
    static let open: KindSet = [
        .comma, .stop, .filler, .cue, .partOfDay, .shortPart, .relativeDay, .weekday, .time, .from, .to, .or, .and,
        .after, .before, .since, .until, .except, .refuse, .correction, .copula, .order, .roughly, .now, .festival,
        .shift, .week, .weekend, .number, .outside, .between, .half, .exactly, .dash, .every, .within,
    ]

    /// Whether the number just matched shares the unit of a later one: 5、6号, 两或三点.
    static func sharesUnit(_ chart: Chart, _ unit: ItemKind) -> Bool {
        var ahead = 0
        while ahead < 6, let joint = chart.next(ahead), let number = chart.next(ahead + 1), number.kind == .number,
            number.digits <= 2, joint.kind == .or || joint.kind == .and || joint.kind == .comma && joint.value == 1
        {
            if chart.next(ahead + 2)?.kind == unit { return true }
            ahead += 2
        }
        return false
    }

    /// Whether an item leaves its neighbour free; no item does.
    static func isOpen(_ item: Item?) -> Bool {
        guard let item else { return true }
        return open.contains(item.kind)
    }
}
