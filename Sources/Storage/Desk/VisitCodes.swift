import Booking

extension SQLDesk {
    /// A visit code that no other appointment of the hospital has.
    func newVisitCode() throws -> String {
        // 35 bits of chance: with a million appointments one draw in 34,000 is taken already.
        for _ in 0..<16 {
            let code = visitCode(from: chance.next())
            let isTaken = try !sql.run(
                "SELECT 1 FROM appointment WHERE hospital = $1 AND visit_code = $2", hospital, code
            ).isEmpty
            if !isTaken { return code }
        }
        throw StorageError.statement("sixteen visit codes in a row were taken")
    }
}

/// Eight characters of Crockford's base 32: seven of chance and a check character.
///
/// The check is the sum of the values weighted 1...7 modulo 31; 31 being prime and the weights different, it finds
/// every single wrong character but one pair (0 and Z) and every swap of neighbours.
private func visitCode(from bits: UInt64) -> String {
    let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    let values = (0..<7).map { Int(bits >> UInt64(5 * $0) & 31) }
    let check = values.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element } % 31
    return String(decoding: (values + [check]).map { alphabet[$0] }, as: UTF8.self)
}
