import Booking
import CivilCalendar
import TimeExpressions

/// Puts replies into words: texts of `dialogues/say` with their places filled, per language and kind of channel.
public struct Renderer: Sendable {
    let texts: [Language: [String: SayText]]
    let catalogue: Catalogue

    /// Who is spoken to, and when.
    public struct Audience: Hashable, Sendable {
        /// The language.
        public var language: Language
        /// Whether for the ear: shorter lines, digits grouped.
        public var isForTheEar: Bool
        /// Whether one short sentence a line was asked for.
        public var isSlow: Bool
        /// Today, for words like tomorrow.
        public var today: CivilDate
        /// Makes an audience.
        public init(language: Language, isForTheEar: Bool, isSlow: Bool = false, today: CivilDate) {
            self.language = language
            self.isForTheEar = isForTheEar
            self.isSlow = isSlow
            self.today = today
        }
    }

    /// Makes a renderer.
    public init(definitions: DialogueDefinitions, catalogue: Catalogue) {
        texts = definitions.texts
        self.catalogue = catalogue
    }

    /// A reply in words. A key without a text is rendered as the key itself, so that nothing is ever silent.
    public func render(_ reply: Reply, for audience: Audience) -> RenderedReply {
        var rendered = RenderedReply(text: spoken(reply, to: audience), key: reply.key)
        if !audience.isForTheEar, hasSpeech(reply, in: audience.language) {
            var ear = audience
            ear.isForTheEar = true
            rendered.speech = spoken(reply, to: ear)
        }
        if !reply.choices.isEmpty {
            rendered.choices = reply.choices.map { choice in
                let label = spoken(choice.label, to: audience)
                return RenderedReply.Choice(label: label, say: choice.say.map { spoken($0, to: audience) } ?? label)
            }
        }
        if let card = reply.card, !audience.isForTheEar {
            rendered.card = RenderedReply.Card(
                title: text(card.title, [:], audience),
                rows: card.rows.compactMap { row in
                    let value = words(row.value, audience)
                    return value.isEmpty ? nil : [text(row.label, [:], audience), value]
                })
        }
        return rendered
    }

    private func hasSpeech(_ reply: Reply, in language: Language) -> Bool {
        texts[language]?[reply.key]?.phone.isEmpty == false
    }

    private func spoken(_ reply: Reply, to audience: Audience) -> String {
        let whole = text(reply.key, reply.arguments, audience, wording: reply.wording)
        return audience.isSlow ? Renderer.sentencePerLine(whole) : whole
    }

    /// The text of a key with its places filled.
    func text(
        _ key: String, _ arguments: [String: ReplyValue], _ audience: Audience, wording: Int = 0
    ) -> String {
        guard let entry = texts[audience.language]?[key] else { return key }
        var variants = entry.chat
        if audience.isSlow, !entry.slower.isEmpty {
            variants = entry.slower
        } else if audience.isForTheEar || audience.isSlow, !entry.phone.isEmpty {
            variants = entry.phone
        }
        guard !variants.isEmpty else { return key }
        var line = ""
        fill(variants[wording % variants.count].parts, arguments, audience, into: &line)
        return line
    }

    /// Appends parts; returns whether every place among them had a value.
    @discardableResult
    private func fill(
        _ parts: [Template.Part], _ arguments: [String: ReplyValue], _ audience: Audience, into line: inout String
    ) -> Bool {
        var isComplete = true
        for part in parts {
            switch part {
            case .words(let words): line += words
            case .place(let name):
                let value = arguments[name].map { words($0, audience) } ?? ""
                if value.isEmpty { isComplete = false }
                line += value
            case .optional(let inner):
                var segment = ""
                if fill(inner, arguments, audience, into: &segment) { line += segment }
            }
        }
        return isComplete
    }

    /// Breaks a text after each sentence, for somebody who asked to go slower.
    static func sentencePerLine(_ text: String) -> String {
        var lines = ""
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            lines.unicodeScalars.append(scalar)
            let endsChinese = scalar == "。" || scalar == "？" || scalar == "！" || scalar == "；"
            let endsEnglish = (scalar == "." || scalar == "?" || scalar == "!") && rest.first == " "
            guard endsChinese || endsEnglish else { continue }
            if rest.first == " " { rest.removeFirst() }
            if !rest.isEmpty, rest.first != "\n" { lines.unicodeScalars.append("\n") }
        }
        return lines
    }
}
