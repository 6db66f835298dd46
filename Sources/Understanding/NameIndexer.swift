/// Doctors by surname, and the surnames that exist.
struct SurnameIndex: Sendable {
    /// Doctors by the characters of their surname.
    var doctorsByHan: [UInt64: [Int32]] = [:]
    /// Doctors by surname in letters (`zhang`, `carter`).
    var doctorsByLatin: [UInt64: [Int32]] = [:]
    /// Surnames in letters, for those that are misspelt.
    var latinSurnames: [(name: [UInt8], doctors: [Int32])] {
        latinOrder.map { ($0, doctorsByLatin[Self.key(letters: $0)] ?? []) }
    }
    /// Doctors by the characters of the whole name.
    var doctorsByName: [UInt64: [Int32]] = [:]
    /// Every surname in letters once, in the order of the entries.
    var latinOrder: [[UInt8]] = []
    /// Surnames in use, whether or not a doctor has them.
    var known: Set<UInt64> = []
    /// The readings of surnames that differ from the character's main reading, and of compound ones.
    var readings: [UInt64: [[UInt16]]] = [:]

    /// The key of a surname of one or two characters.
    static func key(_ characters: some Collection<UInt32>) -> UInt64 {
        characters.reduce(0) { $0 << 32 | UInt64($1) }
    }

    /// The key of a name in letters (FNV-1a over the letters alone).
    static func key(letters: some Sequence<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in letters where isLetter(byte) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash
    }

    /// The key of a whole name (FNV-1a over its characters).
    static func key(name: some Sequence<UInt32>) -> UInt64 {
        name.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    /// How many characters at the front are a surname: 2 for a compound one, 1, or 0.
    func surnameLength(_ characters: ArraySlice<UInt32>) -> Int {
        if characters.count > 2, known.contains(Self.key(characters.prefix(2))) { return 2 }
        return characters.isEmpty || !known.contains(Self.key(characters.prefix(1))) ? 0 : 1
    }
}

/// Enters the names of the hospital into the lexicon and the indexes beside it.
struct NameIndexer {
    private(set) var surnames = SurnameIndex()
    private(set) var doctorSounds = SoundIndex()
    private(set) var surnameSounds = SoundIndex()
    private(set) var departmentSounds = SoundIndex()

    init(surnameValues: [ValueDefinition]) {
        for value in surnameValues where value.kind == .surname {
            let reading = value.value.utf8.split(separator: 0x20).map { Syllables.shared.syllable($0) }
            for phrase in value.phrases {
                let folded = FoldedText(phrase.utf8)
                let characters = folded.scalars(0..<folded.count)
                let key = SurnameIndex.key(characters)
                surnames.known.insert(key)
                if reading.count == characters.count, !reading.contains(Syllables.none) {
                    surnames.readings[key, default: []].append(reading)
                }
            }
        }
    }

    mutating func add(_ entry: LexiconEntry, number: Int, to builder: inout LexiconBuilder) {
        switch entry.kind {
        case .campus:
            for name in entry.names + entry.aliases { builder.add(name, Meaning(.campus, number)) }
        case .department:
            let names = entry.names + entry.aliases
            // 看骨科 is 看 and 骨科, so that the verb is not lost in the name.
            for name in names where !(name.hasPrefix("看") && names.contains(String(name.dropFirst()))) {
                addDepartment(name, number, &builder)
            }
        case .doctor:
            for alias in entry.aliases { builder.add(alias, Meaning(.doctor, number)) }
            for name in entry.names { addDoctor(name, entry, number, &builder) }
        }
    }

    private mutating func addDepartment(_ name: String, _ number: Int, _ builder: inout LexiconBuilder) {
        let folded = FoldedText(name.utf8)
        builder.add(folded: folded.bytes, Meaning(.department, number))
        guard folded.hanCount * 3 == folded.count, folded.count >= 6 else {
            if folded.hanCount == 0 { addVariants(of: folded.bytes, number, &builder) }
            return
        }
        let characters = folded.scalars(0..<folded.count)
        departmentSounds.add(
            SoundIndex.Name(
                entry: Int32(number), syllables: characters.map(Syllables.shared.reading(of:)), characters: characters))
        let ke: UInt32 = 0x79D1
        if characters.last == ke, characters.count >= 3 {
            // 皮肤科 is also said 皮肤; 内科 and 骨科 keep their last character.
            let short = Array(folded.bytes.dropLast(3))
            if short.count >= 6 { builder.add(folded: short, Meaning(.department, number)) }
        }
    }

    private func addVariants(of bytes: [UInt8], _ number: Int, _ builder: inout LexiconBuilder) {
        let text = String(decoding: bytes, as: UTF8.self)
        if ["doctor", "ist", "ician", "surgeon", "specialist", "physician"].contains(where: text.hasSuffix) {
            builder.add(text + "s", Meaning(.department, number))
        }
        // British and American spelling of the same names.
        for (british, american) in [
            ("paedi", "pedi"), ("gynaec", "gynec"), ("haemat", "hemat"), ("orthopaed", "orthoped"), ("oesoph", "esoph"),
        ] {
            for (from, to) in [(british, american), (american, british)] {
                let parts = text.replacing(from, with: to)
                if parts != text { builder.add(parts, Meaning(.department, number)) }
            }
        }
    }

    private mutating func addDoctor(
        _ name: String, _ entry: LexiconEntry, _ number: Int, _ builder: inout LexiconBuilder
    ) {
        let folded = FoldedText(name.utf8)
        guard folded.count > 0 else { return }
        if folded.hanCount > 0 {
            builder.add(folded: folded.bytes, Meaning(.doctor, number))
            if folded.hanCount * 3 == folded.count { addHanName(folded, entry, number, &builder) }
        } else {
            addLatinName(folded.bytes, entry, number, &builder)
        }
    }

    private mutating func addHanName(
        _ folded: FoldedText, _ entry: LexiconEntry, _ number: Int, _ builder: inout LexiconBuilder
    ) {
        let characters = folded.scalars(0..<folded.count)
        let given = surnames.surnameLength(characters[...])
        let length = given == 0 ? 1 : given
        let surname = SurnameIndex.key(characters.prefix(length))
        surnames.known.insert(surname)
        surnames.doctorsByHan[surname, default: []].append(Int32(number))
        surnames.doctorsByName[SurnameIndex.key(name: characters), default: []].append(Int32(number))

        let syllables = Syllables.shared
        let main = characters.map(syllables.reading(of:))
        var readings = [main]
        for reading in surnames.readings[surname] ?? [] { readings.append(reading + main.dropFirst(length)) }
        let stated = FoldedText.phrase(entry.pinyin).split(separator: 0x20).map(Array.init)
        let pinyin = stated.map { syllables.syllable($0) }
        if pinyin.count == characters.count, !pinyin.contains(Syllables.none) { readings.append(pinyin) }
        var seen: Set<[UInt16]> = []
        for reading in readings where seen.insert(reading).inserted {
            doctorSounds.add(SoundIndex.Name(entry: Int32(number), syllables: reading, characters: characters))
            surnameSounds.add(
                SoundIndex.Name(
                    entry: Int32(number), syllables: Array(reading.prefix(length)),
                    characters: Array(characters.prefix(length))))
        }
        // A surname's own reading goes before the character's main one.
        let letters = stated.isEmpty ? (readings.count > 1 ? readings[1] : main).map(syllables.spelling) : stated
        guard letters.count == characters.count, !letters.contains([]) else { return }
        let (family, first) = (letters.prefix(length).flatMap(\.self), letters.dropFirst(length).flatMap(\.self))
        index(latin: family, number)
        guard !first.isEmpty else { return }
        builder.add(folded: family + first, Meaning(.doctorSound, number))
        builder.add(folded: Array(letters.joined(separator: [0x20])), Meaning(.doctorSound, number))
        builder.add(folded: family + [0x20] + first, Meaning(.doctorSound, number))
        builder.add(folded: first + [0x20] + family, Meaning(.doctorSound, number))
    }

    private mutating func addLatinName(
        _ bytes: [UInt8], _ entry: LexiconEntry, _ number: Int, _ builder: inout LexiconBuilder
    ) {
        builder.add(folded: bytes, Meaning(.doctor, number))
        let tokens = bytes.split(separator: 0x20).map(Array.init)
        guard tokens.count > 1, let first = tokens.first, let last = tokens.last else { return }
        let firstIsFamily = entry.pinyin.utf8.first.map { _ in pinyinFamily(entry).elementsEqual(first) } ?? false
        if firstIsFamily {
            builder.add(
                folded: Array(tokens.dropFirst().joined(separator: [0x20])) + [0x20] + first, Meaning(.doctor, number))
            index(latin: first, number)
        } else {
            builder.add(
                folded: last + [0x20] + Array(tokens.dropLast().joined(separator: [0x20])), Meaning(.doctor, number))
            index(latin: last, number)
        }
    }

    private func pinyinFamily(_ entry: LexiconEntry) -> [UInt8] {
        let letters = FoldedText.phrase(entry.pinyin).split(separator: 0x20)
        let compound = entry.names.contains { name in
            let folded = FoldedText(name.utf8)
            return folded.hanCount > 2 && surnames.surnameLength(folded.scalars(0..<folded.count)[...]) == 2
        }
        return letters.prefix(compound ? 2 : 1).flatMap(\.self)
    }

    private mutating func index(latin surname: [UInt8], _ number: Int) {
        let key = SurnameIndex.key(letters: surname)
        if surnames.doctorsByLatin[key] == nil { surnames.latinOrder.append(surname) }
        if surnames.doctorsByLatin[key]?.last != Int32(number) {
            surnames.doctorsByLatin[key, default: []].append(Int32(number))
        }
    }
}
