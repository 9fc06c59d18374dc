import Testing

@testable import TelegramSandbox

@Suite struct LinkTests {
    @Test(arguments: [
        "https://example.com", "HTTP://EXAMPLE.com:8080/a?b#c", "https://user@example.com/", "https://пример.рф/путь",
        "https://1.2.3.4", "https://[::1]/", "tg://user?id=5", "ton://transfer", "example.com", "example.com:80/x",
    ])
    func links(url: String) {
        #expect(LinkTarget.isLink(url))
    }

    @Test(arguments: [
        "", "x", "#part", "/path", "http://", "https://localhost:8080", "https:example.com", "https://.com", "tg://",
        "https://a b.com", "https://exa\nmple.com", "javascript:alert(1)", "data:text/html,x", "file:///a.b",
        "mailto:a@example.com", "https://user@", "https://<b>.com",
    ])
    func noLinks(url: String) {
        #expect(!LinkTarget.isLink(url))
    }
}
