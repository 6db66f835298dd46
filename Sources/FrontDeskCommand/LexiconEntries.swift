import Booking
import Understanding

extension Catalogue {
    /// What people may name: departments, doctors and campuses with every name the hospital's files give them.
    var lexiconEntries: [LexiconEntry] {
        let departments = departments.map {
            LexiconEntry(
                kind: .department, code: $0.code.rawValue, names: [$0.name.zh, $0.name.en], aliases: $0.aliases)
        }
        let practitioners = practitioners.map {
            LexiconEntry(
                kind: .doctor, code: $0.code.rawValue, names: [$0.name.zh, $0.name.en], aliases: $0.aliases,
                pinyin: $0.pinyin)
        }
        let campuses = campuses.map {
            LexiconEntry(kind: .campus, code: $0.code.rawValue, names: [$0.name.zh, $0.name.en], aliases: $0.aliases)
        }
        return departments + practitioners + campuses
    }
}
