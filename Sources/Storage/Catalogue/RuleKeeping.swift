import Booking
import Foundation

extension SQLDesk {
    /// Replaces the rules. A version that the new book leaves out is kept: appointments made under it are judged by it.
    /// - Returns: names of versions whose contents changed under appointments that were made under them.
    func write(_ book: RuleBook) throws -> [String] {
        let old = Dictionary(uniqueKeysWithValues: try ruleSets().map { ($0.0.version, $0.0) })
        try sql.run("UPDATE rule_set SET listed = 0 WHERE hospital = $1", hospital)
        var rewritten: [String] = []
        for (position, set) in book.versions.enumerated() {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            try sql.run(
                """
                INSERT INTO rule_set (hospital, version, position, listed, body) VALUES ($1, $2, $3, 1, $4)
                ON CONFLICT (hospital, version) DO UPDATE SET position = excluded.position, listed = 1,
                    body = excluded.body
                """, hospital, set.version, position, String(decoding: try encoder.encode(set), as: UTF8.self))
            if let before = old[set.version], before != set, try isUsed(set.version) { rewritten.append(set.version) }
        }
        return rewritten
    }

    /// Whether an appointment was made under a version of the rules.
    private func isUsed(_ version: String) throws -> Bool {
        // No index: asked only when a hospital rewrites a version it had before.
        try sql.expectLongReads()
        return try !sql.run(
            "SELECT 1 FROM appointment WHERE hospital = $1 AND rule_version = $2 LIMIT 1", hospital, version
        ).isEmpty
    }

    /// All versions that were ever in force, in their order, and whether the hospital's files still have them.
    func ruleSets() throws -> [(RuleSet, isListed: Bool)] {
        try sql.run(
            "SELECT version, listed, body FROM rule_set WHERE hospital = $1 ORDER BY position, version", hospital
        ).map { row in
            do {
                let set = try JSONDecoder().decode(RuleSet.self, from: Data(try row.text(2).utf8))
                return (set, try row.integer(1) == 1)
            } catch let error as DecodingError {
                throw StorageError.corrupt("rule set \(try row.text(0)) cannot be read: \(error)")
            }
        }
    }
}
