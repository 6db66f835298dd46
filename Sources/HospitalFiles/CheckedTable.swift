import Definitions
import Foundation
import SwiftCSV

/// Reads CSV tables into the same checked nodes as YAML: a list with a mapping a row.
///
/// The first row names the keys; `name.zh` is the key `zh` of the mapping `name`. An empty cell is an absent key.
/// Rows that begin with `#` are comments.
enum CheckedTable {
    /// Reads a table from the disk; `nil` when it cannot be read, which is reported.
    static func read(contentsOf url: URL, as file: String, log: ProblemLog) -> CheckedNode? {
        guard let data = try? Data(contentsOf: url) else {
            log.report("cannot be read", file: file, line: 0)
            return nil
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            log.report("is not valid UTF-8; save the table as \"CSV UTF-8\"", file: file, line: 0)
            return nil
        }
        return read(text, file: file, log: log)
    }

    /// Reads a table from its text.
    static func read(_ text: String, file: String, log: ProblemLog) -> CheckedNode? {
        var rows: [(cells: [String], line: Int)] = []
        do {
            // The byte order mark that spreadsheets write is no part of the first key.
            let body = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
            let table = try EnumeratedCSV(string: body, delimiter: .comma, loadColumns: false)
            var line = 1
            for cells in [table.header] + table.rows {
                rows.append((cells, line))
                line += 1 + cells.reduce(0) { $0 + $1.count { $0.isNewline } }
            }
        } catch {
            let line = (rows.last?.line ?? 0) + 1
            log.report("the quotes do not match here or below", file: file, line: line)
            return nil
        }
        rows.removeAll { row in
            row.cells.allSatisfy { $0.allSatisfy(\.isWhitespace) } || row.cells[0].hasPrefix("#")
        }
        guard let header = rows.first else {
            log.report("the table is empty", file: file, line: 1)
            return nil
        }
        // Keys stand where the header stands: a wrong column is one problem, not one a row.
        let keys = header.cells.map { cell in
            cell.split(separator: ".").map { part in
                SourceNode(.scalar(part.filter { !$0.isWhitespace }, .quoted), line: header.line, column: 0)
            }
        }
        if Set(header.cells).count < header.cells.count {
            log.report("a column name is given more than once", file: file, line: header.line)
        }
        var records: [SourceNode] = []
        for row in rows.dropFirst() {
            if row.cells.dropFirst(header.cells.count).contains(where: { !$0.isEmpty }) {
                log.report(
                    "more cells than the \(header.cells.count) columns; a text with a comma needs quotes", file: file,
                    line: row.line)
            }
            var record = SourceNode(.mapping([]), line: row.line, column: 0)
            for (path, cell) in zip(keys, row.cells) where !path.isEmpty && !cell.allSatisfy(\.isWhitespace) {
                record.set(path[...], to: SourceNode(.scalar(cell, .cell), line: row.line, column: 0))
            }
            records.append(record)
        }
        return CheckedNode(SourceNode(.sequence(records), line: 1, column: 0), file: file, log: log)
    }
}

extension SourceNode {
    /// Puts a value at a path of keys, making the mappings on the way.
    fileprivate mutating func set(_ path: ArraySlice<SourceNode>, to value: SourceNode) {
        guard let first = path.first, case .mapping(var entries) = content else { return }
        if path.count == 1 {
            entries.append(Entry(key: first, value: value))
        } else {
            let index: Int
            if let found = entries.firstIndex(where: { $0.key.content == first.content }) {
                index = found
            } else {
                index = entries.count
                entries.append(Entry(key: first, value: SourceNode(.mapping([]), line: line, column: 0)))
            }
            entries[index].value.set(path.dropFirst(), to: value)
        }
        content = .mapping(entries)
    }
}
