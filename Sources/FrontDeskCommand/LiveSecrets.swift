import Crypto
import Foundation
import FrontDesk

extension DeskSecrets {
    /// Secrets from the system's random generator, hashed with keys derived from the sealing key.
    static func live(_ key: SealingKey) -> DeskSecrets {
        let hashKey = key.derived(for: "token-hash")
        let signer = VisitPassSigner(key)
        var secrets = DeskSecrets(
            newConversationID: { "c-" + randomText(16) },
            newToken: { randomText(24) },
            newResumeCode: { String((0..<6).map { _ in Character(String(UInt8.random(in: 0...9))) }) },
            hash: { secret in
                let code = HMAC<SHA256>.authenticationCode(for: Data(secret.utf8), using: hashKey)
                return Data(code).base64EncodedString()
            }
        )
        secrets.visitPass = { signer.text(of: $0) }
        return secrets
    }

    /// `byteCount` random bytes in the URL alphabet of base64, without padding.
    private static func randomText(_ byteCount: Int) -> String {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<byteCount).map { _ in UInt8.random(in: 0...255, using: &generator) }
        return Data(bytes).base64EncodedString()
            .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
    }
}
