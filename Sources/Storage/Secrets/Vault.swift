import Crypto
import Foundation

/// Keeps phone and identity numbers and what was said: sealed for reading back, and as keyed hashes for looking up.
///
/// One secret of 32 bytes gives four keys by HKDF-SHA256 (RFC 5869), so that no key serves two purposes.
struct Vault: Sendable {
    private let sealing: SymmetricKey
    private let lookup: SymmetricKey
    private let codes: SymmetricKey
    private let chain: SymmetricKey

    /// - Parameter secret: 32 bytes.
    init(secret: [UInt8]) {
        let root = SymmetricKey(data: secret)
        func derived(_ purpose: String) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(inputKeyMaterial: root, info: Data(purpose.utf8), outputByteCount: 32)
        }
        sealing = derived("frontdesk/seal/1")
        lookup = derived("frontdesk/lookup/1")
        codes = derived("frontdesk/code/1")
        chain = derived("frontdesk/chain/1")
    }

    /// Encrypts with AES-256-GCM; the place is authenticated, so that a sealed value moved elsewhere does not open.
    /// - Returns: nonce (12 bytes), ciphertext, tag (16 bytes).
    func seal(_ text: String, place: String) throws -> [UInt8] {
        try seal(Array(text.utf8), place: place)
    }

    /// Decrypts a text that was sealed for the same place.
    func open(_ sealed: [UInt8], place: String) throws -> String {
        String(decoding: try openBytes(sealed, place: place), as: UTF8.self)
    }

    /// Encrypts bytes as texts are encrypted.
    func seal(_ bytes: [UInt8], place: String) throws -> [UInt8] {
        let box = try AES.GCM.seal(bytes, using: sealing, authenticating: Array(place.utf8))
        guard let combined = box.combined else {
            throw StorageError.statement("AES-GCM gave no combined form")
        }
        return Array(combined)
    }

    /// Decrypts what was sealed for the same place.
    func openBytes(_ sealed: [UInt8], place: String) throws -> [UInt8] {
        do {
            let box = try AES.GCM.SealedBox(combined: sealed)
            return Array(try AES.GCM.open(box, using: sealing, authenticating: Array(place.utf8)))
        } catch {
            throw StorageError.corrupt("\(place) does not open with the configured key")
        }
    }

    /// The keyed hash under which a phone, an identity number or an address is looked up; 64 hexadecimal digits.
    func lookupHash(_ text: String) -> String {
        hexadecimal(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: lookup))
    }

    /// The keyed hash of a one-time code, bound to what it was asked for.
    func codeHash(_ code: String, boundTo binding: String) -> String {
        hexadecimal(HMAC<SHA256>.authenticationCode(for: Array("\(binding)\n\(code)".utf8), using: codes))
    }

    /// The link of an append-only chain: keyed, so that whoever can write to the database still cannot forge it.
    func link(after previous: String, _ record: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(previous.utf8.count + record.utf8.count + 1)
        bytes.append(contentsOf: previous.utf8)
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: record.utf8)
        return hexadecimal(HMAC<SHA256>.authenticationCode(for: bytes, using: chain))
    }

    /// A hash without a key, to tell whether two requests are the same.
    static func fingerprint(_ text: String) -> String {
        hexadecimal(SHA256.hash(data: Array(text.utf8)))
    }
}

private let hexadecimalDigits = Array("0123456789abcdef".utf8)

/// Bytes as lower-case hexadecimal digits.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in bytes {
        text.append(hexadecimalDigits[Int(byte >> 4)])
        text.append(hexadecimalDigits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
}
