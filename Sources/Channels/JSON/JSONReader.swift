/// Why bytes are not JSON, and where: line and column count from 1, columns in Unicode scalars.
struct JSONFault: Error, Hashable, Sendable {
    /// What is wrong.
    enum Reason: Hashable, Sendable {
        case invalidUTF8
        case unexpectedEnd
        case unexpectedCharacter(String)
        case controlCharacterInString
        case badEscape
        case badNumber
        case tooDeep(limit: Int)
        case trailingCharacters
    }

    var reason: Reason
    var line: Int
    var column: Int
}

/// Reads RFC 8259 JSON strictly and says where it stops being JSON.
///
/// Foundation's decoder does not tell the place, and a client that wrote the JSON by hand needs it.
struct JSONReader {
    /// Nesting allowed, so that a body of brackets cannot exhaust the stack.
    static let depthLimit = 32

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    /// Reads one value that fills the bytes.
    /// - Throws: ``JSONFault``.
    static func read(_ bytes: some Collection<UInt8>) throws(JSONFault) -> JSONValue {
        let copy = ContiguousArray(bytes)
        if String(validating: copy, as: UTF8.self) == nil {
            throw fault(.invalidUTF8, at: firstInvalid(in: copy), of: copy)
        }
        let result: Result<JSONValue, Fault> = copy.withUnsafeBufferPointer { buffer in
            var reader = JSONReader(bytes: buffer)
            do throws(Fault) {
                return .success(try reader.document())
            } catch {
                return .failure(error)
            }
        }
        switch result {
        case .success(let value): return value
        case .failure(let found): throw fault(found.reason, at: found.position, of: copy)
        }
    }

    private struct Fault: Error {
        var reason: JSONFault.Reason
        var position: Int
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    private mutating func document() throws(Fault) -> JSONValue {
        // RFC 8259 §8.1 lets a reader ignore a byte order mark.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        let value = try value(depth: 0)
        skipBlanks()
        if position < bytes.count { throw fault(.trailingCharacters) }
        return value
    }

    private mutating func value(depth: Int) throws(Fault) -> JSONValue {
        skipBlanks()
        guard position < bytes.count else { throw fault(.unexpectedEnd) }
        switch bytes[position] {
        case 0x7B: return try object(depth: depth)
        case 0x5B: return try array(depth: depth)
        case 0x22: return .string(try string())
        case 0x74: return try word("true", .bool(true))
        case 0x66: return try word("false", .bool(false))
        case 0x6E: return try word("null", .null)
        case 0x2D, 0x30...0x39: return try number()
        default: throw unexpected()
        }
    }

    private mutating func object(depth: Int) throws(Fault) -> JSONValue {
        try enter(depth)
        var members: [JSONValue.Member] = []
        skipBlanks()
        if take(0x7D) { return .object(members) }
        while true {
            skipBlanks()
            guard position < bytes.count else { throw fault(.unexpectedEnd) }
            guard bytes[position] == 0x22 else { throw unexpected() }
            let name = try string()
            skipBlanks()
            try expect(0x3A)
            members.append(JSONValue.Member(name: name, value: try value(depth: depth + 1)))
            skipBlanks()
            if take(0x7D) { return .object(members) }
            try expect(0x2C)
        }
    }

    private mutating func array(depth: Int) throws(Fault) -> JSONValue {
        try enter(depth)
        var elements: [JSONValue] = []
        skipBlanks()
        if take(0x5D) { return .array(elements) }
        while true {
            elements.append(try value(depth: depth + 1))
            skipBlanks()
            if take(0x5D) { return .array(elements) }
            try expect(0x2C)
        }
    }

    private mutating func string() throws(Fault) -> String {
        position += 1
        let start = position
        while position < bytes.count, bytes[position] != 0x22, bytes[position] != 0x5C, bytes[position] >= 0x20 {
            position += 1
        }
        if position < bytes.count, bytes[position] == 0x22 {
            position += 1
            return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position - 1]), as: UTF8.self)
        }
        var text = Array(bytes[start..<position])
        while true {
            guard position < bytes.count else { throw fault(.unexpectedEnd) }
            let byte = bytes[position]
            if byte == 0x22 {
                position += 1
                return String(decoding: text, as: UTF8.self)
            } else if byte == 0x5C {
                try escape(into: &text)
            } else if byte < 0x20 {
                throw fault(.controlCharacterInString)
            } else {
                text.append(byte)
                position += 1
            }
        }
    }

    private mutating func escape(into text: inout [UInt8]) throws(Fault) {
        let start = position
        position += 1
        guard position < bytes.count else { throw fault(.unexpectedEnd) }
        let byte = bytes[position]
        position += 1
        switch byte {
        case 0x22, 0x5C, 0x2F: text.append(byte)
        case 0x62: text.append(0x08)
        case 0x66: text.append(0x0C)
        case 0x6E: text.append(0x0A)
        case 0x72: text.append(0x0D)
        case 0x74: text.append(0x09)
        case 0x75:
            var unit = try hex()
            if (0xD800..<0xDC00).contains(unit), take(0x5C), take(0x75) {
                let low = try hex()
                if (0xDC00..<0xE000).contains(low) {
                    unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)
                }
            }
            guard let scalar = Unicode.Scalar(unit) else { throw Fault(reason: .badEscape, position: start) }
            text.append(contentsOf: Character(scalar).utf8)
        default: throw Fault(reason: .badEscape, position: start)
        }
    }

    private mutating func hex() throws(Fault) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard position < bytes.count else { throw fault(.unexpectedEnd) }
            guard let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue else {
                throw fault(.badEscape)
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }

    private mutating func number() throws(Fault) -> JSONValue {
        let start = position
        var isWhole = true
        _ = take(0x2D)
        let firstDigit = position
        skipDigits()
        guard position > firstDigit, bytes[firstDigit] != 0x30 || position == firstDigit + 1 else {
            throw Fault(reason: .badNumber, position: start)
        }
        if take(0x2E) {
            isWhole = false
            let fraction = position
            skipDigits()
            if position == fraction { throw Fault(reason: .badNumber, position: start) }
        }
        if take(0x65) || take(0x45) {
            isWhole = false
            if !take(0x2B) { _ = take(0x2D) }
            let exponent = position
            skipDigits()
            if position == exponent { throw Fault(reason: .badNumber, position: start) }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let whole = Int(text) { return .integer(whole) }
        guard let value = Double(text) else { throw Fault(reason: .badNumber, position: start) }
        return .number(value)
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(Fault) -> JSONValue {
        let start = position
        for index in 0..<word.utf8CodeUnitCount {
            guard position < bytes.count else { throw fault(.unexpectedEnd) }
            guard bytes[position] == word.utf8Start[index] else {
                position = start
                throw unexpected()
            }
            position += 1
        }
        return value
    }

    private mutating func enter(_ depth: Int) throws(Fault) {
        if depth >= JSONReader.depthLimit { throw fault(.tooDeep(limit: JSONReader.depthLimit)) }
        position += 1
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ byte: UInt8) throws(Fault) {
        guard position < bytes.count else { throw fault(.unexpectedEnd) }
        if !take(byte) { throw unexpected() }
    }

    private mutating func skipBlanks() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }

    private mutating func skipDigits() {
        while position < bytes.count, bytes[position] >= 0x30, bytes[position] <= 0x39 { position += 1 }
    }

    private func fault(_ reason: JSONFault.Reason) -> Fault {
        Fault(reason: reason, position: position)
    }

    private func unexpected() -> Fault {
        let rest = bytes[position..<min(position + 4, bytes.count)]
        let scalar = String(decoding: rest, as: UTF8.self).unicodeScalars.first.map { String(Character($0)) }
        return fault(.unexpectedCharacter(scalar ?? ""))
    }

    private static func fault(
        _ reason: JSONFault.Reason, at position: Int, of bytes: ContiguousArray<UInt8>
    ) -> JSONFault {
        var line = 1
        var column = 1
        for byte in bytes.prefix(position) {
            if byte == 0x0A {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return JSONFault(reason: reason, line: line, column: column)
    }

    private static func firstInvalid(in bytes: ContiguousArray<UInt8>) -> Int {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var position = 0
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            position += UTF8.width(scalar)
        }
        return position
    }
}
