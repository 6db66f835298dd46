import Foundation
import Storage
import StoragePostgres
import Testing

/// What may stand in the URL of a server, tried on one.
@Suite struct PostgresAddressTests {
    /// A setting that a server shows.
    private func asked(_ question: StaticString, of url: String) async throws -> String {
        let database = try PostgresDatabase(url: url, writers: 1, readers: 1)
        let rows = try await database.read { try $0.run(question) }
        await database.close()
        return try rows[0].text(0)
    }

    private func name(of url: String) -> Substring { url.split(separator: "/").last ?? "" }

    @Test("a Unix socket, a name for the application, a time to connect in, percent-encoding")
    func options() async throws {
        let server = try PrivatePostgres.shared.get()
        let url = try server.makeDatabase()
        #expect(url.contains("%2F"), "the folder of the socket")
        let named = url + "?application_name=desk%20%E4%B8%80&connect_timeout=3"
        #expect(
            try await asked("SELECT current_setting('application_name')", of: url) == "frontdesk", "unless it says so")
        // PostgreSQL keeps only ASCII of such a name.
        #expect(try await asked("SELECT current_setting('application_name')", of: named).hasPrefix("desk "))
        let encoded = url.replacing("postgres://postgres@", with: "postgresql://%70ostgres@")
        #expect(try await asked("SELECT current_user::text", of: encoded) == "postgres")
    }

    @Test("several hosts: the first that is there, and that can be written")
    func severalHosts() async throws {
        let server = try PrivatePostgres.shared.get()
        let database = name(of: try server.makeDatabase())
        let url =
            "postgres://postgres@127.0.0.1:1,127.0.0.1:\(server.port)/\(database)?target_session_attrs=read-write"
        #expect(try await asked("SELECT inet_server_port()::text", of: url) == "\(server.port)")
        let shown = "postgres://postgres@127.0.0.1,127.0.0.1:1,\(server.port)/\(database)"
        #expect(try PostgresAddress(url).shown == shown)
    }

    @Test("TLS: asked for and given; the name and the certificate are checked where the URL says so")
    func transportSecurity() async throws {
        let server = try PrivatePostgres.shared.get()
        let database = name(of: try server.makeDatabase())
        func url(_ host: String, _ options: String) -> String {
            "postgres://postgres@\(host):\(server.port)/\(database)?\(options)"
        }
        let isEncrypted: StaticString = "SELECT ssl::text FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        #expect(try await asked(isEncrypted, of: url("127.0.0.1", "sslmode=require")) == "true")
        #expect(try await asked(isEncrypted, of: url("127.0.0.1", "sslmode=disable")) == "false")
        let root = server.rootCertificate.replacing("/", with: "%2F")
        #expect(
            try await asked(isEncrypted, of: url("localhost", "sslmode=verify-full&sslrootcert=\(root)")) == "true")
        for wrong in [
            url("127.0.0.1", "sslmode=verify-full&sslrootcert=\(root)"),
            url("localhost", "sslmode=verify-full&sslrootcert=%2Fno%2Fsuch.crt"),
        ] {
            do {
                _ = try await asked(isEncrypted, of: wrong)
                Issue.record("connected to somebody who was not proven to be the server: \(wrong)")
            } catch StorageError.refused(let detail) {
                #expect(detail.contains("certificate"), "\(detail)")
            }
        }
    }

    @Test("what is wrong with a URL is said, and nothing of a password")
    func complaints() {
        for wrong in ["postgres://u:se/cret@h/d", "postgres://u:secret@h/d?no_such=1", "postgres://u:se@cret@h/d"] {
            do {
                _ = try PostgresAddress(wrong)
                Issue.record("understood \(wrong)")
            } catch let error as StorageError {
                guard case .refused = error else {
                    Issue.record("\(error)")
                    continue
                }
                #expect(!"\(error)".contains("cret"), "\(error)")
            } catch {
                Issue.record("\(error)")
            }
        }
        #expect((try? PostgresAddress("postgres://u:secret@h:5433/d"))?.shown == "postgres://u@h:5433/d")
    }
}
