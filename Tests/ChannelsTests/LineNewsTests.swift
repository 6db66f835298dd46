import FrontDesk
import Testing

@testable import Channels

@Suite("What the desk says on its own to an open line", .timeLimit(.minutes(1)))
struct LineNewsTests {
    /// A greeted line, to whose conversation the server listens.
    private func greeted(_ port: Int, _ host: ScriptedHost, as conversation: ConversationID = "c1") async throws -> Wire
    {
        let line = try await Wire.connect(to: port)
        _ = await line.read(until: "就能接着说。")
        _ = await line.read(until: "\n")
        while await host.listeners(to: conversation) == 0 { await Task.yield() }
        return line
    }

    @Test("A push is said at once, in short lines, and hands the turn over in the caller's manner")
    func push() async throws {
        let host = ScriptedHost()
        try await withLines(host) { ports in
            let line = try await greeted(ports.raw!, host)
            let long = "提醒您：" + String(repeating: "明天上午八点请到三楼心内科，", count: 6) + "带上医保卡。"
            await host.push(long, to: "c1")
            let said = await line.read(until: "带上医保卡。\n")
            let lines = said.split(separator: "\n")
            #expect(lines.count > 1 && lines.allSatisfy { DisplayWidth.of(String($0)) <= LineLayout.columns })
            #expect(lines.joined() == long)
            try await line.send("HELLO GA\n")
            _ = await line.read(until: "HELLO GA\n")
            await host.push("YOUR VISIT IS TOMORROW.", to: "c1")
            #expect(await line.read(until: "\n") == "YOUR VISIT IS TOMORROW. GA\n")
            await line.close()
        }
    }

    @Test("An answer is said once, though it is an event too; what came meanwhile is said before it")
    func once() async throws {
        let (hold, letGo) = AsyncStream.makeStream(of: Void.self)
        let host = ScriptedHost(script: { message throws(DeskError) in
            if message.text == "慢" { for await _ in hold { break } }
            return [ScriptedHost.reply("听到：\(message.text)")]
        })
        try await withLines(host) { ports in
            let line = try await greeted(ports.raw!, host)
            try await line.send("快\n慢\n")
            _ = await line.read(until: "听到：快\n")
            while await host.texts.count < 2 { await Task.yield() }
            await host.push("提醒您一件事。", to: "c1")
            letGo.yield()
            #expect(await line.read(until: "听到：慢\n") == "提醒您一件事。\n听到：慢\n")
            await host.push("还有一件。", to: "c1")
            #expect(await line.read(until: "\n") == "还有一件。\n")
            await line.close()
        }
    }

    @Test("Nobody is interrupted: not while half a line is typed, and not after 等一下")
    func patient() async throws {
        let host = ScriptedHost()
        try await withLines(host, options: LineOptions(pause: .seconds(30))) { ports in
            let line = try await greeted(ports.telnet!, host)
            let other = try await greeted(ports.raw!, host, as: "c2")
            let cases = [("等一下\r\n", "我等您。\r\n", "好了"), ("我想", "", "挂号")]
            for (said, answer, rest) in cases {
                try await line.send(said)
                if !answer.isEmpty { _ = await line.read(until: answer) }
                try await areYouThere(line)
                await host.push("提醒您。", to: "c1")
                await host.push("给别人的。", to: "c2")
                #expect(await other.read(until: "\n") == "给别人的。\n")
                #expect(try await areYouThere(line) == "[在 / yes]\r\n")
                try await line.send(rest + "\r\n")
                #expect(await line.read(until: rest + "\r\n").hasPrefix("提醒您。\r\n听到："))
            }
            await other.close()
            await line.close()
        }
    }

    /// Asks by telnet's own means, which is answered whatever the talk does; gives all that was said until then.
    @discardableResult
    private func areYouThere(_ line: Wire) async throws -> String {
        try await line.send([0xFF, 0xF6])
        return await line.read(until: "yes]\r\n")
    }

    @Test("A push leaves the numbers of the open question alone and names what can be said to it")
    func choices() async throws {
        let host = ScriptedHost(script: { message throws(DeskError) in
            [ScriptedHost.reply("哪一天？", [("周三", "就周三"), ("周四", "就周四")])]
        })
        try await withLines(host) { ports in
            let line = try await greeted(ports.raw!, host)
            try await line.send("挂号\n")
            _ = await line.read(until: "2 周四\n")
            await host.push("有人退号了，要吗？", choices: [("要", "我要退的号"), ("不要", "不要")], to: "c1")
            #expect(await line.read(until: "。\n") == "有人退号了，要吗？\n可以说：“我要退的号”、“不要”。\n")
            try await line.send("2\n")
            _ = await line.read(until: "2 周四\n")
            await line.close()
        }
        #expect(await host.texts == ["挂号", "就周四"])
    }

    @Test("What was said at another process without notice is read before the next answer")
    func gap() async throws {
        let host = ScriptedHost()
        try await withLines(host) { ports in
            let line = try await greeted(ports.raw!, host)
            try await line.send("一\n")
            _ = await line.read(until: "听到：一\n")
            await host.push("别处说的。", to: "c1", quietly: true)
            try await line.send("二\n")
            #expect(await line.read(until: "听到：二\n") == "别处说的。\n听到：二\n")
            await host.push("又是别处说的。", to: "c1", quietly: true)
            await host.push("这里说的。", to: "c1")
            #expect(await line.read(until: "这里说的。\n") == "又是别处说的。\n这里说的。\n")
            await line.close()
        }
    }

    @Test("A line that is gone is not listened for any more")
    func gone() async throws {
        let host = ScriptedHost()
        let metrics = ChannelMetrics()
        try await withLines(host, metrics: metrics) { ports in
            let line = try await greeted(ports.raw!, host)
            #expect(await host.listeners(to: "c1") == 1)
            await line.close()
            while await host.listeners(to: "c1") > 0 { await Task.yield() }
        }
    }
}
