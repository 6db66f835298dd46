import ArgumentParser
import Booking
import Crypto
import Foundation

/// `frontdesk release`: what concerns the release of slots.
struct ReleaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Prove in which order people were served at a release of slots (放号).",
        subcommands: [ReleaseCheckCommand.self])
}

/// `frontdesk release check`: verifies a receipt against what was published, without the server.
struct ReleaseCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check a receipt and prove its place; needs no server and no key.",
        discussion: """
            Reads one JSON object from standard input, or from a file: {"receipt": …, "record": …, "notice"?: …}. The \
            receipt is what an answer carries as waiting.receipt; the record is an element of "over" of GET \
            /v1/releases; the notice, an element of "coming" kept from before the release, makes sure that the \
            commitment was not changed. Prints one JSON object. Exit code 0: proven; 1: something was tampered with.
            """)

    @Argument(help: "The file; standard input when left out.")
    var file: String?

    private struct Evidence: Decodable {
        var receipt: ReleaseReceipt
        var record: ReleaseRecord
        var notice: ReleaseNotice?
    }

    func run() throws {
        let data =
            try file.map { path in
                guard let data = FileManager.default.contents(atPath: path) else {
                    throw ValidationError("\(path): cannot be read.")
                }
                return data
            } ?? FileHandle.standardInput.readDataToEndOfFile()
        let evidence: Evidence
        do {
            evidence = try JSONDecoder().decode(Evidence.self, from: data)
        } catch {
            throw ValidationError("The evidence is not complete JSON: \(error)")
        }
        let draw = ReleaseDraw { Array(SHA256.hash(data: $0)) }
        switch draw.check(evidence.receipt, against: evidence.record, notice: evidence.notice) {
        case .success(let rank):
            print(
                JSONLines.object([
                    ("proven", JSONText("true")), ("number", .number(rank.number)), ("rank", .number(rank.rank)),
                    ("arrivals", .number(rank.arrivals)), ("drawn", JSONText(rank.wasDrawn ? "true" : "false")),
                ]))
        case .failure(let problem):
            print(JSONLines.object([("proven", JSONText("false")), ("problem", .string(problem.explanation))]))
            throw ExitCode(1)
        }
    }
}

extension ReleaseProblem {
    /// What is wrong, in a sentence.
    var explanation: String {
        switch self {
        case .seed: "The seed is not the one that was committed to."
        case .drawn: "The number of drawn arrivals does not fit the release."
        case .repeatedToken(let number): "Arrival \(number) repeats an earlier token."
        case .otherRelease: "The receipt is of another release."
        case .number: "There is no arrival of the receipt's number."
        case .token: "Another token arrived under the receipt's number."
        case .seal: "The arrivals before the receipt's are not those that were there when it was given."
        }
    }
}
