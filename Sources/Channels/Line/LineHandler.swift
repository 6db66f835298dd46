import FrontDesk
import NIOCore
import TimeExpressions

/// One open line: takes its bytes apart into lines and talks to the desk, one turn after the other.
///
/// Everything runs on the line's event loop. A line that waits costs this object and its socket: no task, no timer.
final class LineHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Where the line stands.
    enum Phase: Hashable {
        /// Raw line, not greeted: the first words may be a resume code.
        case waiting
        /// A conversation is being opened or resumed.
        case opening
        /// It is the caller's turn.
        case ready
        /// The desk thinks.
        case busy
        /// Nothing more is answered.
        case closing
    }

    /// What the caller sent and what was not answered yet.
    enum Pending {
        case line(LineAssembler.Line)
        case text(String)
    }

    /// Whether nothing that the caller typed waits, not even half a line.
    var isQuiet: Bool { pending.isEmpty && assembler.partial.isEmpty }

    /// Waiting bytes above which nothing more is read from the socket.
    private static let backlogLimit = 32 * 1024

    let server: LineServer
    private var telnet: TelnetNegotiation?
    private var assembler = LineAssembler()
    private(set) var context: ChannelHandlerContext?
    var encoding: LineEncoding?
    var phase = Phase.waiting
    private var pending: [Pending] = []
    private var backlog = 0
    private var readIsHeld = false
    private var inputHasEnded = false
    private var isLeaving = false
    private var isFirstBytes = true
    /// What has come of a trusted proxy's header; `nil` where none is awaited.
    private var proxyHeader: [UInt8]?
    private var pauseEnds: NIODeadline?
    private var pauseTimerIsSet = false
    /// When anything was last heard or said.
    var quietSince = NIODeadline.now()
    /// Rungs of the ladder of silence that were used.
    var rung = 0
    /// The talk; everything about it is in the extension.
    var talk: LineTalk

    init(server: LineServer, isTelnet: Bool) {
        self.server = server
        telnet = isTelnet ? TelnetNegotiation() : nil
        talk = LineTalk(language: server.options.language)
    }

    // MARK: Bytes in

    func channelActive(context: ChannelHandlerContext) {
        self.context = context
        server.roster(of: context.eventLoop).add(self)
        let openLines = server.metrics.lines(1)
        let peer = context.remoteAddress?.ipAddress
        talk.address = server.options.trustedProxies.visitor(peer: peer, forwarded: [])
        if server.options.trustedProxies.trusts(peer) { proxyHeader = [] }
        if openLines > server.options.maximumLines {
            say(LineSentences.full)
            hangUp()
        } else if telnet != nil {
            send(TelnetNegotiation.opening)
            open(resuming: nil)
        } else {
            after(server.options.greetingDelay) { line in
                if line.phase == .waiting, line.pending.isEmpty { line.open(resuming: nil) }
            }
        }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        phase = .closing
        server.roster(of: context.eventLoop).remove(self)
        server.metrics.lines(-1)
        pending = []
        talk.news.stop()
        self.context = nil
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var buffer = unwrapInboundIn(data)
        guard phase != .closing, let read = buffer.readBytes(length: buffer.readableBytes) else { return }
        let bytes = withoutProxyHeader(read)
        if bytes.isEmpty { return }
        if isFirstBytes, !look(atFirst: bytes) { return }
        quietSince = .now()
        rung = 0
        var typed = bytes
        if telnet != nil {
            let output = telnet?.feed(bytes) ?? TelnetNegotiation.Output()
            typed = output.data
            if !output.answer.isEmpty { send(output.answer) }
            if output.asksWhetherHere { say("[在 / yes]") }
        }
        if !typed.isEmpty { take(typed) }
    }

    /// Takes off what a trusted proxy writes first.
    private func withoutProxyHeader(_ bytes: [UInt8]) -> [UInt8] {
        guard let begun = proxyHeader else { return bytes }
        switch ProxyHeader(begun + bytes) {
        case .incomplete:
            proxyHeader = begun + bytes
            return []
        case .none:
            proxyHeader = nil
            return begun + bytes
        case .caller(let address, let rest):
            proxyHeader = nil
            talk.address = server.options.trustedProxies.visitor(peer: address, forwarded: [])
            return rest
        }
    }

    /// Looks at the first bytes of a line; false when it was no person's.
    private func look(atFirst bytes: [UInt8]) -> Bool {
        isFirstBytes = false
        if telnet == nil, bytes[0] == 0xFF {
            telnet = TelnetNegotiation()
            send(TelnetNegotiation.opening)
        }
        for method in ["GET ", "POST ", "HEAD ", "PUT ", "OPTIONS "] where bytes.starts(with: method.utf8) {
            send(Array("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8))
            hangUp()
            return false
        }
        return true
    }

    private func take(_ typed: [UInt8]) {
        for line in assembler.feed(typed) { enqueue(.line(line)) }
        if assembler.partial.isEmpty {
            pauseEnds = nil
        } else {
            // Key by key, "GA" may still become "gastro": so even that waits for a moment.
            let handsOver = RelayWords.handsOver(assembler.partial)
            let pause = handsOver ? min(server.options.pause, .milliseconds(500)) : server.options.pause
            pauseEnds = .now() + TimeAmount(pause)
            if handsOver || !pauseTimerIsSet { waitForPause(pause) }
        }
        if !pending.isEmpty { proceed() }
    }

    /// One timer at a time, however many keys are pressed: it goes on while the pause was moved.
    private func waitForPause(_ duration: Duration) {
        pauseTimerIsSet = true
        after(duration) { line in
            line.pauseTimerIsSet = false
            guard let ends = line.pauseEnds, line.phase != .closing else { return }
            let left = ends - .now()
            if left > .nanoseconds(0) {
                line.waitForPause(.nanoseconds(left.nanoseconds))
            } else {
                line.finishLine()
                line.proceed()
            }
        }
    }

    private func finishLine() {
        pauseEnds = nil
        if let line = assembler.finish() { enqueue(.line(line)) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case .some(.inputClosed) = event as? ChannelEvent else {
            context.fireUserInboundEventTriggered(event)
            return
        }
        inputHasEnded = true
        finishLine()
        switch phase {
        case .waiting where pending.isEmpty: context.close(promise: nil)
        case .closing: context.close(promise: nil)
        case .waiting, .ready: proceed()
        case .opening, .busy: break
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A caller who is gone is nothing to report: the conversation waits under its code.
        context.close(promise: nil)
    }

    // MARK: The queue of what was typed

    private func enqueue(_ item: Pending) {
        backlog += LineHandler.size(item)
        pending.append(item)
    }

    /// Puts something back to be taken next.
    func putBack(_ item: Pending) {
        backlog += LineHandler.size(item)
        pending.insert(item, at: 0)
    }

    private static func size(_ item: Pending) -> Int {
        switch item {
        case .line(let line): line.bytes.count + 16
        case .text(let text): text.utf8.count + 16
        }
    }

    /// Answers what waits, in order, until the desk has to think or nothing waits.
    func proceed() {
        while phase == .ready || phase == .waiting, !pending.isEmpty {
            let item = pending.removeFirst()
            backlog -= LineHandler.size(item)
            switch item {
            case .line(let line): answer(line)
            case .text(let text): answer(text)
            }
        }
        if phase == .ready, pending.isEmpty {
            if isLeaving { leave() } else if inputHasEnded { hangUp() } else { sayNews() }
        }
        if readIsHeld, backlog <= LineHandler.backlogLimit / 2 {
            readIsHeld = false
            context?.read()
        }
    }

    /// Holds reading back while much is waiting: type-ahead is never dropped, and never fills the memory.
    func read(context: ChannelHandlerContext) {
        if backlog > LineHandler.backlogLimit { readIsHeld = true } else { context.read() }
    }

    // MARK: Bytes out

    /// Says a text in short lines, in the caller's encoding and with the caller's line ends.
    func say(_ text: String) {
        let lineEnd = telnet != nil || assembler.seesReturns ? "\r\n" : "\n"
        let lines = LineLayout.lines(of: text).map { $0 + lineEnd }
        if lines.isEmpty { return }
        send((encoding ?? .utf8).encode(lines.joined()))
        quietSince = .now()
    }

    private func send(_ bytes: [UInt8]) {
        context?.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
    }

    /// Closes once everything said is out. The sending side goes first: closing both at once while the caller still
    /// types would make the system throw our last words away.
    func hangUp() {
        if phase == .closing { return }
        phase = .closing
        guard let context else { return }
        context.close(mode: .output, promise: nil)
        if inputHasEnded {
            context.close(promise: nil)
        } else {
            after(.seconds(1)) { $0.context?.close(promise: nil) }
        }
    }

    // MARK: Time and tasks

    /// Runs something on this line after a while.
    func after(_ duration: Duration, _ body: @escaping (LineHandler) -> Void) {
        context?.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(duration)) { body(self) }
    }

    /// Runs asynchronous work, and comes back to this line with its result.
    /// - Parameter finally: told in the end, also where the line is closed by then.
    func begin<Result: Sendable>(
        _ work: @escaping @Sendable () async -> Result, then: @escaping (LineHandler, Result) -> Void,
        finally: @escaping (LineRoster) -> Void = { _ in }
    ) {
        guard let eventLoop = context?.eventLoop else { return }
        let roster = server.roster(of: eventLoop)
        let promise = eventLoop.makePromise(of: Result.self)
        promise.completeWithTask(work)
        promise.futureResult.assumeIsolated().whenSuccess { result in
            if self.phase != .closing { then(self, result) }
            finally(roster)
        }
    }

    /// Called about once a second: says what is to be said to silence.
    func tick(_ now: NIODeadline) {
        if !talk.news.waiting.isEmpty { sayNews() }
        guard phase == .ready, pending.isEmpty, !talk.isHeld else { return }
        let silence = server.options.silence
        let quiet = now - quietSince
        switch rung {
        case 0 where quiet >= TimeAmount(silence.reassure): remark(talk.sentences.stillHere)
        case 1 where quiet >= TimeAmount(silence.offerPerson): remark(talk.sentences.offerPerson)
        case 2 where quiet >= TimeAmount(silence.park):
            say(talk.sentences.park(code: talk.code))
            hangUp()
        default: break
        }
    }

    /// Says something into the silence; the silence goes on counting from the caller's last word.
    private func remark(_ sentence: String) {
        let since = quietSince
        rung += 1
        say(sentence)
        quietSince = since
    }

    /// The server is going down: what is waiting is answered, then the caller hears how to go on.
    func serverLeaves() {
        isLeaving = true
        switch phase {
        case .waiting: hangUp()
        case .ready: proceed()
        case .opening, .busy, .closing: break
        }
    }

    private func leave() {
        say(talk.sentences.leaving(code: talk.code))
        hangUp()
    }
}
