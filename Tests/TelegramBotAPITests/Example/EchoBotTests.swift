import Foundation
import NIOConcurrencyHelpers
import Testing

@testable import TelegramBotAPI

/// The example of the documentation is this one, and it works.
@Suite(.timeLimit(.minutes(10))) struct EchoBotTests {
    @Test func answersUntilItIsCancelled() async throws {
        let (sent, sends) = AsyncStream<String>.makeStream()
        let polls = NIOLockedValueBox(0)
        let chat = #""chat":{"id":2,"type":"private"}"#
        try await ScriptedServer.run { request in
            switch request.method {
            case "getMe":
                return .result(#"{"id":1,"is_bot":true,"first_name":"Echo","username":"echo_bot"}"#)
            case "sendMessage":
                sends.yield(request.body)
                return .result(#"{"message_id":2,"date":1,\#(chat)}"#)
            case "getUpdates" where request.body.contains(#""timeout":0"#):
                return .result("[]")
            case "getUpdates":
                let poll = polls.withLockedValue { polls in
                    polls += 1
                    return polls
                }
                guard poll == 1 else { return .hold }
                return .result(
                    #"""
                    [{"update_id":5,"message":{"message_id":1,"date":1,\#(chat),"text":"hello"}},
                    {"update_id":6,"message":{"message_id":2,"date":1,\#(chat),"voice":{}}}]
                    """#
                )
            default:
                return .refusal(404, "Not Found")
            }
        } body: { server in
            let token = try makeToken()
            let bot = Task { try await runEchoBot(token: token, apiURL: server.url) }
            var messages = sent.makeAsyncIterator()
            let first = await messages.next()
            #expect(first?.contains(#""text":"hello""#) == true)
            let second = await messages.next()
            #expect(second?.contains("voice") == true)
            bot.cancel()
            try await bot.value
        }
    }

    @Test func standsInTheDocumentation() throws {
        let here = URL(filePath: #filePath)
        let root = here.deletingLastPathComponent().appending(path: "../../..").standardizedFileURL
        let example = try String(
            contentsOf: here.deletingLastPathComponent().appending(path: "EchoBot.swift"),
            encoding: .utf8
        )
        let article = root.appending(path: "Sources/TelegramBotAPI/Documentation.docc/TelegramBotAPI.md")
        #expect(try String(contentsOf: article, encoding: .utf8).contains("```swift\n\(example)```"))
    }
}
