import ArgumentParser
import Crypto
import Foundation

/// The secret from which every other key of an installation is derived: 32 bytes, kept apart from the database.
struct SealingKey: Sendable {
    /// The 32 bytes.
    let bytes: [UInt8]

    /// Reads `FRONTDESK_KEY` (64 hex digits) or the key file; makes the file, readable by its owner only, when there is
    /// none yet and `mayCreate` allows it.
    static func load(file: String, mayCreate: Bool, environment: [String: String]) throws -> SealingKey {
        if let hex = environment["FRONTDESK_KEY"] {
            guard let key = SealingKey(hex: hex) else {
                throw ValidationError("FRONTDESK_KEY must be 64 hexadecimal digits (32 bytes).")
            }
            return key
        }
        if FileManager.default.fileExists(atPath: file) {
            guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
                throw ValidationError("\(file): cannot be read. Run as the user who owns it, or pass --key FILE.")
            }
            guard let key = SealingKey(hex: text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
                throw ValidationError("\(file): not a key; it must hold 64 hexadecimal digits. Restore it from backup.")
            }
            return key
        }
        guard mayCreate else {
            throw ValidationError(
                "\(file): no such key file. Without the key that sealed the database nothing in it can be opened; "
                    + "restore the file, or pass --key FILE or FRONTDESK_KEY.")
        }
        let key = SealingKey(bytes: SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) })
        let made = FileManager.default.createFile(
            atPath: file, contents: Data((key.hex + "\n").utf8), attributes: [.posixPermissions: 0o600])
        guard made else { throw ValidationError("\(file): the key file cannot be written. Is the folder writable?") }
        return key
    }

    /// A key for one purpose; keys of different purposes tell nothing about each other (HKDF-SHA256, RFC 5869).
    func derived(for purpose: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: bytes), info: Data("frontdesk/\(purpose)".utf8), outputByteCount: 32)
    }

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private init?(hex: String) {
        let digits = hex.utf8.compactMap { byte -> UInt8? in
            switch byte {
            case 0x30...0x39: byte - 0x30
            case 0x61...0x66: byte - 0x61 + 10
            case 0x41...0x46: byte - 0x41 + 10
            default: nil
            }
        }
        guard digits.count == 64, hex.utf8.count == 64 else { return nil }
        bytes = stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    private var hex: String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
