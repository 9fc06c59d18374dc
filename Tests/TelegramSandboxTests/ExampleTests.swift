import AsyncHTTPClient
import NIOCore
import TelegramSandbox
import Testing

/// The example of the documentation: somebody else's bot, here one of a few lines, tested with nothing but the public interface.
@Suite(.timeLimit(.minutes(10))) struct ExampleTests {
    @Test func greetsByName() async throws {
        try await TelegramSandbox.withSandbox { sandbox, url in
            let bot = Task { try await runGreeter(apiURL: url, token: sandbox.botToken) }
            defer { bot.cancel() }

            let anna = await sandbox.person(firstName: "Anna")
            let message = await anna.send("/start")
            let reply = try await anna.replies(after: message)[0]

            #expect(reply.text == "Hello!")
            #expect(await sandbox.calls(of: "sendMessage").allSatisfy { $0.unknownParameters.isEmpty })
        }
    }

    /// A bot in any language, at the other end of the HTTP connection.
    private func runGreeter(apiURL: String, token: String) async throws {
        let api = "\(apiURL)/bot\(token)"
        let poll = HTTPClientRequest(url: "\(api)/getUpdates?timeout=50")
        let updates = try await HTTPClient.shared.execute(poll, timeout: .seconds(60))
        let text = String(buffer: try await updates.body.collect(upTo: 1_000_000))
        let chat = text.split(separator: #""chat":{"id":"#)[1].prefix { $0.isNumber }
        let answer = HTTPClientRequest(url: "\(api)/sendMessage?chat_id=\(chat)&text=Hello!")
        _ = try await HTTPClient.shared.execute(answer, timeout: .seconds(60))
    }
}
