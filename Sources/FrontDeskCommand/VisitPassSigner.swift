import Booking
import Crypto
import Foundation

/// Signs visit passes with a key derived from the installation's own (Ed25519, RFC 8032).
struct VisitPassSigner: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    init(_ sealingKey: SealingKey) {
        let seed = sealingKey.derived(for: "visit-pass").withUnsafeBytes { Data($0) }
        do {
            key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        } catch {
            preconditionFailure("every 32 bytes are a private key of Ed25519: \(error)")
        }
    }

    /// The key that passes are checked with, in hexadecimal digits; no secret.
    var publicKey: String {
        key.publicKey.rawRepresentation.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The text of a pass; `nil` where the system cannot sign.
    func text(of pass: VisitPass) -> String? {
        try? pass.text { try Array(key.signature(for: Data($0))) }
    }
}

/// Checks visit passes by the public key alone, as a kiosk does without a network.
struct VisitPassChecker: Sendable {
    private let key: Curve25519.Signing.PublicKey

    /// Takes a public key of 64 hexadecimal digits; `nil` for anything else.
    init?(_ publicKey: String) {
        let digits = publicKey.compactMap(\.hexDigitValue)
        guard digits.count == 64, publicKey.utf8.count == 64 else { return nil }
        let bytes = stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: Data(bytes)) else { return nil }
        self.key = key
    }

    func read(_ text: String) throws(VisitPass.Problem) -> VisitPass {
        try VisitPass(text: text) { payload, signature in
            key.isValidSignature(Data(signature), for: Data(payload))
        }
    }
}
