import ArgumentParser
import CivilCalendar
import Foundation
import TimeExpressions
import Understanding

/// `frontdesk parse`: what a text is understood to say, one JSON object a line.
struct ParseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse",
        abstract:
            "Read utterances: a text or {\"text\",\"lang\",\"now\",\"expecting\"} a line in, one JSON object a line out.",
        discussion: "Names are those of the hospital's files. \"expecting\" is the open question: the name of a field, "
            + "\"yes_no\", \"code\", or a list of options.")

    @OptionGroup var hospital: HospitalOptions

    @Option(help: "Language of the conversation when a line names none: zh or en.")
    var lang: Language?

    @Option(help: "The moment the texts are said at when a line names none, such as 2026-11-20T09:00.")
    var now: CivilMoment?

    func run() throws {
        let home = try Home.find()
        let files = try hospital.files(home)
        let reader = try BundleLoader(home: home).load(for: files, on: WallClock.now(in: files.catalogue.zone).date)
            .reader
        let zone = files.catalogue.zone
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try JSONLines.run { raw in
            let request: ParseRequest
            do {
                request = raw.hasPrefix("{") ? try ParseRequest(json: raw) : ParseRequest(text: raw)
            } catch {
                let reason = (error as? BadRequest)?.message ?? "not a request"
                return JSONLines.object([("text", .string(raw)), ("error", .string(reason))])
            }
            let understood = reader.read(
                request.text, expecting: request.expecting, language: request.language ?? lang,
                now: request.now ?? now ?? WallClock.now(in: zone))
            return String(decoding: try encoder.encode(ParseReport(understood)), as: UTF8.self)
        }
    }
}

/// Why a line is no request.
private struct BadRequest: Error {
    var message: String
}

extension ParseRequest {
    /// Reads a line of JSON.
    fileprivate init(json: String) throws(BadRequest) {
        do {
            self = try JSONDecoder().decode(ParseRequest.self, from: Data(json.utf8))
        } catch DecodingError.keyNotFound(let key, _) {
            throw BadRequest(message: "\"\(key.stringValue)\" is missing")
        } catch DecodingError.dataCorrupted(let context), DecodingError.typeMismatch(_, let context),
            DecodingError.valueNotFound(_, let context)
        {
            let place = context.codingPath.map(\.stringValue).joined(separator: ".")
            throw BadRequest(message: (place.isEmpty ? "" : "\"\(place)\": ") + context.debugDescription)
        } catch {
            throw BadRequest(message: "not a JSON object with \"text\"")
        }
    }
}
