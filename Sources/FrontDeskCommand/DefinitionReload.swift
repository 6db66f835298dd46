import Definitions
import Foundation

/// Takes up changed files of `intents/` and `dialogues/` without a restart; a bad file leaves the old ones in force.
struct DefinitionReload {
    let installation: Installation
    private var seen: [String: Date]

    init(installation: Installation) {
        self.installation = installation
        seen = DefinitionReload.dates(installation.home)
    }

    /// Looks at the files' dates, and puts the definitions in force when one changed and all are right.
    mutating func check() {
        let found = DefinitionReload.dates(installation.home)
        guard found != seen else { return }
        seen = found
        do {
            let loader = BundleLoader(home: installation.home)
            installation.desk.replaceBundle(try loader.load(for: installation.files, on: installation.today))
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
