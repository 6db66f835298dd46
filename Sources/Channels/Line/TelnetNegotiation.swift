/// Takes the telnet protocol out of a stream of bytes and answers it (RFC 854, RFC 856, RFC 1143).
///
/// BINARY is asked for in both directions before anything else: without it Debian's telnet reads Chinese bytes as its
/// own control keys and sends the rest as commands. Everything else is refused, once per request, so that two sides
/// can never answer each other for ever.
struct TelnetNegotiation {
    /// What the server sends first: IAC DO BINARY, IAC WILL BINARY.
    static let opening: [UInt8] = [0xFF, 0xFD, 0x00, 0xFF, 0xFB, 0x00]
    /// IAC GA: the other side may speak.
    static let goAhead: [UInt8] = [0xFF, 0xF9]

    /// What a piece of the stream means.
    struct Output: Hashable, Sendable {
        /// What the caller typed.
        var data: [UInt8] = []
        /// What must be sent back.
        var answer: [UInt8] = []
        /// Whether the caller asks if anybody is there (AYT).
        var asksWhetherHere = false
    }

    private enum State: Hashable {
        case data
        case command
        case option(UInt8)
        case subnegotiation
        case subnegotiationCommand
    }

    /// RFC 1143's states, without the queue: nothing is ever asked for twice.
    private enum Agreement: Hashable {
        case no
        case yes
        case asked
    }

    private enum Byte {
        static let iac: UInt8 = 0xFF
        static let dont: UInt8 = 0xFE
        static let `do`: UInt8 = 0xFD
        static let wont: UInt8 = 0xFC
        static let will: UInt8 = 0xFB
        static let sb: UInt8 = 0xFA
        static let eraseLine: UInt8 = 0xF8
        static let eraseCharacter: UInt8 = 0xF7
        static let areYouThere: UInt8 = 0xF6
        static let se: UInt8 = 0xF0
        static let binary: UInt8 = 0
        static let timingMark: UInt8 = 6
    }

    private var state = State.data
    private var ourBinary: Agreement
    private var theirBinary: Agreement
    /// Bytes that the UTF-8 character begun last still needs.
    private var pendingContinuation = 0

    /// Makes a negotiation.
    /// - Parameter hasOpened: Whether ``opening`` was sent.
    init(hasOpened: Bool = true) {
        ourBinary = hasOpened ? .asked : .no
        theirBinary = hasOpened ? .asked : .no
    }

    /// Takes bytes off the wire.
    mutating func feed(_ bytes: some Sequence<UInt8>) -> Output {
        var output = Output()
        for byte in bytes {
            switch state {
            case .data:
                if byte == Byte.iac { state = .command } else { take(byte, into: &output) }
            case .command: command(byte, into: &output)
            case .option(let verb):
                state = .data
                negotiate(verb, byte, into: &output)
            case .subnegotiation: if byte == Byte.iac { state = .subnegotiationCommand }
            case .subnegotiationCommand: state = byte == Byte.se ? .data : .subnegotiation
            }
        }
        return output
    }

    private mutating func take(_ byte: UInt8, into output: inout Output) {
        output.data.append(byte)
        switch byte {
        case 0x80..<0xC0: pendingContinuation = max(0, pendingContinuation - 1)
        case 0xC0..<0xE0: pendingContinuation = 1
        case 0xE0..<0xF0: pendingContinuation = 2
        case 0xF0..<0xF8: pendingContinuation = 3
        default: pendingContinuation = 0
        }
    }

    private mutating func command(_ byte: UInt8, into output: inout Output) {
        state = .data
        switch byte {
        case Byte.will, Byte.wont, Byte.do, Byte.dont: state = .option(byte)
        case Byte.sb: state = .subnegotiation
        case Byte.iac: take(byte, into: &output)
        case Byte.areYouThere: output.asksWhetherHere = true
        case Byte.eraseCharacter: output.data.append(0x08)
        case Byte.eraseLine: output.data.append(0x15)
        default:
            if pendingContinuation > 0, let lost = TelnetNegotiation.mistaken[byte] { take(lost, into: &output) }
        }
    }

    /// Before BINARY is agreed a client sends these commands for bytes of Chinese characters: the byte each stood for.
    private static let mistaken: [UInt8: UInt8] = [0xF4: 0x83, 0xF5: 0x8F, 0xED: 0x9A, 0xEE: 0x9C, 0xEC: 0x84]

    private mutating func negotiate(_ verb: UInt8, _ option: UInt8, into output: inout Output) {
        switch (verb, option) {
        case (Byte.do, Byte.timingMark):
            // A client that sent an interrupt shows nothing until this mark is answered.
            output.answer += [Byte.iac, Byte.will, option]
        case (Byte.will, Byte.binary), (Byte.wont, Byte.binary):
            theirBinary = agree(theirBinary, verb == Byte.will, [Byte.do, Byte.dont], option, &output)
        case (Byte.do, Byte.binary), (Byte.dont, Byte.binary):
            ourBinary = agree(ourBinary, verb == Byte.do, [Byte.will, Byte.wont], option, &output)
        case (Byte.will, _): output.answer += [Byte.iac, Byte.dont, option]
        case (Byte.do, _): output.answer += [Byte.iac, Byte.wont, option]
        default: break
        }
    }

    /// The next agreement; answers only what was not asked for by this side and what changes something.
    private func agree(
        _ now: Agreement, _ wanted: Bool, _ verbs: [UInt8], _ option: UInt8, _ output: inout Output
    ) -> Agreement {
        switch (now, wanted) {
        case (.asked, _), (.yes, true), (.no, false): break
        case (.no, true): output.answer += [Byte.iac, verbs[0], option]
        case (.yes, false): output.answer += [Byte.iac, verbs[1], option]
        }
        return wanted ? .yes : .no
    }
}
