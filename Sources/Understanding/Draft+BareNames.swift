extension Draft {
    /// Names by sound without a form of address (挂章伟的号, 约zangwei): a stretch that nothing else accounts for and
    /// that as a whole sounds like a doctor.
    mutating func readBareNames() {
        var gapStart = 0
        var index = 0
        var gaps: [(range: Range<Int>, next: Int)] = []
        while index <= tags.count {
            let end = index < tags.count ? tags[index].start : text.count
            if end > gapStart { gaps.append((gapStart..<end, index)) }
            if index < tags.count { gapStart = tags[index].end }
            index += 1
        }
        // A doctor in a gap was added because of a form of address, so it touches the gap's end.
        for (gap, next) in gaps where !isNamed(gap, nextTag: next) { readBareName(gap, nextTag: next) }
    }

    private func isNamed(_ gap: Range<Int>, nextTag: Int) -> Bool {
        if doctorEnds.contains(gap.upperBound) || gap.contains(where: { doctorStarts[$0] != nil }) { return true }
        return nextTag < tags.count && doctorEnds.contains(tags[nextTag].end)
    }

    private mutating func readBareName(_ gap: Range<Int>, nextTag: Int) {
        var range = gap
        while !range.isEmpty, isBlankOrPoint(text.bytes[range.lowerBound]) {
            range = (range.lowerBound + 1)..<range.upperBound
        }
        while !range.isEmpty, isBlankOrPoint(text.bytes[range.upperBound - 1]) {
            range = range.lowerBound..<(range.upperBound - 1)
        }
        guard range.count >= 3, range.count <= 18 else { return }
        if text.bytes[range.lowerBound] >= 0xE3, readDepartmentBySound(range, nextTag: nextTag) { return }
        guard range.count >= 4 else { return }
        if nextTag > 0, tags[nextTag - 1].end == gap.lowerBound,
            !isAsked("doctor"), has(nextTag - 1, .nameCue) || has(nextTag - 1, .onBehalf)
        {
            return
        }
        let characters = text.bytes[range.lowerBound] >= 0xE3 ? text.scalars(range) : []
        if characters.isEmpty {
            guard text.hanCount > 0 || isAsked("doctor"), !range.contains(where: { !isNameByte(text.bytes[$0]) }) else {
                return
            }
        } else {
            guard characters.count <= 4, vocabulary.surnames.surnameLength(characters[...]) > 0 else { return }
        }
        if isAsked("doctor"), let surname = surnameInLetters(range) {
            add(.doctor(surname), range)
            return
        }
        let found = soundCandidates(in: range)
        guard let best = found.first, best.score >= 0.7 else { return }
        add(.doctor(found), range, certainty: .repaired)
    }

    /// 皮夫科, 儿课: a department by its sound; 科 itself may have been recognised as a word.
    private mutating func readDepartmentBySound(_ gap: Range<Int>, nextTag: Int) -> Bool {
        if readLongerDepartment(gap, nextTag: nextTag) { return true }
        var range = gap
        if gap.upperBound < text.count, text.scalar(at: gap.upperBound) == 0x79D1 {
            range = gap.lowerBound..<(gap.upperBound + 3)
        }
        guard range.count >= 6 else { return false }
        let characters = text.scalars(range)
        let syllables = characters.map(Syllables.shared.reading(of:))
        let found = vocabulary.departmentSounds.find(syllables[...], characters: characters[...])
        guard let best = found.first, best.score >= 0.8 else { return false }
        add(.department(candidates(found.filter { $0.score >= best.score - 0.01 })), range, certainty: .repaired)
        return true
    }

    /// 神精内科: the end of the name was recognised as a coarser department, which the whole names more exactly.
    private mutating func readLongerDepartment(_ gap: Range<Int>, nextTag: Int) -> Bool {
        guard nextTag < tags.count, tags[nextTag].start == gap.upperBound, gap.count <= 12,
            let coarse = mentions.firstIndex(where: {
                if case .department = $0.value { $0.range.lowerBound == gap.upperBound } else { false }
            })
        else { return false }
        let range = gap.lowerBound..<mentions[coarse].range.upperBound
        let characters = text.scalars(range)
        let syllables = characters.map(Syllables.shared.reading(of:))
        let found = vocabulary.departmentSounds.find(syllables[...], characters: characters[...])
        guard let best = found.first, best.score >= 0.8 else { return false }
        mentions.remove(at: coarse)
        add(.department(candidates(found.filter { $0.score >= best.score - 0.01 })), range, certainty: .repaired)
        return true
    }

    private func isBlankOrPoint(_ byte: UInt8) -> Bool {
        byte < 0x80 && !isWordByte(byte)
    }

    private func isNameByte(_ byte: UInt8) -> Bool { isLetter(byte) || byte == 0x20 || byte == 0x2D }

    /// Whether the open question asks for this field.
    func isAsked(_ field: String) -> Bool {
        if case .field(let name) = expecting { return name == field }
        return false
    }

    /// 弓长张, 木子李的李, 伟大的伟: characters described by their parts or by a word they occur in.
    mutating func readDescribedCharacters() {
        guard text.hanCount > 2 else { return }
        let described = describedCharacters()
        var index = 0
        while index < described.count {
            var group = [described[index]]
            index += 1
            while index < described.count,
                described[index].range.lowerBound - group[group.count - 1].range.upperBound <= 9
            {
                let last = group[group.count - 1]
                if described[index].character == last.character {
                    group[group.count - 1].range = last.range.lowerBound..<described[index].range.upperBound
                } else {
                    group.append(described[index])
                }
                index += 1
            }
            resolve(group)
        }
    }

    private struct Described {
        var character: UInt32
        var range: Range<Int>
    }

    private func describedCharacters() -> [Described] {
        var result: [Described] = []
        for tag in tags {
            if case .phrase(let phrase, _) = tag.source,
                let meaning = vocabulary.meanings(of: phrase).first(where: { $0.sort == .character })
            {
                result.append(
                    Described(character: vocabulary.character(described: meaning.number), range: tag.start..<tag.end))
            }
        }
        // X的Y where the word X holds Y.
        let de: [UInt8] = [0xE7, 0x9A, 0x84]
        var index = 3
        let bytes = text.bytes
        while index + 5 < bytes.count {
            if bytes[index] == de[0], bytes[index + 1] == de[1], bytes[index + 2] == de[2] {
                let character = text.scalar(at: index + 3)
                var start = index
                var steps = 0
                var holds = -1
                while start > 0, steps < 4 {
                    start = text.start(before: start)
                    let scalar = text.scalar(at: start)
                    guard isHan(scalar) else { break }
                    if scalar == character {
                        holds = start
                        break
                    }
                    steps += 1
                }
                if holds >= 0, isHan(character), holds + 3 < index || steps > 0 || hasCharacter(endingAt: index, result)
                {
                    result.append(Described(character: character, range: holds..<(index + 6)))
                }
            }
            index += 1
        }
        return result.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    private func hasCharacter(endingAt end: Int, _ found: [Described]) -> Bool {
        found.contains { $0.range.upperBound == end }
    }

    private mutating func resolve(_ group: [Described]) {
        guard let first = group.first, let last = group.last else { return }
        var range = first.range.lowerBound..<last.range.upperBound
        let characters = group.map(\.character)
        if let before = mentions.lastIndex(where: {
            $0.isDoctor && $0.range.upperBound <= range.lowerBound && range.lowerBound - $0.range.upperBound <= 6
        }), case .doctor(let known) = mentions[before].value {
            let fitting = known.filter { candidate in hasName(candidate.code, allOf: characters) }
            if !fitting.isEmpty {
                mentions[before].value = .doctor(fitting)
                mentions[before].certainty = .stated
                markTaken(range)
                return
            }
        }
        guard vocabulary.surnames.surnameLength(characters[...]) > 0 else { return }
        if let next = tagCovering(range.upperBound), hasWord(next, .address) {
            takeTitle(at: tags[next].start..<tags[next].end)
            if characters.count == 1 { range = range.lowerBound..<tags[next].end }
        }
        if characters.count == 1 {
            if let doctors = vocabulary.surnames.doctorsByHan[SurnameIndex.key(characters)] {
                add(.doctor(surnameCandidates(doctors)), range)
            }
            return
        }
        let exact = vocabulary.surnames.doctorsByName[SurnameIndex.key(name: characters)] ?? []
        if exact.isEmpty {
            let sound = soundCandidates(characters[...])
            if sound.isEmpty {
                add(.unknownDoctor(text: characters), range)
            } else {
                add(.doctor(sound), range, certainty: .repaired)
            }
        } else {
            add(
                .doctor(exact.map { Candidate(code: vocabulary.entries[Int($0)].code, match: .exact, score: 1) }), range
            )
        }
    }

    private mutating func markTaken(_ range: Range<Int>) {
        var index = firstTag(endingAfter: range.lowerBound)
        while index < tags.count, tags[index].start < range.upperBound {
            tags[index].isTaken = true
            index += 1
        }
    }

    private func hasWord(_ tag: Int, _ cue: Cue) -> Bool { has(tag, cue) }

    private func hasName(_ code: String, allOf characters: [UInt32]) -> Bool {
        vocabulary.entries.contains { entry in
            entry.kind == .doctor && entry.code == code
                && entry.names.contains { name in
                    let folded = FoldedText(name.utf8)
                    let own = folded.scalars(0..<folded.count)
                    return characters.allSatisfy { own.contains($0) }
                }
        }
    }
}

extension MentionValue {
    fileprivate static func unknownDoctor(text characters: [UInt32]) -> MentionValue {
        var name = String.UnicodeScalarView()
        name.append(contentsOf: characters.compactMap(Unicode.Scalar.init))
        return .unknownDoctor(String(name))
    }
}
