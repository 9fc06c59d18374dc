import LlamaServerTesting
import TelegramSandbox
import TestClocks
import Testing

@testable import ChatBot

/// What people see while the model reads a long prompt, or answers others.
@Suite(.timeLimit(.minutes(10))) struct ReadingTests {
    typealias Reply = ScriptedLlamaServer.Reply

    /// Makes the model's next answer come behind reports on how much is read, each when it is asked for.
    private func script(_ percentages: Int..., text: String, in scene: StreamingScene) async {
        var steps: [Reply.Step] = [.hold, Reply.chatStart]
        for percent in percentages { steps += [Reply.promptProgress(percent), .hold] }
        steps += [Reply.chatDelta(text), .hold, Reply.chatEnd]
        await scene.server.script("/v1/chat/completions", Reply(steps: steps))
    }

    @Test func aDraftSaysHowMuchIsRead() async throws {
        try await StreamingScene.run { scene in
            var sight = await Sight(of: scene.anna)
            await script(10, 43, text: "Hello", in: scene)
            try await scene.withBot {
                let question = await scene.anna.send("hi")
                #expect(await sight.draft() == "")
                await scene.writeNext()
                await scene.pass(.seconds(1))
                #expect(await sight.draft() == "📖 Reading… 10 %")
                await scene.writeNext()
                await scene.pass(.seconds(1))
                #expect(await sight.draft() == "📖 Reading… 43 %")
                await scene.writeNext()
                #expect(await sight.draft() == "Hello")
                await scene.writeNext()
                try await #expect(scene.anna.replies(after: question)[0].text == "Hello")
            }
            #expect(await scene.sandbox.callCount(of: "sendMessageDraft") == 4)
        }
    }

    @Test func whatIsReadSoonIsNotSpokenOf() async throws {
        try await StreamingScene.run { scene in
            var sight = await Sight(of: scene.anna)
            await script(10, 100, text: "Hello", in: scene)
            try await scene.withBot {
                let question = await scene.anna.send("hi")
                for _ in 1...4 { await scene.writeNext() }
                try await #expect(scene.anna.replies(after: question)[0].text == "Hello")
                _ = await sight.draft()
            }
            #expect(await scene.anna.messages().map(\.text) == ["hi", "Hello"])
        }
    }

    /// The message that says it is the one that the error's sentence is in.
    @Test func anAnswerThatNeverComesLeavesNothingBehind() async throws {
        try await StreamingScene.run(.edit) { scene in
            var sight = await Sight(of: scene.anna)
            let steps: [Reply.Step] = [Reply.chatStart, Reply.promptProgress(20), .hold, Reply.chatEnd]
            await scene.server.script("/v1/chat/completions", Reply(steps: steps))
            try await scene.withBot {
                let question = await scene.anna.send("hi")
                await scene.pass(.seconds(1))
                let message = try #require(await sight.message())
                #expect(message.text == "📖 Reading… 20 %")
                await scene.writeNext()
                try await scene.whileTimePasses {
                    let reply = try await scene.anna.reply(after: question) { $0.buttons.isEmpty }
                    #expect(reply.text == Words(language: .en).emptyAnswer)
                    #expect(reply.messageID == message.messageID)
                }
            }
            #expect(await scene.sandbox.callCount(of: "sendMessage") == 1)
        }
    }

    @Test(arguments: [Streaming.auto, .edit])
    func readingCanBeStopped(streaming: Streaming) async throws {
        try await StreamingScene.run(streaming) { scene in
            var sight = await Sight(of: scene.anna)
            let steps: [Reply.Step] = [Reply.chatStart, Reply.promptProgress(20), .hold, Reply.chatEnd]
            await scene.server.script("/v1/chat/completions", Reply(steps: steps))
            try await scene.withBot {
                let question = await scene.anna.send("hi")
                if streaming == .auto {
                    #expect(await sight.draft() == "")
                    await scene.pass(.seconds(1))
                    #expect(await sight.draft() == "📖 Reading… 20 %")
                    try await scene.anna.stopDraft()
                } else {
                    await scene.pass(.seconds(1))
                    #expect(await sight.message()?.text == "📖 Reading… 20 %")
                    try await scene.anna.press("⏹ Stop")
                }
                try await scene.whileTimePasses {
                    _ = try await scene.anna.reply(after: question) {
                        $0.text == Words(language: .en).stoppedBeforeAnswer && $0.buttons.isEmpty
                    }
                }
                #expect(await scene.anna.draft() == nil)
            }
            #expect(await scene.sandbox.callCount(of: "sendMessage") == 1)
        }
    }

    /// Ivan's question waits for Anna's answer, whose slot is the only one.
    @Test func whoComesNextIsToldSo() async throws {
        try await StreamingScene.run(slots: 1) { scene in
            let ivan = await scene.sandbox.person(firstName: "Ivan", languageCode: "ru")
            var sight = await Sight(of: ivan)
            await scene.script("Hello", " Anna")
            try await scene.withBot {
                let question = await scene.anna.send("hi")
                await scene.server.held(1)
                let other = await ivan.send("привет")
                #expect(await sight.draft() == "")
                await scene.whileTimePasses {
                    #expect(await sight.draft()?.hasPrefix("⏳ Следующий ответ – ваш") == true)
                }
                for _ in 1...3 { await scene.writeNext() }
                try await scene.whileTimePasses {
                    _ = try await scene.anna.reply(after: question) { $0.text == "Hello Anna" }
                    try await #expect(ivan.replies(after: other)[0].text == "OK")
                }
            }
        }
    }
}
