extension Draft {
    /// Finds doctors by surname and form of address, by sound, by described characters and by misspelt names.
    mutating func readDoctors() {
        // The answer to "what is the name" describes the patient's characters, not a doctor's.
        let isNamed = mentions.contains { if case .name = $0.value { true } else { false } }
        if isNamed, isAsked("name") || isAsked("patient") { return }
        readDescribedCharacters()
        for index in tags.indices where !tags[index].isTaken {
            if has(index, .address) { readAddressed(index) }
            if has(index, .addressBefore) { readAddressBefore(index) }
            if has(index, .surnameCue) { readSurnameAfter(index) }
        }
        settleRetractions()
        readBareNames()
    }

    /// 张医生, 欧阳主任, zhang医生, 章伟大夫: what stands before a form of address.
    private mutating func readAddressed(_ tag: Int) {
        let end = tags[tag].start
        if doctorEnds.contains(end) {
            takeTitle(at: tags[tag].start..<tags[tag].end)
            return
        }
        if readLettersBefore(tag) { return }
        let floor = nameFloor(before: tag)
        let characters = hanBefore(end, floor: floor, most: 4)
        guard !characters.isEmpty else { return }
        let range = { (count: Int) in (end - count * 3)..<end }
        let whole = range(0).lowerBound..<tags[tag].end
        // A whole name by sound goes before a surname alone, the longer before the shorter.
        for count in [4, 3, 2] where count <= characters.count {
            let name = characters.suffix(count)
            guard vocabulary.surnames.surnameLength(name) > 0 || count == characters.count else { continue }
            let found = soundCandidates(name)
            if !found.isEmpty, found[0].score >= 0.75, !isSurnameOnly(name) {
                add(.doctor(found), range(count), certainty: .repaired)
                takeTitle(at: whole)
                return
            }
        }
        for count in [2, 1] where count <= characters.count {
            let surname = characters.suffix(count)
            let key = SurnameIndex.key(surname)
            if let doctors = vocabulary.surnames.doctorsByHan[key] {
                let candidates = doctors.map {
                    Candidate(code: vocabulary.entries[Int($0)].code, match: .surname, score: 0.8)
                }
                takeTitle(at: whole)
                add(.doctor(candidates), range(count).lowerBound..<tags[tag].end)
                return
            }
        }
        readUnknown(characters, tag: tag)
    }

    /// 姓李的, 姓欧阳的医生; not 我姓李, which is about the speaker.
    private mutating func readSurnameAfter(_ tag: Int) {
        let start = tags[tag].end
        let characters = hanAfter(start, most: 3)
        for count in [2, 1] where characters.count > count && characters[count] == 0x7684 {
            guard let doctors = vocabulary.surnames.doctorsByHan[SurnameIndex.key(characters.prefix(count))] else {
                continue
            }
            var end = start + (count + 1) * 3
            if let next = tagCovering(end), tags[next].start == end, has(next, .address) {
                takeTitle(at: end..<tags[next].end)
                end = tags[next].end
            }
            add(.doctor(surnameCandidates(doctors)), tags[tag].start..<end)
            return
        }
    }

    private func hanAfter(_ start: Int, most: Int) -> [UInt32] {
        var characters: [UInt32] = []
        var index = start
        while index < text.count, characters.count < most {
            let scalar = text.scalar(at: index)
            guard isHan(scalar), text.length(at: index) == 3 else { break }
            characters.append(scalar)
            index += 3
        }
        return characters
    }

    /// A doctor whom the lexicon lacks: by the sound of the surname first, then by name.
    private mutating func readUnknown(_ characters: ArraySlice<UInt32>, tag: Int) {
        let end = tags[tag].start
        if let last = characters.last, vocabulary.surnames.known.contains(SurnameIndex.key([last])) {
            let syllable = [Syllables.shared.reading(of: last)]
            let found = vocabulary.surnameSounds.find(syllable[...], characters: characters.suffix(1))
                .filter { $0.score >= 0.9 }
            if !found.isEmpty {
                takeTitle(at: end..<tags[tag].end)
                add(.doctor(candidates(found)), (end - 3)..<tags[tag].end, certainty: .repaired)
                return
            }
        }
        for count in [4, 3, 2, 1] where count <= characters.count {
            let name = characters.suffix(count)
            let length = vocabulary.surnames.surnameLength(name)
            guard length > 0, count - length <= 2, count == characters.count || count <= 2 || length > 0 else {
                continue
            }
            if count == 1 || count == characters.count || length == 2 {
                takeTitle(at: end..<tags[tag].end)
                add(
                    .unknownDoctor(text.text((end - count * 3)..<end)), (end - count * 3)..<tags[tag].end)
                return
            }
        }
    }

    private func isSurnameOnly(_ name: ArraySlice<UInt32>) -> Bool {
        vocabulary.surnames.surnameLength(name) == name.count
            || (name.count == 2 && vocabulary.surnames.known.contains(SurnameIndex.key(name)))
    }

    /// Where a name that ends before the tag may begin at the earliest: after the last tag that is no part of names.
    private func nameFloor(before tag: Int) -> Int {
        var index = tag - 1
        var floor = 0
        while index >= 0 {
            if tags[index].end <= tags[tag].start {
                floor = tags[index].end
                break
            }
            index -= 1
        }
        // A single character that is also a word (和, 于, 查) may be the surname itself.
        if index >= 0, floor == tags[tag].start, tags[index].end - tags[index].start == 3 {
            let character = text.scalar(at: tags[index].start)
            if vocabulary.surnames.doctorsByHan[SurnameIndex.key([character])] != nil { return tags[index].start }
        }
        return floor
    }

    private func hanBefore(_ end: Int, floor: Int, most: Int) -> ArraySlice<UInt32> {
        var characters: [UInt32] = []
        var position = end
        while position > floor, characters.count < most {
            let start = text.start(before: position)
            let scalar = text.scalar(at: start)
            guard isHan(scalar), position - start == 3, start >= floor else { break }
            characters.append(scalar)
            position = start
        }
        return characters.reversed()[...]
    }

    /// Marks a rank that is only the form of address (李主任) as no wish for a rank.
    mutating func takeTitle(at range: Range<Int>) {
        retractions.append(Retraction(range: range, sort: .title))
        var index = firstTag(endingAfter: range.lowerBound)
        while index < tags.count, tags[index].start < range.upperBound {
            tags[index].isTaken = true
            index += 1
        }
    }

    func soundCandidates(_ name: ArraySlice<UInt32>) -> [Candidate] {
        let syllables = name.map(Syllables.shared.reading(of:))
        var found = vocabulary.doctorSounds.find(syllables[...], characters: name)
        let length = vocabulary.surnames.surnameLength(name)
        for reading in vocabulary.surnames.readings[SurnameIndex.key(name.prefix(max(length, 1)))] ?? [] {
            found += vocabulary.doctorSounds.find((reading + syllables.dropFirst(reading.count))[...], characters: name)
        }
        return candidates(found)
    }

    func candidates(_ found: [(entry: Int32, score: Double)]) -> [Candidate] {
        var result: [Candidate] = []
        for (entry, score) in found.sorted(by: { $0.score > $1.score }) {
            let code = vocabulary.entries[Int(entry)].code
            if !result.contains(where: { $0.code == code }) {
                result.append(Candidate(code: code, match: .sound, score: score))
            }
        }
        return result
    }
}

extension Draft.Found {
    var isDoctor: Bool {
        switch value {
        case .doctor, .unknownDoctor: true
        default: false
        }
    }
}
