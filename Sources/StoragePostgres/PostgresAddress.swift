import CLibPQ
import Foundation
import Storage

/// Where a PostgreSQL server is and as whom to talk to it: a `postgres://` URL with the options of libpq, such as
/// `sslmode=verify-full`, `connect_timeout=3` or `application_name=desk-2`.
///
/// A password may stand in the URL, in `PGPASSWORD` or in `~/.pgpass`; no text made here shows it.
public struct PostgresAddress: Sendable {
    let url: String
    /// `postgres://user@host:port/database`, for messages.
    public let shown: String
    /// The settings of the URL under the names of libpq's environment variables, for programs such as `pg_dump`, whose
    /// arguments anybody on the machine can read.
    public let environment: [String: String]

    /// Whether a text is the address of a server; otherwise it is the path of a file.
    public static func isServer(_ text: String) -> Bool {
        text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
    }

    /// Reads an address.
    /// - Throws: ``StorageError/refused(_:)`` where libpq does not understand it.
    public init(_ url: String) throws {
        var message: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(url, &message) else {
            let reason = message.map { String(cString: $0) } ?? "no memory"
            PQfreemem(message)
            throw StorageError.refused(Self.complaint(reason, url: url))
        }
        defer { PQconninfoFree(options) }
        var settings: [String: String] = [:]
        var environment: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val {
                settings[String(cString: keyword)] = String(cString: value)
                if let variable = option.pointee.envvar {
                    environment[String(cString: variable)] = String(cString: value)
                }
            }
            option += 1
        }
        // A slash or an @ in a password makes libpq take the rest of it for a port or a name.
        let port = settings["port"] ?? ""
        guard port.allSatisfy({ $0.isNumber || $0 == "," }), settings["dbname"]?.contains("@") != true,
            settings["host"]?.contains("@") != true
        else {
            throw StorageError.refused(Self.unreadable)
        }
        self.url = url
        self.environment = environment
        let user = settings["user"].map { "\($0)@" } ?? ""
        let place = (settings["host"] ?? "") + (port.isEmpty ? "" : ":\(port)")
        shown = "postgres://\(user)\(place)/\(settings["dbname"] ?? "")"
    }

    private static let unreadable =
        "the part before the @ of the URL is not understood; special characters of a password are written with %"

    /// libpq quotes the part that it does not understand, which may be a piece of a password.
    private static func complaint(_ reason: String, url: String) -> String {
        let rest = url.drop { $0 != "/" }.drop { $0 == "/" }
        let credentials = rest.lastIndex(of: "@").map { rest[..<$0] } ?? ""
        let quoted = reason.split(separator: "\"", omittingEmptySubsequences: false)
        let isTelling = quoted.count > 1 && credentials.contains(quoted[1])
        return isTelling
            ? unreadable
            : reason.split(separator: "\n").joined(separator: " ")
    }
}
