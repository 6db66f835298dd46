extension Draft {
    /// 我姓高名远, 姓欧阳，名字叫小明: surname and given name one by one; false when nobody is named like that.
    mutating func readSpelledName() -> Bool {
        for index in tags.indices where has(index, .surnameCue) && !tags[index].isTaken {
            let start = tags[index].end
            let length = vocabulary.surnames.surnameLength(text.scalars(start..<min(start + 9, text.count))[...])
            guard length > 0 else { continue }
            var given = start + length * 3
            while given < text.count, text.bytes[given] < 0x80, !isWordByte(text.bytes[given]) { given += 1 }
            guard given < text.count, text.scalar(at: given) == 0x540D else { continue }
            given += 3
            // 名字, 名叫, 名是
            while given < text.count, [0x5B57, 0x53EB, 0x662F].contains(text.scalar(at: given)) { given += 3 }
            var end = given
            while end < text.count, end - given < 6, isHan(text.scalar(at: end)) { end += 3 }
            guard end > given else { continue }
            let name = text.text(start..<(start + length * 3)) + text.text(given..<end)
            retractions.append(Retraction(range: start..<end, sort: .name))
            settleRetractions()
            add(.name(name), start..<end)
            return true
        }
        return false
    }
}
