import ArgumentParser
import Foundation

/// Where the desk keeps everything.
struct StoreOptions: ParsableArguments {
    @Option(help: "The database: a path is SQLite.")
    var database = "var/frontdesk.sqlite"

    @Option(help: "The file with the key that personal data is sealed with (or set FRONTDESK_KEY).")
    var key: String?

    init() {}

    /// Options that a command sets itself.
    init(database: String) {
        self.database = database
        key = nil
    }

    /// The key; made beside the database where neither is there yet.
    func sealingKey() throws -> SealingKey {
        let folder = URL(filePath: database).deletingLastPathComponent()
        let file = key ?? folder.appending(path: "frontdesk.key").path
        let isNew = !FileManager.default.fileExists(atPath: database)
        if isNew {
            do {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            } catch {
                throw ValidationError(
                    "\(folder.relativePath): the folder of the database cannot be made: \(error.localizedDescription)")
            }
        }
        return try SealingKey.load(
            file: file, mayCreate: isNew, environment: ProcessInfo.processInfo.environment)
    }
}
