import ArgumentParser
import CivilCalendar
import Foundation
import TimeExpressions
import Understanding

/// `frontdesk parse`: what a text is understood to say, one JSON object a line.
struct ParseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse",
        abstract: "Read utterances: a text or {\"text\",\"lang\",\"now\",\"expecting\"} a line in, one JSON object a line out.",
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
        let reader = try BundleLoader(home: home).load(for: files).reader
        let zone = files.catalogue.zone
        JSONLines.run { raw in
            let line: ParseLine
            do {
                line = try ParseLine(raw)
            } catch {
                return JSONLines.object([("text", .string(raw)), ("error", .string("\(error)"))])
            }
            let understood = reader.read(
                line.text, expecting: line.expecting, language: line.lang ?? lang,
                now: line.now ?? now ?? WallClock.now(in: zone))
            return ParseReport(understood).json
        }
    }
}
