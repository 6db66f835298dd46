import CivilCalendar
import Definitions
import Foundation

/// Takes up changed files of `intents/` and `dialogues/` without a restart, and on a new day the rules that begin on it; a
/// bad file leaves the old ones in force.
struct DefinitionReload {
    let installation: Installation
    private var seen: [String: Date]
    private var day: CivilDate

    init(installation: Installation) {
        self.installation = installation
        seen = DefinitionReload.dates(installation.home)
        day = installation.today
    }

    /// Looks at the files' dates and today's, and puts the definitions in force when one changed and all are right.
    mutating func check() {
        let found = DefinitionReload.dates(installation.home)
        let today = installation.today
        guard found != seen || today != day else { return }
        seen = found
        day = today
        do {
            let loader = BundleLoader(home: installation.home)
            installation.desk.replaceBundle(try loader.load(for: installation.files, on: today))
            installation.logger.info("Took up changed definitions")
        } catch {
            for problem in error.problems {
                installation.logger.error("Definitions stay as they were", metadata: ["problem": "\(problem)"])
            }
        }
    }

    private static func dates(_ home: Home) -> [String: Date] {
        var dates: [String: Date] = [:]
        for folder in [home.intents, home.dialogues] {
            guard
                let files = FileManager.default.enumerator(
                    at: folder, includingPropertiesForKeys: [.contentModificationDateKey])
            else { continue }
            for case let file as URL in files where ["yaml", "tsv"].contains(file.pathExtension) {
                dates[file.path] = try? file.resourceValues(forKeys: [.contentModificationDateKey])
                    .contentModificationDate
            }
        }
        return dates
    }
}
