import CivilCalendar

/// The words of Chinese time expressions, in simplified script; traditional and regional forms are added by folding.
///
/// Words that merely contain a word of time (内科, 号码, 后背, 半月板, 周围) are listed as other text: the longest word
/// wins, so they keep their characters to themselves.
enum ChineseLexicon {
    static let words: [(text: String, word: Word)] = {
        var builder = LexiconBuilder()
        ChineseLexicon.addNumbers(&builder)
        ChineseLexicon.addDays(&builder)
        ChineseLexicon.addCalendar(&builder)
        ChineseLexicon.addHours(&builder)
        ChineseLexicon.addFestivals(&builder)
        ChineseLexicon.addRelations(&builder)
        ChineseLexicon.addSurroundings(&builder)
        return builder.words.flatMap { entry in
            HanVariants.spellings(of: entry.text).map { ($0, entry.word) }
        }
    }()

    private static func addNumbers(_ lexicon: inout LexiconBuilder) {
        for (value, digits) in [
            "零 〇 ○", "一 壹 幺", "二 两 俩 贰", "三 叁", "四 肆", "五 伍", "六 陆", "七 柒", "八 捌", "九 玖", "十 拾",
        ].enumerated() {
            lexicon.add(.number, value, digits)
        }
        lexicon.add(.number, 20, "廿")
        lexicon.add(.number, 30, "卅")
        lexicon.add(.number, 100, "百")
        lexicon.add(.number, 1000, "千")
        lexicon.add(.ordinalPrefix, 0, "第")
        lexicon.add(.half, 0, "半")
        lexicon.add(.measure, 0, "个")
        lexicon.add(.more, 0, "多 来")
        lexicon.add(.dot, 0, ". ．")
        lexicon.add(.slash, 0, "/ ／")
        lexicon.add(.dash, 0, "- － – — —— ~ ～ 〜 −")
        lexicon.add(.colon, 0, ": ：")
        lexicon.add(.comma, 0, ", ，")
        lexicon.add(.comma, 1, "、 | ｜")
        lexicon.add(.stop, 0, "。 ； ; ! ！ ? ？ … 「 」 “ ” \" 《 》 【 】 [ ]")
        // Everyday words that begin with a numeral or an ordinal and count nothing.
        lexicon.add(
            .other, 0,
            """
            一下 一点都 一点也 一点点 有一点 一点儿 一些 一样 一起 一直 一般 一定 一共 一边 一会 一会儿 一个人 一家 一块儿 万一 三高 三甲 三餐 八卦 十二指 \
            十字 二维 二胎 两对半 大三阳 小三阳 半月板 半身 半路 第一次 第一胎
            """)
    }

    private static func addDays(_ lexicon: inout LexiconBuilder) {
        lexicon.add(.relativeDay, 0, "今天 今日 今儿 今儿个 今个儿 即日")
        lexicon.add(.relativeDay, 100, "当天 当日 是日")
        lexicon.add(.relativeDay, 1, "明天 明日 明儿 明儿个 明个儿 听日")
        // The day after another one that was named, or tomorrow.
        lexicon.add(.relativeDay, 101, "第二天 次日 翌日 隔天 转天")
        lexicon.add(.relativeDay, 2, "后天 后日 后儿 后儿个 后个儿")
        lexicon.add(.relativeDay, 3, "大后天 大后日 大后儿 外后天")
        lexicon.add(.relativeDay, 4, "大大后天 大外后天")
        lexicon.add(.relativeDay, -1, "昨天 昨日 昨儿 昨儿个 昨个儿 寻日 琴日")
        lexicon.add(.relativeDay, -2, "前天 前日 前儿 前儿个")
        lexicon.add(.relativeDay, -3, "大前天 大前日 大前儿")
        lexicon.add(.relativeDay, -4, "大大前天")
        lexicon.add(.shortDay, 0, "今 当")
        lexicon.add(.shortDay, 1, "明 听")
        lexicon.add(.shortDay, -1, "昨")
        for (index, name) in ["一", "二", "三", "四", "五", "六", "日"].enumerated() {
            for week in ["周", "星期", "礼拜", "拜", "週"] where week != "拜" {
                lexicon.add(.weekday, index + 1, week + name)
            }
        }
        lexicon.add(.weekday, 7, "周天 星期天 礼拜天 周末日")
        lexicon.add(.weekend, 0, "周末 礼拜末 星期末 双休日 双休 周六日 周六周日 周六天 星期六日 礼拜六日 周六和周日 周六或周日")
        lexicon.add(.dayClass, -1, "工作日 上班日 平日")
        lexicon.add(.dayClass, -2, "休息日 节假日 非工作日 放假日 公休日")
        lexicon.add(.dayClass, 0b001_1111, "周中 非周末")
        lexicon.add(.dayClass, 0b000_0011, "周初")
        lexicon.add(.week, 0, "周 星期 礼拜")
        lexicon.add(.day, 0, "天 整天 个白天")
        lexicon.add(.day, 1, "个工作日 个上班日")
        lexicon.add(.daySuffix, 0, "号")
        lexicon.add(.daySuffix, 1, "日")
        lexicon.add(.shift, 1, "下 下个 下一个 下一 后一个")
        lexicon.add(.shift, 2, "下下 下下个 下下一个")
        lexicon.add(.shift, 3, "下下下 下下下个")
        lexicon.add(.shift, -1, "上 上个 上一个 上一")
        lexicon.add(.shift, -2, "上上 上上个 上上一个")
        lexicon.add(.shift, 0, "这 这个 这一 这一个 本 今个 今 当前这个 呢个")
    }

    private static func addCalendar(_ lexicon: inout LexiconBuilder) {
        lexicon.add(.month, 0, "月 月份")
        lexicon.add(.monthMeasure, 0, "个月 个多月")
        lexicon.add(.year, 0, "年 年份 个年头")
        lexicon.add(.relativeYear, 0, "今年 本年 本年度 当年")
        lexicon.add(.relativeYear, 1, "明年 来年 翌年 次年")
        lexicon.add(.relativeYear, 2, "后年")
        lexicon.add(.relativeYear, 3, "大后年")
        lexicon.add(.relativeYear, -1, "去年 昨年 旧年")
        lexicon.add(.relativeYear, -2, "前年")
        lexicon.add(.relativeYear, -3, "大前年")
        lexicon.add(.quarter, 0, "季度 季")
        lexicon.add(.monthPart, Int(MonthPart.early.rawValue), "月初 上旬 初旬 月初头")
        lexicon.add(.monthPart, Int(MonthPart.middle.rawValue), "月中 中旬 月中旬 月半")
        lexicon.add(.monthPart, Int(MonthPart.late.rawValue), "下旬 月下旬")
        lexicon.add(.monthPart, Int(MonthPart.end.rawValue), "月底 月末 月尾")
        lexicon.add(.monthPart, Int(MonthPart.firstHalf.rawValue), "上半月 前半月 上半个月 前半个月")
        lexicon.add(.monthPart, Int(MonthPart.secondHalf.rawValue), "下半月 后半月 下半个月 后半个月")
        lexicon.add(.yearPart, Int(YearPart.early.rawValue), "年初 开年")
        // 今年底: the 年 belongs to the word before it.
        lexicon.add(.yearPart, 100 + Int(YearPart.end.rawValue), "底 末 尾")
        lexicon.add(.yearPart, Int(YearPart.middle.rawValue), "年中")
        lexicon.add(.yearPart, Int(YearPart.end.rawValue), "年底 年末 年尾 岁末")
        lexicon.add(.yearPart, Int(YearPart.firstHalf.rawValue), "上半年 前半年")
        lexicon.add(.yearPart, Int(YearPart.secondHalf.rawValue), "下半年 后半年")
        lexicon.add(.lunarMark, 0, "农历 阴历 旧历 夏历 老历")
        lexicon.add(.lunarMark, 1, "公历 阳历 新历 西历")
        lexicon.add(.leap, 0, "闰")
        lexicon.add(.lunarMonth, 1, "正月 大年")
        lexicon.add(.lunarMonth, 11, "冬月")
        lexicon.add(.lunarMonth, 12, "腊月 蜡月")
        for (index, name) in ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"].enumerated() {
            lexicon.add(.lunarDay, index + 1, "初" + name)
            // 三月初一: without this word 月初 would take the 初.
            lexicon.add(.lunarDay, index + 101, "月初" + name)
        }
        lexicon.add(.lunarDay, 1, "朔日")
        lexicon.add(.lunarDay, 15, "望日")
        lexicon.add(.position, -1, "最后一个 最后一 最后 末 倒数第一个")
        lexicon.add(.position, -2, "倒数第二个")
        lexicon.add(.position, 1, "头一个 首个 头个 头")
    }

    private static func addFestivals(_ lexicon: inout LexiconBuilder) {
        let names: [(String, String)] = [
            ("newYear", "元旦 元旦节 新年 新历年 公历新年"), ("springFestival", "春节 过年 农历新年 新春 大年初一 年初一"),
            ("springEve", "除夕 除夕夜 大年三十 年三十 大年夜 大年三十晚"), ("lantern", "元宵 元宵节 上元节"), ("dragonHead", "龙抬头"),
            ("qingming", "清明 清明节"), ("labour", "劳动节 五一节 五一劳动节 国际劳动节"), ("dragonBoat", "端午 端午节 端阳节"),
            ("qixi", "七夕 七夕节"), ("ghost", "中元节 鬼节"), ("midAutumn", "中秋 中秋节 仲秋节 八月节"),
            ("doubleNinth", "重阳 重阳节 敬老节"), ("laba", "腊八 腊八节"), ("littleNewYear", "小年 小年夜"),
            ("national", "国庆 国庆节 十一国庆 十一假期"), ("women", "妇女节 三八节 三八妇女节 女神节"), ("girls", "女生节"),
            ("arbor", "植树节"), ("consumer", "消费者权益日"), ("fools", "愚人节"), ("youth", "青年节 五四青年节"), ("nurses", "护士节"),
            ("children", "儿童节 六一节 六一儿童节"), ("party", "建党节"), ("army", "建军节"), ("doctors", "医师节"),
            ("teachers", "教师节"), ("valentine", "情人节"), ("halloween", "万圣节 万圣夜"), ("singles", "光棍节 双十一 双11"),
            ("double12", "双十二 双12"), ("christmasEve", "平安夜 圣诞前夜 圣诞夜"), ("christmas", "圣诞 圣诞节"), ("mothers", "母亲节"),
            ("fathers", "父亲节"), ("thanksgiving", "感恩节"), ("easter", "复活节"), ("newYearsEve", "跨年夜 跨年"),
            ("xiaohan", "小寒"), ("dahan", "大寒"), ("lichun", "立春"), ("yushui", "雨水节气"), ("jingzhe", "惊蛰"),
            ("chunfen", "春分"),
            ("guyu", "谷雨"), ("lixia", "立夏"), ("xiaoman", "小满"), ("mangzhong", "芒种"), ("xiazhi", "夏至"),
            ("xiaoshu", "小暑"),
            ("dashu", "大暑"), ("liqiu", "立秋"), ("chushu", "处暑"), ("bailu", "白露"), ("qiufen", "秋分"), ("hanlu", "寒露"),
            ("shuangjiang", "霜降"), ("lidong", "立冬"), ("xiaoxue", "小雪"), ("daxue", "大雪节气"), ("dongzhi", "冬至"),
        ]
        for (name, texts) in names { lexicon.add(.festival, Festival.index(name), texts) }
        lexicon.add(.festivalTail, 0, "假期 长假 小长假 黄金周 期间 放假 假 假日 放假期间 假期期间 那几天")
        lexicon.add(.festivalTail, 1, "当天 当日 那天 那一天 这天 正日子")
    }
}
