import CLibPQ
import Storage

extension StorageError {
    /// What an error of PostgreSQL means to whoever runs the desk.
    /// - Parameter state: the SQLSTATE, five characters; empty when the connection itself failed.
    init(state: String, message: String) {
        let detail = state.isEmpty ? "PostgreSQL: \(message)" : "PostgreSQL \(state): \(message)"
        switch (state.prefix(2), state) {
        case (_, "40001"), (_, "40P01"): self = .conflict(detail)
        case ("23", _): self = .constraint(detail)
        case (_, "55P03"), (_, "57014"): self = .busy(detail)
        case (_, "53100"): self = .diskFull(detail)
        case (_, "25006"): self = .readOnly(detail)
        case ("XX", _): self = .corrupt(detail)
        case ("", _), ("08", _), ("57", _), ("53", _): self = .gone(detail)
        case ("28", _), ("3D", _), (_, "42501"): self = .refused(detail)
        default: self = .statement(detail)
        }
    }

    /// Why a connection could not be made. libpq tells it in words only; a server that answers with one of these will
    /// answer so until somebody changes something.
    init(unableToConnect connection: OpaquePointer, to shown: String) {
        let message = trimmed(PQerrorMessage(connection))
        let refusals = [
            "authentication failed", "no password supplied", "does not exist", "no pg_hba.conf entry",
            "not currently accepting connections", "permission denied for database", "does not support SSL",
            "certificate verify failed", "does not match host name", "root certificate file",
        ]
        let isRefusal = PQconnectionNeedsPassword(connection) == 1 || refusals.contains { message.contains($0) }
        self = isRefusal ? .refused("\(shown): \(message)") : .gone("\(shown): \(message)")
    }

    /// The last error of a connection.
    init(_ connection: OpaquePointer) {
        self.init(state: "", message: trimmed(PQerrorMessage(connection)))
    }

    /// The error that a result carries.
    init(result: OpaquePointer, connection: OpaquePointer) {
        let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) } ?? ""
        let message = trimmed(PQresultErrorField(result, Int32(UInt8(ascii: "M"))))
        self.init(state: state, message: message.isEmpty ? trimmed(PQerrorMessage(connection)) : message)
    }
}

/// A message of libpq on one line.
private func trimmed(_ message: UnsafePointer<CChar>?) -> String {
    let text = message.map { String(cString: $0) } ?? ""
    return text.split(separator: "\n").joined(separator: " ")
}
