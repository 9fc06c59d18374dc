import Testing

@testable import TelegramBotAPI

@Suite(.timeLimit(.minutes(10))) struct ServerURLTests {
    @Test(arguments: [
        ("", "empty"), ("api.telegram.org", "http://"), ("ftp://api.telegram.org", "http://"),
        ("//api.telegram.org", "http://"),
        ("localhost:8081", "http://"), ("http://", "no host"), ("https:///path", "no host"),
        ("http://a b", "not a URL"),
        ("http://a/ b", "not a URL"), (" http://a", "not a URL"), ("http://a\n", "not a URL"),
        ("http://[::1", "not a URL"),
        ("http://a:99999", "port"), ("http://a:0", "port"), ("http://a:port", "not a URL"), ("http://user@a", "user"),
        ("http://user:password@a", "user"), ("http://a?b", "?"), ("http://a#b", "#"),
        ("https://api.telegram.org/bot123456:\(secret)", "before /bot"),
        ("https://api.telegram.org/bot123456:\(secret)/getMe", "before /bot"),
        ("https://api.telegram.org/123456:\(secret)", "before /bot"),
    ])
    func isRefusedWithAReasonAndWithoutTheText(text: String, reason: String) async throws {
        try await withHTTPClient { httpClient in
            let error = #expect(throws: BotAPIError.self) {
                try BotAPIClient(token: makeToken(), apiURL: text, httpClient: httpClient)
            }
            guard case .invalidURL(let told) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(told.contains(reason), "\(told)")
            #expect(!told.contains(secret))
        }
    }

    @Test(arguments: [
        ("https://api.telegram.org", "https://api.telegram.org"),
        ("https://api.telegram.org/", "https://api.telegram.org"),
        ("HTTP://LOCALHOST:8081//", "HTTP://LOCALHOST:8081"), ("http://[::1]:8081", "http://[::1]:8081"),
        ("http://192.168.0.2:8081/telegram/", "http://192.168.0.2:8081/telegram"), ("http://a/bots", "http://a/bots"),
    ])
    func isCompletedByTokenAndMethod(text: String, base: String) throws {
        let token = try makeToken()
        #expect(try ServerURL(text).address(of: "getMe", token: token) == "\(base)/bot123456:\(secret)/getMe")
    }
}
