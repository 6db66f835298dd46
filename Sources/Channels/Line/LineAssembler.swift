/// Cuts a stream of bytes into lines, however a client ends them: LF, CRLF, CR, CR NUL.
///
/// Never keeps more than ``limit`` bytes of a line: the rest of a longer one is thrown away as it comes.
struct LineAssembler {
    /// Bytes of a line that are kept.
    static let limit = 4096

    /// A line without its end.
    struct Line: Hashable, Sendable {
        var bytes: [UInt8]
        /// Whether the line was longer than the limit.
        var isCut: Bool
    }

    /// What has come of the line that is not ended yet.
    private(set) var partial: [UInt8] = []
    private var isCut = false
    private var isAfterReturn = false
    /// Whether the client ends its lines with CR or CRLF.
    private(set) var seesReturns = false

    /// Takes bytes; returns the lines that they end.
    mutating func feed(_ bytes: some Sequence<UInt8>) -> [Line] {
        var lines: [Line] = []
        for byte in bytes {
            switch byte {
            case 0x0A:
                if !isAfterReturn { lines.append(cut()) }
                isAfterReturn = false
            case 0x0D:
                lines.append(cut())
                isAfterReturn = true
                seesReturns = true
            case 0x00: isAfterReturn = false
            default:
                isAfterReturn = false
                if partial.count < LineAssembler.limit { partial.append(byte) } else { isCut = true }
            }
        }
        return lines
    }

    /// Ends the line here, because the caller paused, gave the turn, or will send no more; `nil` when there is none.
    mutating func finish() -> Line? {
        partial.isEmpty && !isCut ? nil : cut()
    }

    private mutating func cut() -> Line {
        defer {
            partial = []
            isCut = false
        }
        return Line(bytes: partial, isCut: isCut)
    }
}
