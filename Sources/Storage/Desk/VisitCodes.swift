import Booking

extension SQLDesk {
    /// A visit code that no other appointment of the hospital has.
    func newVisitCode() throws -> String {
        // 35 bits of chance: with a million appointments one draw in 34,000 is taken already.
        for _ in 0..<16 {
            let code = VisitCode(bits: chance.next()).text
            let isTaken = try !sql.run(
                "SELECT 1 FROM appointment WHERE hospital = $1 AND visit_code = $2", hospital, code
            ).isEmpty
            if !isTaken { return code }
        }
        throw StorageError.statement("sixteen visit codes in a row were taken")
    }
}
