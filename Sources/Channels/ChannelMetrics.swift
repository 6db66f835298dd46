import FrontDesk
import Synchronization

/// What the channels count, in the text format of Prometheus 0.0.4. One instance is shared by all channels.
public final class ChannelMetrics: Sendable {
    /// Upper bounds of the latency buckets, in seconds.
    static let bounds: [Double] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]

    private struct RouteKey: Hashable {
        var method: String
        var route: String
        var status: Int
    }

    private struct Latency {
        var buckets = [Int](repeating: 0, count: ChannelMetrics.bounds.count)
        var count = 0
        var seconds = 0.0

        mutating func add(_ duration: Double) {
            if let bucket = ChannelMetrics.bounds.firstIndex(where: { duration <= $0 }) { buckets[bucket] += 1 }
            count += 1
            seconds += duration
        }
    }

    private struct State {
        var requests: [RouteKey: Int] = [:]
        var latencies: [String: Latency] = [:]
        var turns: [ChannelKind: Latency] = [:]
        var refusals: [ChannelKind: Int] = [:]
    }

    private let state = Mutex(State())
    private let lines = Atomic<Int>(0)
    private let streams = Atomic<Int>(0)

    /// Makes empty counts.
    public init() {}

    /// Lines that are open now.
    public var openLines: Int { lines.load(ordering: .relaxed) }

    /// SSE streams that are open now.
    public var openStreams: Int { streams.load(ordering: .relaxed) }

    /// Counts an answered HTTP request.
    func request(method: String, route: String, status: Int, took duration: Duration) {
        state.withLock { state in
            state.requests[RouteKey(method: method, route: route, status: status), default: 0] += 1
            state.latencies[route, default: Latency()].add(duration.inSeconds)
        }
    }

    /// Counts a turn that the desk answered.
    func turn(on channel: ChannelKind, took duration: Duration) {
        state.withLock { $0.turns[channel, default: Latency()].add(duration.inSeconds) }
    }

    /// Counts a turn that the desk could not answer.
    func refusedTurn(on channel: ChannelKind) {
        state.withLock { $0.refusals[channel, default: 0] += 1 }
    }

    /// Adds to the number of open lines, and returns the new number.
    @discardableResult
    func lines(_ change: Int) -> Int {
        lines.add(change, ordering: .relaxed).newValue
    }

    /// Adds to the number of open SSE streams.
    func streams(_ change: Int) {
        streams.add(change, ordering: .relaxed)
    }

    /// Everything counted so far, one sample a line.
    public func prometheusText() -> String {
        let state = self.state.withLock { $0 }
        var text = ""
        func family(_ name: String, _ type: String, _ help: String) {
            text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
        }
        func histogram(_ name: String, _ label: String, _ latency: Latency) {
            var sum = 0
            for (bound, count) in zip(ChannelMetrics.bounds, latency.buckets) {
                sum += count
                text += "\(name)_bucket{\(label),le=\"\(bound)\"} \(sum)\n"
            }
            text += "\(name)_bucket{\(label),le=\"+Inf\"} \(latency.count)\n"
            text += "\(name)_sum{\(label)} \(latency.seconds)\n\(name)_count{\(label)} \(latency.count)\n"
        }
        family("frontdesk_http_requests_total", "counter", "HTTP requests answered.")
        for (key, count) in state.requests.sorted(by: { ($0.key.route, $0.key.status) < ($1.key.route, $1.key.status) })
        {
            let labels = "method=\"\(key.method)\",route=\"\(key.route)\",status=\"\(key.status)\""
            text += "frontdesk_http_requests_total{\(labels)} \(count)\n"
        }
        family("frontdesk_http_request_seconds", "histogram", "Time from a request's head to its answer's head.")
        for (route, latency) in state.latencies.sorted(by: { $0.key < $1.key }) {
            histogram("frontdesk_http_request_seconds", "route=\"\(route)\"", latency)
        }
        family("frontdesk_turn_seconds", "histogram", "Time the desk took to answer a turn, durably.")
        for (channel, latency) in state.turns.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            histogram("frontdesk_turn_seconds", "channel=\"\(channel.rawValue)\"", latency)
        }
        family("frontdesk_turns_refused_total", "counter", "Turns the desk could not answer.")
        for (channel, count) in state.refusals.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            text += "frontdesk_turns_refused_total{channel=\"\(channel.rawValue)\"} \(count)\n"
        }
        family("frontdesk_open_lines", "gauge", "Phone lines open now.")
        text += "frontdesk_open_lines \(openLines)\n"
        family("frontdesk_open_event_streams", "gauge", "SSE streams open now.")
        text += "frontdesk_open_event_streams \(openStreams)\n"
        return text
    }
}

extension Duration {
    /// The duration in seconds.
    var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) * 1e-18
    }
}
