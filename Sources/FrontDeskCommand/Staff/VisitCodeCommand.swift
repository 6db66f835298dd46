import ArgumentParser
import Booking
import Crypto
import Foundation
import FrontDesk

/// `frontdesk visit-code`: the signed visit passes that a kiosk reads from a QR code.
struct VisitCodeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "visit-code",
        abstract: "Check visit passes (QR codes) offline, and print the key they are checked with.",
        discussion: """
            A pass is signed with Ed25519 when a visit is booked; the answer's `appointment.visit_pass` carries it. A kiosk \
            needs the public key only: no database, no network.
            """,
        subcommands: [VisitCodeVerifyCommand.self, VisitCodeKeyCommand.self])
}

/// `frontdesk visit-code key`: the public key.
struct VisitCodeKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Print the public key that visit passes are checked with.")

    @OptionGroup var store: StoreOptions

    func run() async throws {
        print(VisitPassSigner(try await store.sealingKey()).publicKey)
    }
}

/// `frontdesk visit-code verify`: checks passes.
struct VisitCodeVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check visit passes, one a line, and print what they say as JSON.",
        discussion: "Exit code 0: all are good; 1: at least one is not.")

    @OptionGroup var store: StoreOptions

    @Option(help: "The public key, as `visit-code key` prints it; without it the one of this installation's key file.")
    var publicKey: String?

    @Argument(help: "Passes; lines of standard input when left out.")
    var passes: [String] = []

    func run() async throws {
        let checker: VisitPassChecker
        if let publicKey {
            guard let given = VisitPassChecker(publicKey) else {
                throw ValidationError(
                    "--public-key must be 64 hexadecimal digits, as `frontdesk visit-code key` prints.")
            }
            checker = given
        } else {
            let signer = VisitPassSigner(try await store.sealingKey())
            guard let own = VisitPassChecker(signer.publicKey) else { throw ExitCode(1) }
            checker = own
        }
        var areGood = true
        func check(_ text: String) {
            do throws(VisitPass.Problem) {
                let pass = try checker.read(text)
                print(
                    JSONLines.object([
                        ("valid", JSONText("true")), ("hospital", .string(pass.hospital.rawValue)),
                        ("visit_code", .string(pass.code.text)), ("start", .string(pass.start.description)),
                        ("department", .string(pass.department.rawValue)), ("campus", .string(pass.campus.rawValue)),
                        ("practitioner", .string(pass.practitioner.rawValue)),
                    ]))
            } catch {
                areGood = false
                print(JSONLines.object([("valid", JSONText("false")), ("problem", .string("\(error)"))]))
            }
        }
        passes.forEach(check)
        if passes.isEmpty { while let line = readLine() { check(line.trimmingCharacters(in: .whitespaces)) } }
        if !areGood { throw ExitCode(1) }
    }
}
