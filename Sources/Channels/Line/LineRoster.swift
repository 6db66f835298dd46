import FrontDesk
import NIOCore

/// The open lines of one event loop, and the one timer that they share.
final class LineRoster {
    /// Conversations that are opened or resumed at a time. Each takes a task and some kilobytes until it is kept, a line
    /// that waits for it next to nothing: thousands may call in the same second.
    private static let openingsAtOnce = 64

    private var lines: [ObjectIdentifier: LineHandler] = [:]
    private var timer: RepeatedTask?
    private var openings = 0
    /// Begins an opening; false where the caller is gone.
    private var waiting = CircularBuffer<() -> Bool>()

    /// Lets a line open its conversation when it is its turn; whoever begins must say when it is over.
    /// - Parameter begin: begins; false where there is nothing to begin any more.
    func awaitOpening(_ begin: @escaping () -> Bool) {
        waiting.append(begin)
        openNext()
    }

    /// An opening is over.
    func openingIsOver() {
        openings -= 1
        openNext()
    }

    private func openNext() {
        while openings < Self.openingsAtOnce, let begin = waiting.popFirst() {
            openings += 1
            if !begin() { openings -= 1 }
        }
    }

    func add(_ line: LineHandler) { lines[ObjectIdentifier(line)] = line }
    func remove(_ line: LineHandler) { lines[ObjectIdentifier(line)] = nil }

    /// Starts to look after the lines every so often.
    func start(on eventLoop: any EventLoop, every interval: TimeAmount) {
        let roster = NIOLoopBound(self, eventLoop: eventLoop)
        timer = eventLoop.scheduleRepeatedTask(initialDelay: interval, delay: interval) { _ in
            let now = NIODeadline.now()
            for line in roster.value.lines.values { line.tick(now) }
        }
    }

    /// Tells every line that the server goes down.
    func serverLeaves() {
        for line in lines.values { line.serverLeaves() }
    }

    /// Closes what is still open.
    func stop() {
        timer?.cancel()
        for line in lines.values { line.context?.close(promise: nil) }
    }
}

/// What all lines of a server share.
final class LineServer: Sendable {
    let host: any ConversationHost
    let options: LineOptions
    let metrics: ChannelMetrics
    private let rosters: [ObjectIdentifier: NIOLoopBound<LineRoster>]

    init(host: any ConversationHost, options: LineOptions, metrics: ChannelMetrics, loops: [any EventLoop]) async throws
    {
        self.host = host
        self.options = options
        self.metrics = metrics
        let silence = options.silence
        let shortest = min(silence.reassure, silence.offerPerson, silence.park)
        let interval = TimeAmount(min(.seconds(1), max(.milliseconds(5), shortest / 4)))
        var rosters: [ObjectIdentifier: NIOLoopBound<LineRoster>] = [:]
        for loop in loops {
            rosters[ObjectIdentifier(loop)] = try await loop.submit {
                let roster = LineRoster()
                roster.start(on: loop, every: interval)
                return NIOLoopBound(roster, eventLoop: loop)
            }.get()
        }
        self.rosters = rosters
    }

    /// The roster of an event loop; only to be asked for on that loop.
    func roster(of eventLoop: any EventLoop) -> LineRoster {
        guard let roster = rosters[ObjectIdentifier(eventLoop)] else {
            preconditionFailure("a line runs on a loop that its server does not know")
        }
        return roster.value
    }

    /// Does something with the roster of every loop, on that loop.
    func onEachRoster(_ body: @escaping @Sendable (LineRoster) -> Void) async throws {
        for roster in rosters.values {
            try await roster.eventLoop.submit { body(roster.value) }.get()
        }
    }
}
