import ArgumentParser
import CivilCalendar
import Foundation
import TimeExpressions

/// `frontdesk time`: what a text says about time, one JSON object a line.
struct TimeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "time",
        abstract: "Read time expressions: a text or {\"text\",\"ref\",\"lang\"} a line in, one JSON object a line out.",
        discussion: """
            Each line is answered at once. "ref" is the local moment the text is said at (default: now in the \
            hospital's zone). "from" is inclusive, "to" exclusive; both are null when the text has no time. "us" is \
            the time of the parse in microseconds.
            """)

    @Option(help: "Language whose rules go first when a line names none: zh or en.")
    var lang: Language = .zh

    @Option(help: "The moment the texts are said at when a line names none, such as 2026-11-20T09:00.")
    var now: CivilMoment?

    @OptionGroup var hospital: HospitalOptions

    private struct Line: Decodable {
        var text: String
        var ref: String?
        var lang: String?
    }

    func run() throws {
        let calendar = try hospital.files(Home.find()).catalogue.calendar
        let parser = TimeParser(conventions: TimeConventions(calendar: calendar))
        let clock = ContinuousClock()
        JSONLines.run { raw in
            let line: Line
            if raw.hasPrefix("{") {
                do {
                    line = try JSONDecoder().decode(Line.self, from: Data(raw.utf8))
                } catch {
                    return JSONLines.object([("error", .string("not a JSON object with \"text\": \(reason(error))"))])
                }
            } else {
                line = Line(text: raw)
            }
            let ref: CivilMoment
            if let text = line.ref {
                guard let moment = CivilMoment(iso: text) else {
                    return JSONLines.object([
                        ("text", .string(line.text)),
                        ("error", .string("\"ref\" must look like 2026-11-20T09:00:00, not \(text)")),
                    ])
                }
                ref = moment
            } else {
                ref = now ?? WallClock.now(in: .shanghai)
            }
            let bytes = Array(line.text.utf8)
            let language = line.lang.flatMap(Language.init(rawValue:)) ?? Language.guess(bytes) ?? lang
            let start = clock.now
            let mentions = parser.mentions(in: bytes, now: ref, language: language)
            let took = clock.now - start
            let main = mentions.fullest
            let reading = main?.readings.first
            return JSONLines.object([
                ("text", .string(line.text)),
                ("ref", .string(ref.description)),
                ("from", .string(reading?.from?.description)),
                ("to", .string(reading?.to?.description)),
                ("grain", .string(reading?.grain.rawValue)),
                ("kind", .string(reading?.kind.rawValue)),
                ("matched", .string(main.map { String(decoding: bytes[$0.range], as: UTF8.self) })),
                ("us", .number(Double(took.components.attoseconds) / 1e12, digits: 2)),
            ])
        }
    }

    private func reason(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "\"\(key.stringValue)\" is missing"
        case DecodingError.typeMismatch(_, let context): "wrong type at \(context.codingPath.map(\.stringValue))"
        default: "it does not parse"
        }
    }
}

extension Language: ExpressibleByArgument {
    /// The language a text is plainly written in: Chinese if it has Han characters, English if it has only letters.
    static func guess(_ utf8: [UInt8]) -> Language? {
        if utf8.contains(where: { $0 >= 0xE3 && $0 <= 0xE9 }) { return .zh }
        return utf8.contains { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A } ? .en : nil
    }
}

extension CivilMoment: ExpressibleByArgument {
    /// Reads `YYYY-MM-DDTHH:MM`.
    public init?(argument: String) {
        self.init(iso: argument)
    }
}
