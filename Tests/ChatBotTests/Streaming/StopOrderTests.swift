import LlamaServerTesting
import TelegramSandbox
import TestClocks
import Testing

@testable import ChatBot

/// Stop, while other things that jump the mailbox are under way.
@Suite(.timeLimit(.minutes(10))) struct StopOrderTests {
    /// What is said in the same chat waits for Telegram; Stop must not wait behind it.
    @Test func aWordThatWaitsForTelegramDoesNotKeepStopBack() async throws {
        try await StreamingScene.run { scene in
            try await scene.withBot {
                _ = try await scene.anna.ask("hello")
                await scene.script("Half an", " answer")
                await scene.sandbox.inject(.tooManyRequests(retryAfter: 3600), on: "sendMessageDraft")
                await scene.anna.send("tell me")
                await scene.clock.sleeper(for: .seconds(3600))
                await scene.writeNext()
                await scene.server.held(1)
                try await scene.anna.press("🔄 Reset context")
                try await scene.sandbox.waitForFinishedCalls(of: "answerCallbackQuery")
                await scene.anna.send("/stop")
                await scene.server.brokenOff(1)
            }
        }
    }

    /// The bot was away, and finds the question and Stop at once.
    @Test(arguments: 1...5)
    func stopRightBehindTheQuestion(run: Int) async throws {
        try await StreamingScene.run { scene in
            await scene.script("never")
            let question = await scene.anna.send("tell me")
            await scene.anna.send("/stop")
            try await scene.withBot {
                let answer = try await scene.anna.reply(after: question) { $0.isFromBot }
                #expect(answer.text == Words(language: .en).stoppedBeforeAnswer)
                #expect(await scene.anna.messages().count == 3)
            }
        }
    }

    @Test(arguments: [Streaming.draft, .edit])
    func whoBlocksTheBotStopsTheModel(streaming: Streaming) async throws {
        try await StreamingScene.run(streaming) { scene in
            await scene.script("Half", " an", " answer")
            try await scene.withBot {
                await scene.anna.send("tell me")
                await scene.writeNext()
                let method = streaming == .draft ? "sendMessageDraft" : "sendMessage"
                try await scene.sandbox.waitForFinishedCalls(of: method, count: streaming == .draft ? 2 : 1)
                await scene.anna.setBlocked(true)
                await scene.writeNext()
                await scene.whileTimePasses { await scene.server.brokenOff(1) }
            }
        }
    }
}
