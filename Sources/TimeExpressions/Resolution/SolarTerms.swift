import CivilCalendar

/// The 24 solar terms (节气) by the century formula that almanacs use for 1900–2099: day = ⌊Y·0.2422 + C⌋ − ⌊Y′/4⌋.
///
/// The formula is known to be off by a day in a handful of years; those are listed.
enum SolarTerms {
    /// Pinyin names in the order of the calendar year.
    static let names = [
        "xiaohan", "dahan", "lichun", "yushui", "jingzhe", "chunfen", "qingmingTerm", "guyu", "lixia", "xiaoman",
        "mangzhong", "xiazhi", "xiaoshu", "dashu", "liqiu", "chushu", "bailu", "qiufen", "hanlu", "shuangjiang",
        "lidong", "xiaoxue", "daxue", "dongzhi",
    ]

    private static let century20 = [
        6.11, 20.84, 4.6295, 19.4599, 6.3826, 21.4155, 5.59, 20.888, 6.318, 21.86, 6.5, 22.2, 7.928, 23.65, 8.35,
        23.95, 8.44, 23.822, 9.098, 24.218, 8.218, 23.08, 7.9, 22.6,
    ]
    private static let century21 = [
        5.4055, 20.12, 3.87, 18.73, 5.63, 20.646, 4.81, 20.1, 5.52, 21.04, 5.678, 21.37, 7.108, 22.83, 7.5, 23.13,
        7.646, 23.042, 8.318, 23.438, 7.438, 22.36, 7.18, 21.94,
    ]
    /// Term and year at which the formula is off, with the correction in days.
    private static let corrections: [(term: Int, year: Int, days: Int)] = [
        (0, 1982, 1), (0, 2019, -1), (1, 2000, 1), (1, 2082, 1), (3, 2026, -1), (5, 2084, 1), (8, 1911, 1),
        (9, 2008, 1), (10, 1902, 1), (11, 1928, 1), (12, 1925, 1), (12, 2016, 1), (13, 1922, 1), (14, 2002, 1),
        (16, 1927, 1), (17, 1942, 1), (19, 2089, 1), (20, 2089, 1), (21, 1978, 1), (22, 1954, 1), (23, 1918, -1),
        (23, 2021, -1),
    ]

    /// The date of a term, 0 小寒 … 23 冬至; `nil` outside 1900–2099.
    static func date(_ term: Int, year: Int) -> CivilDate? {
        guard (1900..<2100).contains(year) else { return nil }
        let shortYear = year % 100
        let constant = year < 2000 ? century20[term] : century21[term]
        // January and February belong to the leap count of the year before.
        let leaps = (term < 4 ? shortYear - 1 : shortYear) / 4
        var day = Int(Double(shortYear) * 0.2422 + constant) - leaps
        for correction in corrections where correction.term == term && correction.year == year {
            day += correction.days
        }
        return CivilDate(year: year, month: term / 2 + 1, day: day)
    }
}
