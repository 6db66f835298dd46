import CivilCalendar
import Testing

@testable import TimeExpressions

/// Sets, exclusions, orders, corrections and festivals: what makes a wish more than one time.
@Suite("Chinese wishes, said on Friday 20 November 2026 at 09:30")
struct ChineseWishTests {
    static let now = moment("2026-11-20T09:30:00")

    static let sets =
        examples("11-25 12:00-18:00 | 11-26 12:00-18:00", "周三或周四下午", "周三或者周四下午", "周三、周四下午", "周三周四下午", "周三和周四下午都行")
        + examples("11-25 | 11-26", "周三或周四", "下周三或周四", "周三还是周四", "周三要么周四", "下周三或下周四")
        + examples("11-25 07:00-12:00 | 11-25 12:00-18:00", "周三上午或下午", "周三上午下午都行")
        + examples("11-25 07:00-12:00 | 11-26 12:00-18:00", "周三上午或周四下午", "周三上午，周四下午")
        + examples("11-25 15:00- | 11-26 15:00-", "下周三或周四下午三点以后", "周三或周四三点以后")
        + examples("11-21 | 11-22", "明天或后天", "明天后天")
        + examples("11-21…11-22", "明后天", "明后两天", "明后两天都可以")
        + examples("11-21 ~09:00 | 11-21 ~10:00", "明天九点或十点", "明天上午九点或者十点")
        + examples("12-03 | 12-05", "12月3号或5号", "12月3日、5日")
        + examples("11-25…11-27 12:00-18:00", "周三到周五下午", "周三到周五的下午", "下周三至周五下午")

    static let exclusions =
        examples(
            "except days 5", "除了周五", "除了周五都行", "除开周五都可以", "周五不行", "周五没空", "不要周五", "避开周五", "周五以外", "别约周五", "除周五之外都可以")
        + examples("except days 1 | days 2", "除了周一周二都可以", "除了周一和周二", "除了周一、周二都行")
        + examples("except days 1 | days 3", "周一和周三以外", "周一周三不行", "周一、周三没时间")
        + examples("except 06:00-12:00", "不要早上", "早上不行", "除了早上")
        + examples("11-16…11-22 except days 5", "这周除了周五都行", "这周除周五外")
        + examples("11-23…11-29 except days 1", "下周除了周一", "除了周一，下周都可以", "下周都可以，周一不行")
        + examples("except days 67", "不要周末", "周末不行", "除了周末都行")
        + examples("11-25 except 07:00-12:00", "周三，不要上午")
        + examples("except days 3 07:00-12:00", "周三上午不行", "周三上午没空")

    static let orders =
        examples("earliest", "最早的", "越早越好", "尽快", "越快越好", "早一点的", "尽早", "早点", "最近的号")
        + examples("latest", "晚一点的", "越晚越好", "晚点的", "靠后一点")
        + examples("11-23…11-29 earliest", "下周最早的", "下周尽早", "最早下周")
        + examples("11-25 earliest", "下周三最早的", "周三最早的")
        + examples("07:00-12:00 latest", "上午晚一点", "上午晚些")
        + examples("11-21 earliest", "越早越好，最好明天", "明天最早的号")

    static let corrections =
        examples("11-26", "周三不对周四", "周三，不对，周四", "周三哦不周四", "周三，说错了，周四", "不是周三是周四", "周三啊不对是周四", "周三，不是，周四", "周三呃不对应该是周四")
        + examples("11-26 12:00-18:00", "周三下午不对周四", "周三下午，说错了，周四下午", "周三下午哦不周四下午")
        + examples("11-25 12:00-18:00", "周三上午不对下午", "周三上午，哦不，下午")
        + examples("11-22 12:00-18:00", "明天下午啊不对是后天下午", "明天下午，不对，后天下午")

    static let bounds =
        examples("11-20…12-04", "12月5号之前", "5号前", "12月5日以前")
        + examples("11-20…12-05", "最晚12月5号", "截止到12月5号", "12月5号为止", "不晚于5号")
        + examples("12-06…", "12月5号以后", "5号之后", "12月5日后")
        + examples("12-05…", "12月5号起", "从5号开始", "12月5日开始")
        + examples("11-20…11-24", "周三之前", "周三以前", "星期三前")
        + examples("11-20…11-30", "月底前", "月底之前", "这个月底前", "本月底以前")
        + examples("11-20…11-23", "三天内", "三天之内", "3天以内", "未来三天内", "三天里")
        + examples("11-21…11-23", "未来三天", "接下来三天", "后三天", "今后三天")
        + examples("11-20…11-22", "最近三天", "这三天", "这几天", "近三天", "这两三天")
        + examples("11-20…11-27", "一周内", "一周之内", "一个星期内", "7天内")
        + examples("11-21…11-27", "未来一周", "接下来一周")
        + examples("12-04", "两周后", "两周以后", "两个星期之后", "14天后")
        + examples("12-20", "一个月后", "一个月以后复查", "过一个月")
        + examples("12-05", "半个月后", "半个月以后")
        + examples("2027-05-20", "半年后", "六个月后")

    static let festivals =
        examples("2027-01-01", "元旦", "明年元旦", "元旦节", "新年")
        + examples("2027-02-06", "春节", "大年初一", "正月初一", "农历正月初一", "明年春节", "过年")
        + examples("2027-02-05", "除夕", "大年三十", "腊月三十", "春节前一天")
        + examples("2027-02-20", "元宵节", "正月十五", "農曆正月十五")
        + examples("2027-01-15", "腊月初八", "腊八")
        + examples("2027-04-05", "清明", "清明节", "清明当天")
        + examples("2027-05-01", "五一", "劳动节", "五一当天", "五一节")
        + examples("2027-06-09", "端午", "端午节", "五月初五")
        + examples("2027-09-15", "中秋", "中秋节", "农历八月十五")
        + examples("2027-10-01", "国庆", "国庆节", "明年国庆", "國慶節")
        + examples("12-25", "圣诞节", "今年圣诞")
        + examples("12-22", "冬至", "冬至那天")
        + examples("2027-05-09", "母亲节")
        + examples("11-26", "感恩节")
        + examples("2027-10-01…2027-10-07", "国庆假期", "国庆期间", "十一长假", "国庆放假期间")
        + examples("2027-10-08…", "国庆后", "国庆节以后", "国庆假期后", "十一长假之后")
        + examples("2027-10-08", "国庆后第一个工作日", "国庆节后的第一个工作日", "国庆假期后第一个工作日")
        + examples("11-20…2027-02-04", "春节前", "年前", "过年之前")
        + examples("2027-01-02", "元旦第二天", "元旦后一天", "元旦后第一天")
        + examples("2027-09-30", "国庆前一天", "国庆节的前一天")

    static let corpus = sets + exclusions + orders + corrections + bounds + festivals

    @Test("Each phrasing is one mention with the meaning of its group", arguments: corpus)
    func resolves(_ example: TimeCase) throws {
        let mentions = TimeParser().mentions(example.text, at: Self.now, .zh)
        try #require(mentions.count == 1)
        #expect(describe(mentions[0].readings[0].wish) == example.meaning)
    }
}
