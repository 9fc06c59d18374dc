import Testing

@testable import TelegramMarkdown

@Suite struct LinkDestinationTests {
    @Test(arguments: [
        ("https://example.org", true), ("HTTP://Example.ORG/a?b#c", true), ("http://пример.рф/п", true),
        ("http://a.b:8080/", true), ("http://1.2.3.4", true), ("tg://resolve?domain=a", true),
        ("http://localhost", false), ("http://localhost:80", false), ("http://a.b:0", false),
        ("http://a.b:70000", false), ("http://a.b:", false), ("http://.a", false), ("http://a..b", false),
        ("http://a.b c", false), ("http://me@a.b", false), ("http://[::1]/", false), ("https:a.b", false),
        ("tg://", false), ("tg:resolve", false), ("ftp://a.b", false), ("javascript:alert(1)", false),
        ("a.b", false), ("/a", false), ("", false), ("http://a.b/" + String(repeating: "a", count: 2048), false),
    ])
    func linkable(url: String, isLinkable: Bool) {
        #expect(LinkDestination(url).isLinkable == isLinkable)
    }
}
