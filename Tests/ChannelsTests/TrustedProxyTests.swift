import HTTPTypes
import Testing

@testable import Channels

@Suite("Whose address a request comes from")
struct TrustedProxyTests {
    @Test(
        "The visitor's address is believed only where a trusted proxy tells it",
        arguments: [
            ([], "203.0.113.9", [], "203.0.113.9"),
            ([], "203.0.113.9", ["198.51.100.1"], "203.0.113.9"),
            ([], "127.0.0.1", ["198.51.100.1"], nil),
            ([], "::1", [], nil),
            (["127.0.0.1"], "127.0.0.1", ["198.51.100.1"], "198.51.100.1"),
            (["127.0.0.1"], "127.0.0.1", [], nil),
            (["127.0.0.1"], "203.0.113.9", ["198.51.100.1"], "203.0.113.9"),
            (["10.0.0.0/8"], "10.1.2.3", ["6.6.6.6, 198.51.100.1, 10.9.9.9"], "198.51.100.1"),
            (["10.0.0.0/8"], "10.1.2.3", ["6.6.6.6", "198.51.100.1"], "198.51.100.1"),
            (["10.0.0.0/8"], "11.1.2.3", ["198.51.100.1"], "11.1.2.3"),
            (["10.0.0.0/8"], "10.1.2.3", ["made up"], nil),
            (["10.0.0.0/8"], "10.1.2.3", ["198.51.100.1, made up"], nil),
            (["::1"], "::1", ["2001:db8:1:2:3:4:5:6"], "2001:db8:1:2::/64"),
            (["0.0.0.0/0"], "8.8.8.8", ["9.9.9.9"], nil),
            (["127.0.0.1"], "::ffff:127.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ] as [([String], String, [String], String?)])
    func visitor(_ trusted: [String], _ peer: String, _ forwarded: [String], _ expected: String?) throws {
        let proxies = try #require(TrustedProxies(trusted))
        #expect(proxies.visitor(peer: peer, forwarded: forwarded) == expected)
    }

    @Test(
        "What is neither an address nor a range is refused",
        arguments: ["proxy", "10.0.0.0/33", "10.0.0.0/x", "1/2/3", ""])
    func refused(_ text: String) {
        #expect(TrustedProxies([text]) == nil)
    }

    @Test("Loopback without a trusted proxy is no address; behind one each visitor has their own")
    func overHTTP() async throws {
        let headers: HTTPFields = [HTTPField.Name("X-Forwarded-For")!: "198.51.100.7"]
        for (proxies, expected) in [(TrustedProxies(), nil), (TrustedProxies(["127.0.0.1"])!, "198.51.100.7")]
            as [(TrustedProxies, String?)]
        {
            let host = ScriptedHost()
            try await withHTTP(host, options: HTTPOptions(trustedProxies: proxies)) { client in
                _ = try await client.post("/v1/conversations", "{}", headers)
            }
            #expect(await host.openings.map(\.address) == [expected])
        }
    }
}
