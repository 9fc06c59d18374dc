import LlamaServerTesting
import TelegramSandbox
import TestClocks
import Testing

@testable import ChatBot

/// What becomes of the complete answer where its previews or Telegram get in its way.
@Suite(.timeLimit(.minutes(10))) struct DeliveryTests {
    private static let long = String(repeating: "word ", count: 816) + "\n\nThe second one of two."

    /// The second attempt writes what the first one has: what was complete then was shown half since.
    @Test func aPartThatWasShownHalfAgainIsCompletedAgain() async throws {
        try await StreamingScene.run(.edit) { scene in
            var sight = await Sight(of: scene.anna)
            let half = "word word"
            let rest = String(Self.long.dropFirst(half.count))
            await scene.script(Self.long, endingWith: .abort)
            await scene.script(half, rest)
            try await scene.withBot {
                let question = await scene.anna.send("hi")
                await scene.writeNext()
                let first = try #require(await sight.message())
                await scene.pass(.milliseconds(1500))
                #expect(await sight.message()?.text == "The second one of two.")
                await scene.writeNext()
                await scene.writeNext()
                await scene.pass(.milliseconds(1500))
                #expect(await sight.edit()?.text == half)
                await scene.writeNext()
                await scene.writeNext()
                _ = try await scene.whileTimePasses {
                    try await scene.anna.reply(after: question) { $0.buttons == [["🔄 Reset context"]] }
                }
                let shown = await scene.anna.messages().filter(\.isFromBot)
                #expect(shown.map(\.text) == [first.text, "The second one of two."])
                #expect(shown[0].buttons.isEmpty)
            }
        }
    }

    /// The bot is stopped while a change of before the end is still on its way.
    @Test func aChangeThatArrivesWhileTheBotIsStoppedIsUndoneByTheNext() async throws {
        try await StreamingScene.run(.edit) { scene in
            var sight = await Sight(of: scene.anna)
            await scene.script("Hel", "lo", " Anna")
            try await scene.bot.run(on: scene.sandbox) {
                await scene.sandbox.releaseHeldCalls()
                #expect(await sight.edit()?.text == "Hello")
            } _: {
                try await scene.hangAnEdit(seenIn: &sight)
                await scene.writeNext()
                await scene.writeNext()
                await scene.pass(.seconds(2))
                #expect(await sight.edit()?.text == "Hello Anna")
            }
            try await scene.withBot {
                #expect(await sight.edit()?.text == "Hello Anna")
            }
        }
    }

    @Test func aChangeThatHangsDoesNotKeepTheBotFromStopping() async throws {
        try await StreamingScene.run(.edit) { scene in
            var sight = await Sight(of: scene.anna)
            await scene.script("Hel", "lo")
            try await scene.bot.run(on: scene.sandbox) {
                await scene.pass(PreviewFence.grace)
            } _: {
                try await scene.hangAnEdit(seenIn: &sight)
                await scene.writeNext()
                await scene.pass(.seconds(2))
                #expect(await sight.edit()?.text == "Hello")
                scene.clock.advance(by: .seconds(10))
                // Goes out after the answer, which from then on only waits for the change.
                try await #expect(scene.anna.ask("/stop").text == Words(language: .en).nothingToStop)
            }
        }
    }

    @Test func aLongRichAnswerThatIsRefusedComesOnce() async throws {
        try await StreamingScene.run(.off) {
            $0.replyFormat = .rich
        } _: { scene in
            let paragraphs = (1...600).map { "p\($0)." }
            await scene.script(paragraphs.joined(separator: "\n\n"))
            await scene.sandbox.inject(
                .refusal(errorCode: 400, description: "Bad Request: RICH_MESSAGE_INVALID"),
                on: "sendRichMessage"
            )
            try await scene.withBot {
                let question = await scene.anna.send("hi")
                for _ in 0..<2 { await scene.writeNext() }
                let last = try await scene.anna.reply(after: question) { $0.buttons == [["🔄 Reset context"]] }
                let messages = await scene.anna.messages().filter(\.isFromBot)
                let shown = messages.flatMap { $0.text.split(whereSeparator: \.isWhitespace).map(String.init) }
                #expect(shown == paragraphs)
                #expect(last.messageID == messages.last?.messageID)
                try await #expect(scene.anna.ask("/help").text == Words(language: .en).help)
                #expect(await scene.sandbox.callCount(of: "sendRichMessage") == 1)
            }
        }
    }

    @Test func aFileThatIsRefusedComesAsMessages() async throws {
        try await StreamingScene.run(.off) {
            $0.maxMessages = 1
        } _: { scene in
            await scene.script(Self.long)
            await scene.sandbox.inject(
                .refusal(errorCode: 400, description: "Bad Request: not enough rights to send documents to the chat"),
                on: "sendDocument"
            )
            try await scene.withBot {
                let question = await scene.anna.send("hi")
                for _ in 0..<2 { await scene.writeNext() }
                _ = try await scene.anna.reply(after: question) { $0.buttons == [["🔄 Reset context"]] }
                let shown = await scene.anna.messages().filter(\.isFromBot).map(\.text)
                #expect(
                    shown.joined(separator: " ").split(whereSeparator: \.isWhitespace)
                        == Self.long.split(whereSeparator: \.isWhitespace)
                )
            }
        }
    }

    /// Telegram knows more ways to say that a message can't be changed than anybody has written down.
    @Test func aMessageThatCanNotBeChangedForWhateverReasonComesAnew() async throws {
        try await StreamingScene.run(.edit) { scene in
            var sight = await Sight(of: scene.anna)
            await scene.script("Hello", " **Anna**")
            try await scene.withBot {
                await scene.anna.send("hi")
                await scene.writeNext()
                _ = await sight.message()
                await scene.sandbox.inject(
                    .refusal(errorCode: 400, description: "Bad Request: MESSAGE_ID_INVALID"),
                    on: "editMessageText",
                    times: 100
                )
                await scene.writeNext()
                await scene.writeNext()
                #expect(await scene.whileTimePasses { await sight.message()?.text } == "Hello Anna")
            }
        }
    }

    /// What the first preview has found out, nothing after it tries again.
    @Test(arguments: [Streaming.draft, .edit])
    func anOlderServerIsAskedForARichMessageOnce(streaming: Streaming) async throws {
        try await StreamingScene.run(streaming) {
            $0.replyFormat = .rich
        } _: { scene in
            await scene.sandbox.inject(
                .refusal(errorCode: 404, description: "Not Found"),
                on: streaming == .draft ? "sendRichMessageDraft" : "sendRichMessage",
                times: 100
            )
            var sight = await Sight(of: scene.anna)
            await scene.script("**Hel", "lo**")
            try await scene.withBot {
                let question = await scene.anna.send("hi")
                await scene.writeNext()
                // What is shown without is shown by a bot that knows.
                await scene.whileTimePasses {
                    if streaming == .draft {
                        while let text = await sight.draft(), text != "Hel" {}
                    } else {
                        #expect(await sight.message()?.text == "Hel")
                    }
                }
                await scene.writeNext()
                await scene.writeNext()
                let answer = try await scene.whileTimePasses {
                    try await scene.anna.reply(after: question) { $0.buttons == [["🔄 Reset context"]] }
                }
                #expect(answer.text == "Hello")
                #expect(answer.entities.map(\.type) == ["bold"])
                let calls = await scene.sandbox.calls.filter { $0.method.contains("Rich") }
                #expect(calls.count == 1)
            }
        }
    }
}
