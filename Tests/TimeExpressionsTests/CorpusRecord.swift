import Foundation

/// One record of the development corpora; the format is described in their README.
struct CorpusRecord: Decodable, Sendable {
    var id: String
    var lang: String
    var text: String
    var ref: String
    var from: String?
    var to: String?
    var grain: String
    var kind: String
    var source: String
    var pod: String?
    var alts: [[String?]]?
    var extra: String?
}

/// Where the development corpora lie: `FRONTDESK_CORPORA`, or `shared/corpora` beside the repository.
enum Corpora {
    static let folder: URL? = {
        if let path = ProcessInfo.processInfo.environment["FRONTDESK_CORPORA"] {
            return URL(fileURLWithPath: path)
        }
        var root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        for _ in 0..<5 {
            root = root.deletingLastPathComponent()
            let folder = root.appendingPathComponent("shared/corpora")
            if FileManager.default.fileExists(atPath: folder.appendingPathComponent("time").path) { return folder }
        }
        return nil
    }()

    /// The records of a file of the `time` folder; empty, with a word on the console, when there are no corpora.
    static func time(_ name: String) throws -> [CorpusRecord] {
        guard let folder else {
            print("SKIPPED: no development corpora; set FRONTDESK_CORPORA to score \(name)")
            return []
        }
        let text = try String(contentsOf: folder.appendingPathComponent("time/\(name)"), encoding: .utf8)
        let decoder = JSONDecoder()
        return try text.split(separator: "\n").map { try decoder.decode(CorpusRecord.self, from: Data($0.utf8)) }
    }

    /// The ids that a `Declined` list names, with the reason for each.
    static func declined(_ name: String) throws -> [String: String] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Declined/\(name)")
        var reasons: [String: String] = [:]
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("#") {
            let columns = line.split(separator: "\t", maxSplits: 1)
            if columns.count == 2 { reasons[String(columns[0])] = String(columns[1]) }
        }
        return reasons
    }
}
