import Testing

@testable import TelegramBotAPI

/// The token and what people write stand in no error and in no line of a log, whatever a server does with them.
@Suite(.timeLimit(.minutes(10))) struct SecrecyTests {
    private static let path = "/bot123456:\(secret)/sendMessage"
    private static let words = "our little secret"

    @Test(arguments: [
        ScriptedServer.Answer.refusal(404, "Not Found: \(path)"),
        .refusal(400, String(repeating: "x", count: 490) + path),
        .respond(status: 502, body: "<html>The requested URL \(path) was not found</html>"),
        .respond(status: 502, body: String(repeating: "x", count: 80) + path),
        .respond(status: 502, body: String(repeating: "x", count: 95) + path),
        .respond(status: 302, headers: ["location": path], body: path),
        .respond(status: 200, body: #"{"ok":true,"result":"\#(path)"}"#),
        .respond(status: 200, body: #"{"ok":"\#(path)"}"#),
        .respond(status: 200, body: #"{"ok":true,"result":{"message_id":"\#(path) \#(words)"}}"#),
        .respond(status: 200, body: #"{"ok":true,"result":{"message_id":1,"chat":{"\#(path)":"\#(words)"}}}"#),
        .respond(status: 200, headers: [path: path], body: "{}"),
        .bytes(Array("\(path)\r\n\r\n".utf8)),
        .drop,
    ])
    func noErrorAndNoLineHoldsTheToken(answer: ScriptedServer.Answer) async throws {
        let log = LogRecorder()
        try await withClient(logger: log.logger) { _ in
            answer
        } body: { call, _ in
            let error = await #expect(throws: BotAPIError.self) {
                try await call(SendMessage(chatID: 1, text: Self.words))
            }
            var dumped = ""
            dump(error, to: &dumped)
            dump(call, to: &dumped)
            for text in ["\(String(describing: error))", String(reflecting: error), dumped] + log.lines {
                #expect(!text.contains(secret.prefix(12)), "\(text)")
                #expect(!text.contains(Self.words), "\(text)")
            }
            #expect(!log.lines.isEmpty)
        }
    }

    @Test(arguments: ["http://127.0.0.1:1", "http://nobody.invalid", "https://127.0.0.1:1"])
    func noErrorHoldsTheTokenWhereNobodyAnswers(url: String) async throws {
        let log = LogRecorder()
        try await withHTTPClient { httpClient in
            let call = try BotAPIClient(
                token: makeToken(),
                apiURL: url,
                httpClient: httpClient,
                logger: log.logger
            )
            let error = await #expect(throws: BotAPIError.self) { try await call(GetMe()) }
            for text in ["\(String(describing: error))"] + log.lines { #expect(!text.contains(secret)) }
        }
    }

    @Test func pollingLogsNeitherTheTokenNorWhatPeopleWrite() async throws {
        let log = LogRecorder()
        try await withClient(logger: log.logger) { request in
            switch request.index {
            case 0: .respond(body: #"{"ok":true,"result":[{"update_id":5,"message":"\#(Self.words)""#)
            case 1: .refusal(409, "Conflict at \(Self.path)")
            case 2: .respond(status: 502, body: Self.path)
            case 3: .result(#"[{"text":"\#(Self.words)"},{"update_id":5,"message":{"text":"\#(Self.words)"}}]"#)
            default: .refusal(401, "Unauthorized \(Self.path)")
            }
        } body: { client, _ in
            let polling = LongPolling(client: client, clock: InstantClock(), logger: log.logger)
            let error = await #expect(throws: BotAPIError.self) {
                for try await received in polling {
                    #expect(!"\(received.update)".contains(Self.words))
                    received.confirm()
                }
            }
            for text in ["\(String(describing: error))"] + log.lines {
                #expect(!text.contains(secret.prefix(12)), "\(text)")
                #expect(!text.contains(Self.words), "\(text)")
            }
            #expect(log.notable.count == 4, "\(log.notable)")
        }
    }
}
