import Testing

@testable import TelegramSandbox

@Suite("Who may use the page") struct PageAccessTests {
    private struct Case: CustomTestStringConvertible, Sendable {
        var host: String?
        var origin: String?
        var fetchSite: String?
        var isTaken: Bool
        var testDescription: String { "Host \(host ?? "–"), Origin \(origin ?? "–"), \(fetchSite ?? "–")" }
    }

    private static let own = "http://127.0.0.1:8081"

    @Test(
        "on loopback",
        arguments: [
            Case(host: "127.0.0.1:8081", isTaken: true),
            Case(host: "127.9.8.7", isTaken: true),
            Case(host: "localhost:8081", isTaken: true),
            Case(host: "LOCALHOST", isTaken: true),
            Case(host: "bot.localhost:1", isTaken: true),
            Case(host: "[::1]:8081", isTaken: true),
            Case(host: "[::1]", isTaken: true),
            Case(host: nil, isTaken: false),
            Case(host: "", isTaken: false),
            Case(host: "evil.example:8081", isTaken: false),
            Case(host: "127.0.0.1.evil.example", isTaken: false),
            Case(host: "localhost.evil.example", isTaken: false),
            Case(host: "evil-localhost", isTaken: false),
            Case(host: "127.0.0.256", isTaken: false),
            Case(host: "128.0.0.1", isTaken: false),
            Case(host: "192.168.0.1:8081", isTaken: false),
            Case(host: "localhost:x", isTaken: false),
            Case(host: "[::2]:8081", isTaken: false),
            Case(host: "[::1]evil", isTaken: false),
            Case(host: "127.0.0.1:8081", origin: own, isTaken: true),
            Case(host: "127.0.0.1:8081", origin: "https://127.0.0.1:8081", isTaken: true),
            Case(host: "LocalHost:8081", origin: "http://localhost:8081", isTaken: true),
            Case(host: "localhost:8081", origin: own, isTaken: false),
            Case(host: "127.0.0.1:8081", origin: "http://127.0.0.1:3000", isTaken: false),
            Case(host: "127.0.0.1:8081", origin: "http://evil.example", isTaken: false),
            Case(host: "127.0.0.1:8081", origin: "null", isTaken: false),
            Case(host: "127.0.0.1:8081", origin: "", isTaken: false),
            Case(host: "127.0.0.1:8081", origin: "file://", isTaken: false),
            Case(host: "127.0.0.1:8081", origin: "ftp://127.0.0.1:8081", isTaken: false),
            Case(host: "127.0.0.1:8081", origin: own, fetchSite: "same-origin", isTaken: true),
            Case(host: "127.0.0.1:8081", fetchSite: "none", isTaken: true),
            Case(host: "127.0.0.1:8081", fetchSite: "same-site", isTaken: false),
            Case(host: "127.0.0.1:8081", fetchSite: "cross-site", isTaken: false),
            Case(host: "127.0.0.1:8081", origin: own, fetchSite: "cross-site", isTaken: false),
            Case(host: "127.0.0.1:8081", fetchSite: "", isTaken: false),
        ]
    )
    private func loopback(example: Case) {
        let access = PageAccess(PageConfiguration(), host: "127.0.0.1")
        let refusal = access.refusal(host: example.host, origin: example.origin, fetchSite: example.fetchSite)
        #expect((refusal == nil) == example.isTaken)
        #expect(refusal.map(\.status) ?? 403 == 403)
    }

    @Test("anybody may lead a browser to the page, under a name of this machine only")
    func open() {
        let access = PageAccess(PageConfiguration(), host: "::1")
        #expect(access.refusal(host: "[::1]:1", origin: nil, fetchSite: "cross-site", isOpen: true) == nil)
        #expect(access.refusal(host: "evil.example", origin: nil, fetchSite: "none", isOpen: true)?.status == 403)
    }

    @Test("elsewhere any name will do, and there is always a key that nobody guesses")
    func elsewhere() throws {
        let access = PageAccess(PageConfiguration(), host: "0.0.0.0")
        #expect(access.refusal(host: "my-nas:8081", origin: "http://my-nas:8081", fetchSite: nil) == nil)
        #expect(access.refusal(host: "my-nas:8081", origin: "http://evil.example", fetchSite: nil) == .otherOrigin)
        let key = try #require(access.key)
        #expect(key.utf8.count == 32)
        #expect(key.allSatisfy { $0.isHexDigit })
        #expect(PageAccess(PageConfiguration(), host: "0.0.0.0").key != key)
        #expect(PageAccess(PageConfiguration(key: "mine"), host: "0.0.0.0").key == "mine")
        #expect(PageAccess(PageConfiguration(key: "mine"), host: "127.0.0.1").key == "mine")
    }

    @Test(
        "what listens for this machine alone",
        arguments: [
            ("127.0.0.1", true), ("127.1.2.3", true), ("localhost", true), ("::1", true), ("0.0.0.0", false),
            ("::", false), ("192.168.1.2", false), ("nas.local", false), ("", false), ("127.0.0.1.example", false),
        ]
    )
    func isLoopback(host: String, expected: Bool) {
        #expect(PageConfiguration.isLoopback(host) == expected)
        #expect((PageAccess(PageConfiguration(), host: host).key == nil) == expected)
    }

    @Test(
        "where the page is",
        arguments: [
            (nil, "/", ""), (nil, "/page/events", "page/events"), (nil, "", nil), ("abc", "/abc/", ""),
            ("abc", "/abc/page/events", "page/events"), ("abc", "/", nil), ("abc", "/abc", nil), ("abc", "/abd/", nil),
            ("abc", "/ab", nil), ("abc", "/abcd/", nil), ("abc", "/ABC/", nil), ("abc", "//abc/", nil),
        ] as [(String?, String, String?)]
    )
    func paths(key: String?, path: String, rest: String?) {
        let access = PageAccess(PageConfiguration(key: key), host: "127.0.0.1")
        #expect(access.rest(of: path).map(String.init) == rest)
    }
}
