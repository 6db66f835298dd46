import Testing

@testable import TimeExpressions

/// Texts that say nothing about time, although they hold numbers and words of time.
@Suite("Chinese texts without a time")
struct ChineseNegativeTests {
    static let now = moment("2026-11-20T09:30:00")

    static let notTimes = [
        // Telephone, identity and card numbers.
        "我的电话是13812345678", "手机号 139 1234 5678", "座机021-62345678", "身份证110101199003072316", "卡号6222020012345678",
        "验证码是483920", "尾号3456",
        // Rooms, buildings, lines, beds.
        "12号楼怎么走", "住在5号楼3单元", "三号诊室在哪", "301房间", "12床的病人", "坐3号线过来", "3路公交能到吗", "二号院区", "5号窗口",
        "六号门进", "10号厅", "三楼左转", "B1层", "1号机房", "7号手术室",
        // Fees and quantities.
        "挂号费50元", "十三点五元", "十三块五", "一共三百二十元", "便宜10块", "打八折", "5.5折", "3.5公里", "2.5度的近视",
        // Ages, measures, doses.
        "我65", "他38岁", "孩子三岁半", "体温38.5度", "血压120/80", "血糖7.8", "视力4.8", "身高1.75米", "一日三次", "一天两次",
        "一次两片", "每次10毫升", "1/2片", "半片就行", "第三次来", "第一胎", "三级医院", "心率80次", "BMI 24.5",
        // A bit.
        "好一点了", "便宜一点", "快一点", "能不能说慢一点", "清楚一点", "多喝一点水", "大声一点",
        "有一点疼", "简单一点", "这一点我同意", "一点都不疼",
        // Names and places in a queue.
        "明医生在吗", "周医生的号", "周大夫", "夏医生", "挂周主任的号", "我是12号", "叫到25号了", "排到8号了", "前面还有5个人",
        // Numbers of things.
        "我有3、4个问题", "1、2楼", "一、二、三", "第1、2诊室", "右乳9点方向", "早睡早起", "特别是", "五周五天了", "术后三天", "初三学生", "孕酮是4.18", "两点建议",
        "三点注意事项", "3个号", "专家号还有吗", "普通号就行", "挂个号", "给我两个号", "版本2.5.1", "苹果15手机", "A4纸",
        "CT 64排", "第5题", "百分之三十", "三分之一", "1到10分疼到几分", "满分10分",
        // Words of medicine and of every day that contain words of time.
        "内科在几楼", "外科有谁", "前列腺检查", "后背疼", "月经不调", "半月板损伤", "十二指肠溃疡", "先天性心脏病", "早产儿", "晚期胃癌",
        "年龄太大了", "周围神经", "日常注意什么", "夜尿多", "春天过敏", "冬天手凉", "生日快乐", "五号电池", "时间不够", "随时都行吗",
        "平时忙", "有时候头晕", "同时挂两个科", "及时就医", "什么时候有号", "几点上班", "周几出诊", "哪天有号", "几号有号", "多久能好",
        "上次的报告", "下次再说", "以后再说", "之前看过", "然后呢", "最后一个问题", "一会儿", "一直头疼", "一样的科室", "一般多少钱",
        "五一广场怎么走", "八一路的院区", "三八大街", "十字绣", "三高人群", "二维码", "中山医院", "早教中心", "你好", "谢谢", "好的",
        "取消吧", "不对", "我说错了", "都可以", "随便",
    ]

    @Test("No mention with a day or an hour", arguments: notTimes)
    func leavesAlone(_ text: String) {
        let mentions = TimeParser().mentions(text, at: Self.now, .zh)
        #expect(mentions.isEmpty)
    }

    /// Texts that are still read wrongly, with what should be read. They must keep failing: one that no longer does
    /// belongs among the cases above.
    static let knownGaps = [
        // A name that begins like a weekday.
        "周一鸣医生",
        // Two sports results.
        "3:15",
    ]

    @Test("Known gaps are still gaps", arguments: knownGaps)
    func stillWrong(_ text: String) {
        #expect(!TimeParser().mentions(text, at: Self.now, .zh).isEmpty)
    }

    /// Lengths of time are no times: nothing is booked "for three days".
    @Test(arguments: ["头疼三天了", "咳嗽两周", "怀孕三个月", "等了半个小时", "5分钟", "两年", "孕12周"])
    func lengthsAreNoTimes(_ text: String) {
        #expect(TimeParser().mentions(text, at: Self.now, .zh).isEmpty)
    }
}
