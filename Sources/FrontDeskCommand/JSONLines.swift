import Foundation

/// Reads standard input line by line and answers each line at once, one JSON object a line.
enum JSONLines {
    /// Calls `answer` for every line of standard input, without its line end; bytes that are no UTF-8 are replaced.
    ///
    /// Each answer is written and flushed before the next line is read, so that a program can talk to the command
    /// through pipes.
    static func run(_ answer: (String) throws -> String) rethrows {
        while let line = readLine(strippingNewline: true) {
            print(try answer(line))
            fflush(nil)
        }
    }

    /// One JSON object with its fields in the order given.
    static func object(_ fields: [(String, JSONText)]) -> String {
        "{" + fields.map { "\(quoted($0.0)): \($0.1.text)" }.joined(separator: ", ") + "}"
    }

    /// A JSON string literal.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if scalar.value < 0x20 || scalar.value == 0x7F {
                    let hex = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}

/// A value that is already JSON.
struct JSONText: ExpressibleByNilLiteral {
    var text: String

    init(_ text: String) { self.text = text }
    init(nilLiteral: ()) { text = "null" }

    static func string(_ value: String?) -> JSONText { value.map { JSONText(JSONLines.quoted($0)) } ?? nil }
    static func number(_ value: Int) -> JSONText { JSONText(String(value)) }
    static func number(_ value: Double, digits: Int) -> JSONText { JSONText(String(format: "%.\(digits)f", value)) }
}
