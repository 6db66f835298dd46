import Channels
import Foundation
import FrontDesk
import Logging
import ServiceLifecycle

/// Durable turns per second, in process and over HTTP, beside a bare JSON echo route of the same server.
enum TurnsBench {
    static let connections = 32
    static let turns = 300
    /// How long each measurement may take at most.
    static let seconds = 10.0
    /// A talk as people have it: fields, questions, and one search that holds what it offers.
    static let talk = ["你好", "我想挂个号", "皮肤科", "要多少钱", "在几楼", "下周三下午", "几点放号", "算了，不挂了"]
    /// Nothing but searches: each gives back what it held and holds what it offers anew.
    static let searches = ["挂皮肤科的号，下周三", "下午呢", "换个医生", "那周四呢", "都不要", "周五呢", "上午", "女医生"]

    static func run(on engine: BenchEngine) async throws -> [BenchLine] {
        let installation = try await BenchInstallation.make(days: 15, postgres: engine.database)
        defer { installation.remove() }
        let desk = installation.desk
        let port = PortBox()
        let http = HTTPChannel(
            host: desk, options: HTTPOptions(port: 0, echoPath: "/bench/echo"),
            logger: LogSetup.logger("bench", level: .error)
        ) { await port.set($0) }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: http)], logger: LogSetup.logger("bench", level: .error)))
        let serving = Task { try await group.run() }
        let number = await port.value()
        // Once without counting, so that code and caches are warm in every measurement alike.
        _ = await echo(number, requests: 50)
        let inProcess = try await inProcessTurns(desk, talk)
        let searching = try await inProcessTurns(desk, searches)
        let echoed = await echo(number, requests: turns)
        let talked = try await httpTurns(desk, port: number)
        let echoCost = await costOfEcho(number)
        var costs = TurnCosts(installation: installation)
        try await costs.measure()
        await group.triggerGracefulShutdown()
        try? await serving.value
        await installation.store.close()
        return [
            BenchLine(
                what: "\(engine.name): JSON echo over HTTP, the baseline",
                figures: rate(echoed.perSecond) + "  " + tail(echoed.latencies)),
            BenchLine(
                what: "\(engine.name): durable turns in process",
                figures: rate(inProcess.perSecond) + "  " + tail(inProcess.latencies) + "  " + cost(inProcess),
                ratio: BenchLine.percent(inProcess.perSecond / echoed.perSecond, "of the echo"),
                promise: BenchLine.kept(inProcess.perSecond >= echoed.perSecond / 2, "≥ 50 % of the echo")),
            BenchLine(
                what: "\(engine.name): the same, nothing but searches",
                figures: rate(searching.perSecond) + "  " + tail(searching.latencies) + "  " + cost(searching),
                ratio: BenchLine.percent(searching.perSecond / echoed.perSecond, "of the echo")),
            BenchLine(
                what: "\(engine.name): durable turns over HTTP",
                figures: rate(talked.perSecond) + "  " + tail(talked.latencies)
                    + (talked.firstFailure.map { "  \(talked.failures) failed: \($0)" } ?? ""),
                ratio: BenchLine.percent(talked.perSecond / echoed.perSecond, "of the echo")),
            BenchLine(
                what: "\(engine.name): processor time of an echo, the baseline",
                figures: BenchLine.micro(echoCost) + "  with its client"),
        ]
            + TurnCosts.Kind.allCases.map { kind in
                let mean = costs.mean(kind) ?? 0
                return BenchLine(
                    what: "  \(kind.rawValue)", figures: BenchLine.micro(mean) + "  mean of \(costs.count(kind))",
                    ratio: BenchLine.times(mean / echoCost, "the echo"))
            }
    }

    /// Processor time of an echo request over one connection, both sides, in microseconds.
    private static func costOfEcho(_ port: Int) async -> Double {
        let before = Measurement.usedMicroseconds()
        let load = await HTTPLoad.run(port: port, connections: 1, requests: 2000, seconds: seconds) { _, number in
            ("/bench/echo", "", "{\"text\":\"\(talk[number % talk.count])\",\"message_id\":\"\(number)\"}")
        }
        return (Measurement.usedMicroseconds() - before) / Double(max(load.latencies.count, 1))
    }

    private static func rate(_ perSecond: Double) -> String { String(format: "%.0f/s", perSecond) }

    private static func tail(_ latencies: Measurement) -> String {
        "p50 \(BenchLine.micro(latencies.median))  p99 \(BenchLine.micro(latencies.p99))"
    }

    /// Processor time of a turn: reading, deciding, rendering, keeping.
    private static func cost(_ result: HTTPLoad.Result) -> String {
        BenchLine.micro(result.processorMicroseconds / Double(max(result.latencies.count, 1))) + " of processor each"
    }

    private static func echo(_ port: Int, requests: Int) async -> HTTPLoad.Result {
        await HTTPLoad.run(port: port, connections: connections, requests: requests) { _, number in
            ("/bench/echo", "", "{\"text\":\"\(talk[number % talk.count])\",\"message_id\":\"\(number)\"}")
        }
    }

    private static func httpTurns(_ desk: Desk, port: Int) async throws -> HTTPLoad.Result {
        var opened: [OpenedConversation] = []
        for _ in 0..<connections { opened.append(try await desk.open(OpenRequest(language: .zh, channel: .http))) }
        let conversations = opened
        return await HTTPLoad.run(
            port: port, connections: connections, requests: turns, seconds: seconds
        ) { connection, number in
            (
                "/v1/conversations/\(conversations[connection].id)/turns",
                "Authorization: Bearer \(conversations[connection].id).\(conversations[connection].token)\r\n",
                "{\"text\":\"\(talk[number % talk.count])\",\"message_id\":\"m\(number)\"}"
            )
        }
    }

    private static func inProcessTurns(_ desk: Desk, _ script: [String]) async throws -> HTTPLoad.Result {
        let start = Measurement.nanoseconds()
        let end = start + UInt64(seconds * 1e9)
        let processor = Measurement.processorMicroseconds()
        let parts = try await withThrowingTaskGroup(of: Measurement.self) { group in
            for _ in 0..<connections {
                group.addTask {
                    let opened = try await desk.open(OpenRequest(language: .zh, channel: .http))
                    var measurement = Measurement()
                    for number in 0..<turns where Measurement.nanoseconds() < end {
                        let began = Measurement.nanoseconds()
                        _ = try await desk.turn(
                            InboundMessage(
                                id: "m\(number)", conversation: opened.id, text: script[number % script.count],
                                channel: .http))
                        measurement.record(Measurement.nanoseconds() - began)
                    }
                    return measurement
                }
            }
            var parts: [Measurement] = []
            for try await part in group { parts.append(part) }
            return parts
        }
        var all = Measurement()
        for part in parts { all.add(part) }
        return HTTPLoad.Result(
            latencies: all, seconds: Double(Measurement.nanoseconds() - start) / 1e9, failures: 0,
            processorMicroseconds: Measurement.processorMicroseconds() - processor)
    }
}

/// The port of a server, once it listens.
actor PortBox {
    private var port: Int?
    private var waiting: [CheckedContinuation<Int, Never>] = []

    func set(_ port: Int) {
        self.port = port
        for continuation in waiting { continuation.resume(returning: port) }
        waiting = []
    }

    func value() async -> Int {
        if let port { return port }
        return await withCheckedContinuation { waiting.append($0) }
    }
}
