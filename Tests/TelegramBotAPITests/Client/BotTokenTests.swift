import Testing

@testable import TelegramBotAPI

@Suite struct BotTokenTests {
    @Test(arguments: [
        "", ":", "1:", ":a", "1", "a:1", "1:a:b", "1: a", " 1:a", "1:a\n", "1:ä", "١:a", "bot1:a", "1:a/../b", "1:a?b",
        "1:a%20",
    ])
    func refusesWhatHasNotTheFormOfAToken(text: String) {
        #expect(BotToken(text) == nil)
    }

    @Test func showsNothing() throws {
        let token = try makeToken()
        var dumped = ""
        dump(token, to: &dumped)
        for text in ["\(token)", String(reflecting: token), dumped, "\([token])", "\(Optional(token) as Any)"] {
            #expect(!text.contains(secret), "\(text)")
        }
    }

    @Test(arguments: [
        "at /bot123456:\(secret)/getMe", "at /bot123456%3A\(secret)/getMe", "at /bot123456%3a\(secret)/getMe",
        "only \(secret)", "\(secret)\(secret)",
    ])
    func isTakenOutOfATextWithItsSecret(text: String) throws {
        let token = try makeToken()
        let redacted = token.redacted(text)
        #expect(!redacted.contains(secret))
        #expect(redacted.contains("<token>"))
    }
}
