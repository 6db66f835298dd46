extension ChineseLexicon {
    static func addHours(_ lexicon: inout LexiconBuilder) {
        let parts: [(PartOfDay, String)] = [
            (.dawn, "凌晨 下半夜 后半夜 拂晓 黎明"),
            (.earlyMorning, "清晨 一大早 大清早 一早 一清早 大早上 清早 大早 早班"),
            (.fromEarly, "早上 早晨 早间 早头 朝早 朝头早 早起 早市"),
            (.morning, "早饭后 吃完早饭 早饭以后 午饭前 午饭之前 上午 上半天 前半天 午前 头午 头晌 上午场 上昼 上午门诊 上午班 AM上午"),
            (.noon, "中午 正午 晌午 午间 晌午头 大中午 午休 午休时间 中午头 午饭时间 中午门诊 日头正中"),
            (.earlyAfternoon, "午后 过晌 刚过中午"),
            (
                .afternoon,
                "午饭后 午饭以后 午饭之后 午餐后 吃完午饭 吃过午饭 吃了午饭 午休后 午休以后 午休之后 午睡后 下午 下半天 后半天 后晌 下晌 下午场 晏昼 下昼 下午门诊 下午班 后半晌 PM下午"
            ),
            (.dusk, "傍晚 黄昏 傍黑 傍晚时分 擦黑"),
            (.evening, "晚饭后 晚饭以后 吃完晚饭 晚上 晚间 夜里 夜晚上 夜间门诊 夜门诊 晚间门诊 晚门诊 夜诊 夜场 晚黑 夜间 晚夕"),
            (.night, "深夜 半夜 夜深 大半夜 三更半夜 午夜 大晚上"),
            (.daytime, "白天 大白天 日间时段"),
        ]
        for (part, texts) in parts { lexicon.add(.partOfDay, part.index, texts) }
        lexicon.add(.shortPart, PartOfDay.fromEarly.index, "早 晨 朝")
        lexicon.add(.shortPart, PartOfDay.noon.index, "午")
        lexicon.add(.shortPart, PartOfDay.evening.index, "晚 夜")
        lexicon.add(.hour, 0, "小时 个小时 个钟头 钟头 个钟 小时整 个点儿")
        lexicon.add(.minute, 0, "分钟")
        lexicon.add(.second, 0, "秒 秒钟")
        lexicon.add(.oclock, 0, "点 点钟 点整")
        lexicon.add(.oclock, 1, "时 时整")
        lexicon.add(.workEdge, 0, "上班 上了班 上工 开诊 开门 开始上班")
        lexicon.add(.workEdge, 1, "下班 下了班 下工 收工 放工 停诊 关门")
        lexicon.add(.clockMinute, 0, "分")
        lexicon.add(.quarterHour, 0, "刻 刻钟")
        lexicon.add(.exactly, 0, "整 钟 正")
        lexicon.add(.short, 0, "差 还差")
        lexicon.add(.past, 0, "过 再过")
        lexicon.add(.past, 1, "踏 搭")
        lexicon.add(.now, 1, "这个时候 同一时间 同一时候 同样时间 同样的时间 这个点 这个钟点 这个时间 同一个时间 这会儿的时间")
        lexicon.add(.now, 0, "现在 此刻 此时 目前 当前 眼下 这会儿 当下 现时 而家 宜家 依家")
        // 晚饭 is no evening, 早产 no morning.
        lexicon.add(
            .other, 0,
            """
            早饭 早餐 早期 早产 早孕 早搏 早泄 早恋 晚期 晚婚 晚年 晚礼服 晚辈 夜尿 夜盲 夜市 早稻 早稻田 早教 早熟 早衰 早已 早就 \
            时而 平时 及时 按时 随时 同时 有时 临时 当时 准时 小时候 时不时 时长 届时 到时 到时候 点名 点击 点滴 点心 \
            地点 重点 特点 优点 缺点 观点 站点 分院 分诊 分泌 分娩 分期 分类 分别 分开 部分 成分 分公司 过敏 过程 过去看 过来 过期 \
            通过 经过 超过 不过 难过 整形 整个 整体 调整 钟爱 半夜三更 差别 差异 出差 时代 时髦 夜宵 晚餐 晚饭 午饭 午餐 早点铺 \
            早晚 迟早 早日 今生 当心 当面 当然 当场 当地 应当 当作 明白 明确 明显 说明 证明 声明 聪明 透明 照明 文明 明星 明细 \
            次数 次要 其次 多次 首次 依次 听说 听力 听见 听诊 听不 听得 听取 后果 后来 后面 后背 后颈 后脑 后台 后续 后悔 后遗 然后 \
            最后面 背后 落后 前列腺 前台 前面 前列 前往 前期 前庭 前额 前臂 前胸 提前 内科 内分泌 内镜 内容 内脏 内衣 内部 外科 外面 \
            外地 外国 外伤 外阴 外婆 外公 另外 意外 额外 月经 月子 月饼 月亮 年龄 年纪 年级 年轻 年费 年薪 少年 老年 青年 中年 成年 \
            中医 中药 中心 中山 中西医 中国 其中 中华 中间 初诊 初中 初级 最初 起初 当初 初次 初步 日常 日期 日本 日记 日子 节日 生日 \
            周期 周围 周边 周到 一周岁 周岁 周折 周医生 天气 天然 天花 聊天 先天 先天性 后天性 天津 天河 天赋 春天 夏天 秋天 冬天 \
            号码 账号 帐号 型号 信号 符号 编号 口号 外号 代号 病历号 身份证号 手机号 门牌号 住院号 就诊卡号 卡号 流水号 \
            从来 从没 从事 从小 来自 来说 来得及 来不及 来院 从未 原来 本来 起来 出来 进来 往来 来电 来过 本人 本院 本科 本地 本身 \
            本子 资本 根本 版本 样本 标本 成本 剧本 课本 文本 日本 这样 这种 这些 这里 这边 这么 这是 这位 这家 上面 上次 上边 上海 上火 上肢 上网 上班族 上消化道 上呼吸道 \
            上腹 上课 上学 上去 上来 下面 下次 下边 下巴 下肢 下腹 下去 下来 下单 下车 下雨 以上 以下 之下 之上 晚安 早安 午安 过年好
            """)
    }
}
