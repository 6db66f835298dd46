/// A text in both languages of the desk.
public struct LocalizedText: Hashable, Sendable, Codable {
    /// Chinese, simplified.
    public var zh: String
    /// English.
    public var en: String

    /// Makes a text.
    public init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }

    /// Whether there is nothing in either language.
    public var isEmpty: Bool { zh.isEmpty && en.isEmpty }
}
