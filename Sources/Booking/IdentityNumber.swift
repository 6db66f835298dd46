import CivilCalendar

/// A Chinese resident identity number (居民身份证号码) with a right check digit.
///
/// 18 characters by GB 11643-1999: region, birth date, sequence (odd for men), check digit by ISO 7064 MOD 11-2.
public struct IdentityNumber: Hashable, Sendable {
    /// Why a text is no identity number.
    public enum Problem: Error, Hashable, Sendable, Codable {
        /// Not 18 characters of digits with a digit or X at the end.
        case form
        /// The birth date in it does not exist.
        case birthDate
        /// The last character does not fit the others: a typing error.
        case checkDigit
    }

    /// The 18 characters, X in upper case.
    public let text: String
    /// The day of birth it carries.
    public let birthDate: CivilDate
    /// The sex it carries.
    public let sex: Sex

    /// Reads a number; blanks and hyphens are ignored.
    public init(_ raw: some StringProtocol) throws(Problem) {
        var characters: [UInt8] = []
        for byte in raw.utf8 where byte != 0x20 && byte != 0x2D {
            characters.append(byte == 0x78 ? 0x58 : byte)
        }
        guard characters.count == 18, characters.prefix(17).allSatisfy({ (0x30...0x39).contains($0) }),
            characters[17] == 0x58 || (0x30...0x39).contains(characters[17])
        else { throw .form }
        func number(_ range: Range<Int>) -> Int {
            range.reduce(0) { $0 * 10 + Int(characters[$1] - 0x30) }
        }
        guard let date = CivilDate(year: number(6..<10), month: number(10..<12), day: number(12..<14)) else {
            throw .birthDate
        }
        // ISO 7064 MOD 11-2: weight of position i (from the right, the check digit being 1) is 2^(i-1) mod 11.
        var sum = 0
        for character in characters.prefix(17) {
            sum = (sum + Int(character - 0x30)) * 2 % 11
        }
        let check = (12 - sum) % 11
        guard characters[17] == (check == 10 ? 0x58 : UInt8(0x30 + check)) else { throw .checkDigit }
        text = String(decoding: characters, as: UTF8.self)
        birthDate = date
        sex = number(14..<17) % 2 == 1 ? .male : .female
    }
}
