import Dialogue
import FrontDesk
import Logging
import ServiceLifecycle
import Testing

@testable import Channels

/// Serves a scripted desk on real line sockets for the length of a test; then shuts down gracefully.
func withLines(
    _ host: ScriptedHost = ScriptedHost(), options: LineOptions = LineOptions(),
    metrics: ChannelMetrics = ChannelMetrics(),
    _ test: @escaping @Sendable (LineChannel.Ports) async throws -> Void
) async throws {
    var options = options
    options.rawPort = 0
    options.telnetPort = 0
    let (ports, told) = AsyncStream.makeStream(of: LineChannel.Ports.self)
    let channel = LineChannel(
        host: host, options: options, metrics: metrics, logger: Logger(label: "test"),
        onListening: { told.yield($0) })
    let group = ServiceGroup(
        services: [channel], logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        let listening = try #require(await ports.first { _ in true })
        do {
            try await test(listening)
        } catch {
            await group.triggerGracefulShutdown()
            throw error
        }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
    }
}

@Suite("The line socket", .timeLimit(.minutes(1)))
struct LineSocketTests {
    @Test("A raw line greets, says how to go on after a drop, and answers turn by turn")
    func raw() async throws {
        let host = ScriptedHost()
        try await withLines(host) { ports in
            let line = try await Wire.connect(to: ports.raw!)
            let greeting = await line.read(until: "就能接着说。\n")
            #expect(greeting.hasPrefix("您好，请问想挂什么号？\n"))
            #expect(greeting.contains("4821"))
            try await line.send("我想挂号\n")
            #expect(await line.read(until: "\n") == "听到：我想挂号\n")
            await line.close()
        }
    }

    @Test("A half-closed line is answered to the end, in order and one turn at a time, then closed")
    func halfClose() async throws {
        let host = ScriptedHost(script: { message throws(DeskError) in
            for _ in 0..<50 { await Task.yield() }
            return [ScriptedHost.reply("听到：\(message.text)")]
        })
        try await withLines(host) { ports in
            let line = try await Wire.connect(to: ports.raw!)
            let texts = (1...20).map { "话\($0)" }
            try await line.send(texts.joined(separator: "\r\n"))
            try await line.finishSending()
            let said = await line.readToEnd()
            // The greeting may have gone out before it was known how this line ends its lines.
            let answers = said.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("听到：") }
            #expect(answers.map(String.init) == texts.map { "听到：\($0)" })
        }
        #expect(await host.mostAtOnce == 1)
    }

    @Test("GB18030 is found from the first line and answered in kind")
    func chinese() async throws {
        let host = ScriptedHost()
        try await withLines(host) { ports in
            let line = try await Wire.connect(to: ports.raw!)
            try await line.send(LineEncoding.gb18030.encode("预约\r\n"))
            let wanted = LineEncoding.gb18030.encode("听到：预约\r\n")
            #expect(await line.read(until: wanted) != nil)
            await line.close()
        }
        #expect(await host.texts == ["预约"])
    }

    @Test("Telnet opens with BINARY, greets at once, answers AYT and keeps every byte of a name")
    func telnet() async throws {
        let host = ScriptedHost()
        try await withLines(host) { ports in
            let line = try await Wire.connect(to: ports.telnet!)
            #expect(await line.read(count: 6) == TelnetNegotiation.opening)
            _ = await line.read(until: "就能接着说。\r\n")
            try await line.send([0xFF, 0xFB, 0x00, 0xFF, 0xFD, 0x00, 0xFF, 0xFD, 0x01])
            #expect(await line.read(until: [0xFF, 0xFC, 0x01]) != nil)
            try await line.send([0xFF, 0xF6])
            _ = await line.read(until: "[在 / yes]\r\n")
            try await line.send("李医生\r\n")
            #expect(await line.read(until: "\r\n") == "听到：李医生\r\n")
            await line.close()
        }
    }

    @Test("Half lines are joined until the line ends, the turn is handed over or the caller pauses")
    func halfLines() async throws {
        let host = ScriptedHost()
        try await withLines(host, options: LineOptions(pause: .seconds(30))) { ports in
            let line = try await Wire.connect(to: ports.raw!)
            _ = await line.read(until: "就能接着说。\n")
            for piece in ["我想", "挂", "号\u{8}", "号\n"] { try await line.send(piece) }
            _ = await line.read(until: "听到：我想挂号\n")
            for piece in ["EYE ", "CLINIC ", "GA"] { try await line.send(piece) }
            _ = await line.read(until: "听到：EYE CLINIC GA\n")
            await line.close()
        }
        try await withLines(host, options: LineOptions(pause: .milliseconds(50))) { ports in
            let line = try await Wire.connect(to: ports.raw!)
            try await line.send("明天")
            _ = await line.read(until: "听到：明天\n")
            await line.close()
        }
        #expect(await host.texts == ["我想挂号", "EYE CLINIC", "明天"])
    }

    @Test("Keys alone are requests; the numbers of what was read out are its choices; other digits are answers")
    func keys() async throws {
        let host = ScriptedHost(
            view: { message, _ in
                ConversationView(
                    lang: "zh", awaiting: message.text == "12" ? .init(kind: "field", field: "when") : nil)
            },
            script: { message throws(DeskError) in
                [ScriptedHost.reply("哪一天？", message.text == "选" ? [("周三", "就周三"), ("周四", "就周四")] : [])]
            })
        try await withLines(host) { ports in
            let line = try await Wire.connect(to: ports.raw!)
            _ = await line.read(until: "就能接着说。\n")
            for key in ["*", "#", "0", "9", "＊", "选"] {
                try await line.send(key + "\n")
                _ = await line.read(until: "哪一天？\n")
            }
            #expect(await line.read(until: "\n") == "1 周三   2 周四\n")
            for key in ["2", "2", "12345678#", "12", "9"] {
                try await line.send(key + "\n")
                _ = await line.read(until: "哪一天？\n")
            }
            await line.close()
        }
        #expect(await host.texts == ["重复", "慢一点", "人工", "从头开始", "重复", "选", "就周四", "2", "12345678", "12", "9"])
    }

    @Test("The first line may be the resume code of an earlier call")
    func resume() async throws {
        let host = ScriptedHost()
        try await withLines(host, options: LineOptions(greetingDelay: .seconds(30))) { ports in
            let first = try await Wire.connect(to: ports.raw!)
            try await first.send("我想挂号\n")
            _ = await first.read(until: "听到：我想挂号\n")
            await first.close()
            let second = try await Wire.connect(to: ports.raw!)
            try await second.send("48 21\n骨科\n")
            let said = await second.read(until: "听到：骨科\n")
            #expect(said.hasPrefix("我们接着说：挂哪个科？\n"), "no greeting before it")
            let third = try await Wire.connect(to: ports.telnet!)
            _ = await third.read(until: "就能接着说。\r\n")
            try await third.send("9999\r\n眼科\r\n")
            #expect(await third.read(until: "听到：眼科\r\n").contains("没有找到续接码 9999"))
            await second.close()
            await third.close()
        }
        let conversations = await host.messages.map(\.conversation)
        #expect(conversations[0] == conversations[1])
        #expect(conversations[1] != conversations[2])
        #expect(await host.texts == ["我想挂号", "骨科", "眼科"])
    }

    @Test("Too long, unreadable, empty and HTTP lines are met with a sentence, and the line goes on")
    func badLines() async throws {
        let host = ScriptedHost()
        try await withLines(host) { ports in
            let line = try await Wire.connect(to: ports.raw!)
            for _ in 0..<16 { try await line.send([UInt8](repeating: 0x61, count: 65_536)) }
            try await line.send("\n")
            _ = await line.read(until: "这一行太长了")
            try await line.send([0xE5, 0x8F, 0xFF, 0x80, 0x0A])
            _ = await line.read(until: "please type the line again")
            try await line.send("\n \n")
            for _ in 0..<2 { _ = await line.read(until: "您好，请问想挂什么号？\n") }
            try await line.send("\u{FEFF}好\u{0}的\u{7}\n")
            _ = await line.read(until: "听到：好的\n")
            await line.close()
            let browser = try await Wire.connect(to: ports.raw!)
            try await browser.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await browser.readToEnd().hasSuffix("Connection: close\r\n\r\n"))
        }
        #expect(await host.texts == ["好的"])
    }

    @Test("Silence is met with patience, then a person is offered, then the talk is kept; 等一下 stops the clock")
    func silence() async throws {
        let silence = LineOptions.Silence(
            reassure: .milliseconds(60), offerPerson: .milliseconds(120), park: .milliseconds(180))
        try await withLines(options: LineOptions(silence: silence)) { ports in
            let line = try await Wire.connect(to: ports.raw!)
            let said = await line.readToEnd()
            let order = ["我还在", "打 0 可以转人工", "先到这里"].map { said.range(of: $0)?.lowerBound }
            #expect(!order.contains(nil) && order.compactMap { $0 } == order.compactMap { $0 }.sorted())
        }
        let slower = LineOptions.Silence(
            reassure: .milliseconds(700), offerPerson: .milliseconds(1400), park: .milliseconds(2100))
        try await withLines(options: LineOptions(silence: slower)) { ports in
            let patient = try await Wire.connect(to: ports.raw!)
            try await patient.send("等一下\n")
            _ = await patient.read(until: "我等您。\n")
            try await Task.sleep(for: .seconds(3))
            try await patient.send("好了\n")
            #expect(await patient.read(until: "听到：好了\n") == "听到：好了\n")
            await patient.close()
        }
    }

    @Test("A call ends with SK; a message that could not be kept is tried again under the same id")
    func endsAndRetries() async throws {
        let host = ScriptedHost(script: { message throws(DeskError) in
            if message.text == "忙" { throw .busy(retryAfterSeconds: 1) }
            return [ScriptedHost.reply("听到：\(message.text)")]
        })
        try await withLines(host) { ports in
            let line = try await Wire.connect(to: ports.raw!)
            try await line.send("忙\nTHANK YOU SK\n")
            let said = await line.readToEnd()
            #expect(said.contains("我再试一次") && said.contains("现在办不了"))
            #expect(said.hasSuffix("听到：THANK YOU\n"))
        }
        let ids = await host.messages.filter { $0.text == "忙" }.map(\.id)
        #expect(ids.count == 4 && Set(ids).count == 1)
    }

    @Test("More callers than lines are asked to call again; a shutdown tells everybody how to go on")
    func limits() async throws {
        let metrics = ChannelMetrics()
        let (lines, told) = AsyncStream.makeStream(of: Wire.self)
        try await withLines(options: LineOptions(maximumLines: 2), metrics: metrics) { ports in
            for _ in 0..<2 {
                let line = try await Wire.connect(to: ports.raw!)
                _ = await line.read(until: "就能接着说。\n")
                told.yield(line)
            }
            let third = try await Wire.connect(to: ports.raw!)
            #expect(await third.readToEnd().contains("线路都占满了"))
        }
        told.finish()
        for await line in lines { #expect(await line.readToEnd().contains("系统要重启一下")) }
        #expect(metrics.openLines == 0)
    }

    @Test("The port being taken is one clear error")
    func portTaken() async throws {
        try await withLines { ports in
            let second = LineChannel(
                host: ScriptedHost(), options: LineOptions(rawPort: ports.raw, telnetPort: nil),
                logger: Logger(label: "test"))
            let error = await #expect(throws: ChannelError.self) { try await second.run() }
            #expect(error?.description.contains("cannot listen on 127.0.0.1:\(ports.raw!)") == true)
        }
    }
}
