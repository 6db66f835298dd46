import Testing

@testable import Channels

@Suite("Whose address a line has", .timeLimit(.minutes(1)))
struct LineAddressTests {
    @Test(
        "The header of a proxy is taken off and read",
        arguments: [
            ("PROXY TCP4 198.51.100.7 10.0.0.1 5000 7070\r\n挂号", .caller("198.51.100.7", rest: Array("挂号".utf8))),
            ("PROXY TCP6 2001:db8::1 ::1 5000 7070\r\n", .caller("2001:db8::1", rest: [])),
            ("PROXY UNKNOWN\r\nhi", .caller(nil, rest: Array("hi".utf8))),
            ("PROXY TCP4 198.51.100.7\r\n", .caller(nil, rest: [])),
            ("", .incomplete),
            ("PRO", .incomplete),
            ("PROXY TCP4 198.51", .incomplete),
            ("PROXY " + String(repeating: "x", count: 101), .none),
            ("PROBLEM\n", .none),
            ("我要挂号\n", .none),
        ] as [(String, ProxyHeader)])
    func header(_ text: String, _ expected: ProxyHeader) {
        #expect(ProxyHeader(Array(text.utf8)) == expected)
    }

    @Test("Callers from this machine have no address; behind a trusted proxy each has their own")
    func overTheLine() async throws {
        let trusted = LineOptions(greetingDelay: .seconds(30), trustedProxies: TrustedProxies(["127.0.0.1"])!)
        let header = "PROXY TCP4 198.51.100.7 127.0.0.1 5000 7070\r\n"
        let cases: [(LineOptions, [String], String?)] = [
            (LineOptions(), ["挂号\n"], nil),
            (trusted, ["挂号\n"], nil),
            (trusted, [header + "挂号\n"], "198.51.100.7"),
            (trusted, ["PROXY T", String(header.dropFirst(7)), "挂号\n"], "198.51.100.7"),
        ]
        for (options, pieces, expected) in cases {
            let host = ScriptedHost()
            try await withLines(host, options: options) { ports in
                let line = try await Wire.connect(to: ports.raw!)
                for piece in pieces { try await line.send(piece) }
                _ = await line.read(until: "听到：挂号\n")
                await line.close()
            }
            #expect(await host.messages.map(\.address) == [expected])
        }
    }

    @Test("Who is not trusted cannot make up an address")
    func madeUp() async throws {
        let host = ScriptedHost()
        try await withLines(host) { ports in
            let line = try await Wire.connect(to: ports.raw!)
            try await line.send("PROXY TCP4 198.51.100.7 127.0.0.1 5000 7070\n")
            _ = await line.read(until: "听到：PROXY")
            await line.close()
        }
        #expect(await host.messages.map(\.address) == [nil])
    }
}
