import Testing

@testable import Understanding

@Suite struct SoundTests {
    private func score(_ heard: String, _ name: String) -> Double? {
        var index = SoundIndex()
        let characters = { (text: String) in FoldedText(text.utf8).scalars(0..<text.utf8.count) }
        let syllables = { (text: String) in characters(text).map(Syllables.shared.reading(of:)) }
        index.add(SoundIndex.Name(entry: 0, syllables: syllables(name), characters: characters(name)))
        return index.find(syllables(heard)[...], characters: characters(heard)[...]).first?.score
    }

    @Test(arguments: [
        ("章伟", "张伟"), ("张玮", "张伟"), ("赞伟", "张伟"), ("刘娜", "柳拿"), ("黄兰", "方南"), ("林静", "宁金"), ("陈申", "陈生"), ("孙思", "孙诗"),
    ])
    func findsConfusedNames(heard: String, name: String) {
        #expect(score(heard, name) != nil)
    }

    @Test(arguments: [("王伟", "张伟"), ("张三", "张伟"), ("张", "张伟"), ("李娜", "李明")])
    func keepsOthersApart(heard: String, name: String) {
        #expect(score(heard, name) == nil)
    }

    @Test func ranksTheLikerHigher() throws {
        #expect(try #require(score("张玮", "张伟")) > #require(score("章伟", "张伟")))
        #expect(try #require(score("章伟", "张伟")) > #require(score("赞伟", "张伟")))
    }

    @Test func dividesLettersIntoSyllables() throws {
        let syllables = Syllables.shared
        let parts = try #require(syllables.divide(Array("ouyangming".utf8)[...]))
        #expect(parts.map { String(decoding: syllables.spelling($0), as: UTF8.self) } == ["ou", "yang", "ming"])
        #expect(syllables.divide(Array("smith".utf8)[...]) == nil)
    }

    @Test(arguments: [
        ("cardiolgy", "cardiology", true), ("crad", "card", true), ("cardilogy", "cardiology", true),
        ("book", "look", false),
        ("zhang", "zhagn", true), ("abc", "abcde", false), ("doctor", "doktor", true),
    ])
    func findsTypos(typed: String, word: String, near: Bool) {
        #expect(TypoIndex.isOneErrorAway(Array(typed.utf8)[...], Array(word.utf8)[...]) == near)
    }
}
