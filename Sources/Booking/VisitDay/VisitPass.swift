import CivilCalendar

/// What a kiosk reads from the QR code of a visit (电子就诊凭证): enough to send somebody to the right desk without asking
/// anybody, and nothing that tells who they are.
public struct VisitPass: Hashable, Sendable {
    /// The hospital.
    public var hospital: HospitalCode
    /// The visit code.
    public var code: VisitCode
    /// When the visit starts, on the hospital's wall clock.
    public var start: CivilMoment
    /// The department.
    public var department: DepartmentCode
    /// The campus.
    public var campus: CampusCode
    /// The doctor.
    public var practitioner: PractitionerCode

    /// Makes a pass.
    public init(
        hospital: HospitalCode, code: VisitCode, start: CivilMoment, department: DepartmentCode, campus: CampusCode,
        practitioner: PractitionerCode
    ) {
        self.hospital = hospital
        self.code = code
        self.start = start
        self.department = department
        self.campus = campus
        self.practitioner = practitioner
    }

    /// Why a text is no pass.
    public enum Problem: Error, Hashable, Sendable, Codable {
        /// Not made of version, payload and signature.
        case form
        /// The signature is not the hospital's, or something was changed.
        case signature
        /// Signed, but made by a version of the desk that this one cannot read.
        case payload
    }

    /// What is signed: version and fields, one a line.
    public var payload: [UInt8] {
        Array(
            [
                "visit pass 1", hospital.rawValue, code.text, start.description, department.rawValue, campus.rawValue,
                practitioner.rawValue,
            ].joined(separator: "\n").utf8)
    }

    /// Reads a payload.
    public init(payload: [UInt8]) throws(Problem) {
        let lines = String(decoding: payload, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
        guard lines.count == 7, lines[0] == "visit pass 1", let code = try? VisitCode(lines[2]),
            let start = CivilMoment(iso: lines[3])
        else { throw .payload }
        self.init(
            hospital: HospitalCode(lines[1]), code: code, start: start, department: DepartmentCode(lines[4]),
            campus: CampusCode(lines[5]), practitioner: PractitionerCode(lines[6]))
    }

    /// The text of the QR code: `FD1`, payload and signature in base 64 for URLs, joined by dots.
    /// - Parameter sign: gives the signature of bytes.
    public func text(sign: ([UInt8]) throws -> [UInt8]) rethrows -> String {
        let payload = payload
        return "FD1.\(Self.base64(payload)).\(Self.base64(try sign(payload)))"
    }

    /// Reads the text of a QR code.
    /// - Parameter isSigned: whether bytes bear a signature of the hospital.
    public init(
        text: some StringProtocol, isSigned: (_ payload: [UInt8], _ signature: [UInt8]) -> Bool
    ) throws(Problem) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "FD1", let payload = Self.bytes(parts[1]),
            let signature = Self.bytes(parts[2])
        else { throw .form }
        guard isSigned(payload, signature) else { throw .signature }
        try self.init(payload: payload)
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// Base 64 for URLs without padding (RFC 4648 §5).
    static func base64(_ bytes: [UInt8]) -> String {
        var digits: [UInt8] = []
        var (buffer, bits) = (0, 0)
        for byte in bytes {
            buffer = (buffer << 8 | Int(byte)) & 0xFFFF
            bits += 8
            while bits >= 6 {
                bits -= 6
                digits.append(alphabet[buffer >> bits & 63])
            }
        }
        if bits > 0 { digits.append(alphabet[buffer << (6 - bits) & 63]) }
        return String(decoding: digits, as: UTF8.self)
    }

    /// Reads base 64 for URLs; `nil` for anything that ``base64(_:)`` does not write, so that a pass has one text only.
    static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (buffer, bits) = (0, 0)
        for digit in text.utf8 {
            guard let value = alphabet.firstIndex(of: digit) else { return nil }
            buffer = (buffer << 6 | value) & 0xFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(buffer >> bits & 0xFF))
            }
        }
        return base64(bytes) == text ? bytes : nil
    }
}
