import ArgumentParser
import Foundation

/// Where the product's data files lie: `intents/`, `dialogues/` and `hospital/`.
struct Home: Sendable {
    /// The folder that holds them.
    let folder: URL

    var intents: URL { folder.appending(path: "intents") }
    var dialogues: URL { folder.appending(path: "dialogues") }
    var demoHospital: URL { folder.appending(path: "hospital/demo") }

    /// Finds the folder: `FRONTDESK_HOME`, else the working folder, else the nearest folder above the executable that
    /// has `intents/` and `dialogues/`.
    static func find(environment: [String: String] = ProcessInfo.processInfo.environment) throws -> Home {
        if let path = environment["FRONTDESK_HOME"] {
            let home = Home(folder: URL(filePath: path))
            guard home.isComplete else {
                throw ValidationError("FRONTDESK_HOME=\(path): there are no intents/ and dialogues/ folders in it.")
            }
            return home
        }
        var candidates = [URL(filePath: FileManager.default.currentDirectoryPath)]
        var folder = executable.deletingLastPathComponent()
        while folder.path != "/" {
            candidates.append(folder)
            folder = folder.deletingLastPathComponent()
        }
        guard let found = candidates.lazy.map(Home.init(folder:)).first(where: \.isComplete) else {
            throw ValidationError(
                "The folders intents/ and dialogues/ are neither here nor above the executable. "
                    + "Run frontdesk from its checkout, or set FRONTDESK_HOME to it.")
        }
        return found
    }

    private static var executable: URL {
        let path =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return URL(filePath: path)
    }

    private var isComplete: Bool {
        [intents, dialogues].allSatisfy { FileManager.default.fileExists(atPath: $0.path) }
    }
}
