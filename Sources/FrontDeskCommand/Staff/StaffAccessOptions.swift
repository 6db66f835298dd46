import ArgumentParser
import Channels
import Foundation

/// Who may use the staff endpoints.
struct StaffAccessOptions: ParsableArguments {
    @Option(
        help: """
            A file with the staff's tokens, a name and a token of 32 characters or more a line; without it the lines of \
            FRONTDESK_STAFF_TOKENS. Without either the staff endpoints are closed.
            """)
    var staffTokenFile: String?

    /// What the file, or else the environment, says; `nil` where neither is given.
    func access() throws -> StaffAccess? {
        let place: String
        let list: String
        if let staffTokenFile {
            place = staffTokenFile
            do {
                list = try String(contentsOfFile: staffTokenFile, encoding: .utf8)
            } catch {
                throw ValidationError("\(staffTokenFile): cannot be read: \(error.localizedDescription)")
            }
        } else if let lines = ProcessInfo.processInfo.environment["FRONTDESK_STAFF_TOKENS"], !lines.isEmpty {
            place = "FRONTDESK_STAFF_TOKENS"
            list = lines
        } else {
            return nil
        }
        do {
            return try StaffAccess(list)
        } catch {
            throw ValidationError("\(place): \(error)")
        }
    }
}
