import Foundation
import Testing

/// What the compiler cannot see: who may import whom, and that the pure targets never look at the world.
@Suite("House rules")
struct HouseRulesTests {
    /// DESIGN §2, every arrow: a target and what it may import. Targets that are not named here may not exist.
    static let arrows: [String: Set<String>] = [
        "CivilCalendar": [],
        "TimeExpressions": ["CivilCalendar"],
        "Booking": ["CivilCalendar"],
        "Understanding": ["CivilCalendar", "TimeExpressions"],
        "Dialogue": ["CivilCalendar", "TimeExpressions", "Understanding", "Booking"],
        "Insight": ["CivilCalendar", "Booking"],
        "FrontDesk": ["CivilCalendar", "TimeExpressions", "Understanding", "Booking", "Dialogue"],
        "Definitions": ["CivilCalendar", "TimeExpressions", "Understanding", "Booking", "Dialogue", "Insight"],
        "HospitalFiles": ["CivilCalendar", "Booking", "Definitions"],
        "Storage": ["CivilCalendar", "TimeExpressions", "Understanding", "Booking", "Dialogue", "FrontDesk"],
        "StorageSQLite": ["CivilCalendar", "Booking", "FrontDesk", "Storage"],
        "StoragePostgres": ["CivilCalendar", "Booking", "FrontDesk", "Storage", "CLibPQ"],
        "CLibPQ": [],
        "Channels": ["CivilCalendar", "TimeExpressions", "Booking", "Dialogue", "FrontDesk"],
        "ConversationTesting": [
            "CivilCalendar", "TimeExpressions", "Booking", "Dialogue", "FrontDesk", "Definitions", "HospitalFiles",
        ],
    ]

    /// Targets that import Foundation only and take time, ids and chance as arguments.
    static let pure = ["CivilCalendar", "TimeExpressions", "Booking", "Understanding", "Dialogue", "Insight"]

    /// Targets whose import list is open: they meet the outside world.
    static let compositionRoot = "FrontDeskCommand"

    @Test("every target is known to the design")
    func everyTargetIsKnown() throws {
        let found = Set(try FileManager.default.contentsOfDirectory(atPath: sources.path))
        let known = Set(Self.arrows.keys).union([Self.compositionRoot])
        #expect(found.subtracting(known).isEmpty, "add the target to DESIGN's house and to this list")
    }

    @Test("arrows point one way", arguments: arrows.keys.sorted())
    func arrowsPointOneWay(_ target: String) throws {
        let ours = Set(Self.arrows.keys).union([Self.compositionRoot])
        for file in try swiftFiles(in: target) {
            for module in imports(of: file.text) where ours.contains(module) {
                #expect(
                    Self.arrows[target]?.contains(module) == true, "\(file.path): \(target) may not import \(module)")
            }
        }
    }

    @Test("pure targets import Foundation only and never look at the world", arguments: pure)
    func pureTargetsStayPure(_ target: String) throws {
        let banned = [
            " Date()", "(Date()", "Date.now", "UUID()", "Task.sleep", " print(", "FileManager", "ProcessInfo",
            "SystemRandomNumberGenerator", "ContinuousClock", "SuspendingClock", "URLSession",
        ]
        let allowed = Set(Self.pure).union(["Foundation"])
        let files = try swiftFiles(in: target)
        #expect(!files.isEmpty)
        for file in files {
            for module in imports(of: file.text) {
                #expect(allowed.contains(module), "\(file.path): a pure target may not import \(module)")
            }
            for word in banned {
                #expect(!file.text.contains(word), "\(file.path): take it as a parameter instead of \(word)")
            }
        }
    }

    @Test("files stay small enough to be read", arguments: arrows.keys.sorted() + [compositionRoot])
    func filesStaySmall(_ target: String) throws {
        for file in try swiftFiles(in: target) {
            let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).count
            #expect(lines <= 450, "\(file.path) has \(lines) lines: it holds more than one concept")
        }
    }

    @Test("nothing is left undone in the sources", arguments: arrows.keys.sorted() + [compositionRoot])
    func nothingIsLeftUndone(_ target: String) throws {
        for file in try swiftFiles(in: target) {
            for word in ["// TO" + "DO", "FIX" + "ME", "fatalError(\"not impl", "try!"] {
                #expect(!file.text.contains(word), "\(file.path): \(word)")
            }
        }
    }

    @Test("logs carry ids, never names, phones, numbers or symptoms")
    func logsCarryIDsOnly() throws {
        let personal = ["\\(phone", "\\(name", "\\(text)", "\\(message.text", "idNumber", "birthDate", "symptom"]
        for target in Self.arrows.keys.sorted() + [Self.compositionRoot] {
            for file in try swiftFiles(in: target) {
                for line in file.text.split(separator: "\n") where line.contains("logger.") {
                    for word in personal {
                        #expect(!line.contains(word), "\(file.path): \(line)")
                    }
                }
            }
        }
    }

    private var sources: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources")
    }

    private struct SourceFile {
        var path: String
        var text: String
    }

    private func swiftFiles(in target: String) throws -> [SourceFile] {
        let folder = sources.appending(path: target)
        guard let walker = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else {
            return []
        }
        var files: [SourceFile] = []
        for case let url as URL in walker where url.pathExtension == "swift" {
            files.append(SourceFile(path: url.path, text: try String(contentsOf: url, encoding: .utf8)))
        }
        return files
    }

    private func imports(of text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard let index = words.firstIndex(of: "import"), index < 3, index + 1 < words.count,
                !line.hasPrefix("//"), !line.hasPrefix(" ")
            else { return nil }
            let name = words[index + 1]
            return String(name.split(separator: ".").first ?? name)
        }
    }
}
