/// The word classes that name fields, by their symbols, so that no name is looked up while reading.
struct FieldWords: Sendable {
    struct Field: Sendable {
        /// The field's name.
        var name: String
        /// Kinds of mentions that give its value.
        var kinds: [String]
        /// The class of phrases that name it for a change (换个医生); `nil` when no definition has it.
        var named: Int?
        /// The class of its nouns (医生).
        var noun: Int?
    }

    let fields: [Field]
    /// The classes of words that point at something, by what they point at.
    let references: [(reference: Reference, symbol: Int)]
    /// Words like "another".
    let other: Int?
    /// Words like "is wrong".
    let wrong: Int?

    /// Looks the classes up once.
    init(_ symbols: [String: Int]) {
        let names = ["doctor", "when", "department", "campus", "patient", "phone", "name", "id_number"]
        fields = names.map { name in
            Field(
                name: name, kinds: name == "patient" ? ["relation", "name"] : [name], named: symbols["named_\(name)"],
                noun: symbols["noun_\(name)"])
        }
        references = Reference.allCases.compactMap { reference in
            symbols[reference.rawValue].map { (reference, $0) }
        }
        other = symbols["other"]
        wrong = symbols["wrong"]
    }
}
