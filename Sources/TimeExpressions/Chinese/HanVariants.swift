/// Traditional and variant characters of the lexicon's words, so that the input needs no folding.
enum HanVariants {
    /// Simplified character and its other forms.
    private static let table: [Character: [Character]] = {
        let pairs = """
            号號 点點 礼禮 后後 周週 个個 两兩 这這 时時 间間 钟鐘鍾 国國 庆慶 节節 儿兒 劳勞 动動 圣聖 诞誕 农農 历曆歷 阴陰 阳陽 双雙 现現 当當 过過 来來 内內 从從 开開 约約 \
            挂掛 预預 还還 医醫 楼樓 诊診 线線 岁歲 块塊 级級 听聽 寻尋 昼晝 随隨 尽盡儘 赶趕 别別 没沒 对對 错錯 说說 应應 该該 换換 旧舊 腊臘 闰閏 头頭 为為 单單 将將 临臨 几幾 \
            气氣 惊驚 蛰蟄 谷穀 满滿 种種 处處 长長 妇婦 树樹 师師 万萬 亲親 药藥 迟遲 里裡裏 层層 区區 门門 电電 机機 车車 厅廳 馆館 龙龍 贰貳 叁參 陆陸 复復 检檢 查査 术術 调調 \
            给給 请請 烦煩 么麼麽 吗嗎 额額 经經 声聲 会會 饭飯 护護 权權 费費 贴貼 类類 数數 体體 写寫 记記 讲講 边邊 实實 样樣 帮幫 许許 远遠 资資 问問 题題 针針 亿億 专專 晓曉 \
            黄黃
            """
        var table: [Character: [Character]] = [:]
        for group in pairs.split(separator: " ") {
            if let simplified = group.first { table[simplified] = Array(group.dropFirst()) }
        }
        return table
    }()

    /// All spellings of a word, mixed ones too (国慶节), the simplified one first. Words with more than three
    /// characters that vary keep only the all-traditional one beside the simplified.
    static func spellings(of word: String) -> [String] {
        let varying = word.count { table[$0] != nil }
        if varying == 0 { return [word] }
        if varying > 3 {
            return [word, String(word.map { table[$0]?.first ?? $0 })]
        }
        var spellings = [""]
        for character in word {
            let forms = [character] + (table[character] ?? [])
            spellings = spellings.flatMap { start in forms.map { start + String($0) } }
        }
        return spellings
    }
}
