import LlamaServerTesting
import TelegramSandbox
import TestClocks
import Testing

@testable import ChatBot

/// Every way to stop an answer, at every moment.
@Suite(.timeLimit(.minutes(10))) struct StopTests {
    private let words = Words(language: .en)

    @Test func aStoppedDraftStaysAsAMessageAndInTheContext() async throws {
        try await StreamingScene.run { scene in
            var sight = await Sight(of: scene.anna)
            await scene.script("Half an", " answer")
            try await scene.withBot {
                let question = await scene.ask("tell me", untilDraft: "Half an", seenIn: &sight)
                try await scene.anna.stopDraft()
                await scene.server.brokenOff(1)
                let answer = try await scene.anna.replies(after: question)[0]
                #expect(answer.text == "Half an\n\n[stopped]")
                #expect(answer.buttons == [["🔄 Reset context"]])
                let drafts = await scene.sandbox.callCount(of: "sendMessageDraft")

                try await #expect(scene.anna.ask("and now?").text == "OK")
                let last = try #require(await scene.questions.last)
                #expect(last.contains("tell me") && last.contains("\"Half an\"") && !last.contains("stopped"))
                // Those of the second answer have another id.
                let late = await scene.sandbox.calls(of: "sendMessageDraft").dropFirst(drafts)
                #expect(late.allSatisfy { !$0.parameters.contains("Half") })
                #expect(await scene.anna.messages().count == 4)
            }
        }
    }

    @Test(arguments: [Streaming.draft, .edit, .off])
    func stoppedBeforeTheFirstToken(streaming: Streaming) async throws {
        try await StreamingScene.run(streaming) { scene in
            await scene.script("never")
            try await scene.withBot {
                let question = await scene.anna.send("tell me")
                await scene.server.held(1)
                await scene.anna.send("/stop")
                await scene.server.brokenOff(1)
                let answer = try await scene.anna.reply(after: question) { $0.isFromBot }
                #expect(answer.text == words.stoppedBeforeAnswer)
                try await #expect(scene.anna.ask("and now?").text == "OK")
                #expect(await scene.questions.last?.contains("tell me") == false)
                // The command itself needs no answer.
                #expect(await scene.anna.messages().count == 5)
            }
        }
    }

    @Test(arguments: [Streaming.draft, .edit, .off])
    func theCommandJumpsTheMailbox(streaming: Streaming) async throws {
        try await StreamingScene.run(streaming) { scene in
            await scene.script("Half")
            try await scene.withBot {
                await scene.anna.send("first")
                await scene.writeNext()
                await scene.server.held(1)
                // Only then is it known which message keeps its distance from which.
                if streaming == .edit { try await scene.sandbox.waitForCalls(of: "sendMessage") }
                await scene.anna.send("second")
                await scene.anna.send("/stop")
                await scene.server.brokenOff(1)
                let answers = try await scene.whileTimePasses { try await scene.anna.final(2) }
                #expect(answers.map(\.text).last == "OK")
                #expect(["Half\n\n[stopped]", words.stoppedBeforeAnswer].contains(answers[0].text))
            }
        }
    }

    @Test func theButtonUnderAnEditedMessage() async throws {
        try await StreamingScene.run(.edit) { scene in
            var sight = await Sight(of: scene.anna)
            await scene.script("Half an", " answer")
            try await scene.withBot {
                await scene.anna.send("tell me")
                await scene.writeNext()
                let message = try #require(await sight.message())
                try await scene.anna.press("⏹ Stop")
                await scene.server.brokenOff(1)
                await scene.passDistance()
                let final = try #require(await sight.edit())
                #expect(final.messageID == message.messageID)
                #expect(final.text == "Half an\n\n[stopped]")
                #expect(final.buttons == [["🔄 Reset context"]])
            }
        }
    }

    @Test func twiceAndAfterTheEndThereIsNothingToStop() async throws {
        try await StreamingScene.run(.edit) { scene in
            var sight = await Sight(of: scene.anna)
            await scene.script("Half an", " answer")
            try await scene.withBot {
                let question = await scene.anna.send("tell me")
                await scene.writeNext()
                let message = try #require(await sight.message())
                // Pressed twice before the bot has taken the button away.
                try await scene.anna.press("⏹ Stop", onMessage: message.messageID)
                try await scene.anna.press("⏹ Stop", onMessage: message.messageID)
                await scene.server.brokenOff(1)
                let notices: Set<String?> = [await sight.notice(), await sight.notice()]
                #expect(notices == [nil, words.nothingToStop])
                await scene.passDistance()
                _ = try await scene.anna.reply(after: question) { $0.text == "Half an\n\n[stopped]" }

                try await #expect(scene.anna.ask("/stop").text == words.nothingToStop)
                #expect(await scene.anna.messages().count == 4)
            }
        }
    }

    @Test func inAGroupOnlyWhoAsked() async throws {
        try await StreamingScene.run { scene in
            let boris = await scene.sandbox.person(firstName: "Boris")
            let group = await scene.sandbox.group(title: "G", members: [scene.anna, boris])
            var sight = await Sight(of: scene.anna)
            var borisSight = await Sight(of: boris)
            await scene.script("Half an", " answer")
            try await scene.withBot {
                let question = await scene.anna.send("@localaichat_bot tell me", in: group)
                await scene.writeNext()
                _ = await sight.message()
                try await boris.press("⏹ Stop", in: group)
                #expect(await borisSight.notice() == words.stopNotAllowed)
                let command = await boris.send("/stop", in: group)
                await scene.passDistance()
                let refusal = try await boris.reply(after: command, in: group) { $0.isFromBot }
                #expect(refusal.text == words.stopNotAllowed)
                #expect(await scene.server.brokenOff == 0)

                try await scene.anna.press("⏹ Stop", in: group)
                await scene.server.brokenOff(1)
                scene.clock.advance(by: .seconds(60))
                _ = try await scene.anna.reply(after: question, in: group) { $0.text == "Half an\n\n[stopped]" }
            }
        }
    }

    /// What was written reaches the chat when it may be written to again; the model is free at once.
    @Test func duringAFloodWait() async throws {
        try await StreamingScene.run { scene in
            var sight = await Sight(of: scene.anna)
            await scene.script("Half", " an", " answer")
            try await scene.withBot {
                let question = await scene.ask("tell me", untilDraft: "Half", seenIn: &sight)
                await scene.sandbox.inject(.tooManyRequests(retryAfter: 3600), on: "sendMessageDraft")
                await scene.writeNext()
                await scene.pass(.milliseconds(300))
                await scene.clock.sleeper(for: .seconds(3600))
                await scene.anna.send("/stop")
                await scene.server.brokenOff(1)
                // Too late: the answer only waits for its delivery.
                await scene.anna.send("/stop")
                #expect(await scene.anna.messages().count == 3)
                scene.clock.advance(by: .seconds(3600))
                // After a flood wait the chat is written to once a second.
                await scene.pass(.seconds(1))
                let texts = try await scene.anna.replies(2, after: question).map(\.text).sorted()
                #expect(texts == ["Half an\n\n[stopped]", words.nothingToStop].sorted())
            }
            #expect(await scene.sandbox.callsDuringPauses.isEmpty)
        }
    }
}

extension Person {
    /// The bot's next answers that are complete, in order.
    fileprivate func final(_ count: Int) async throws -> [SandboxMessage] {
        _ = try await reply(after: 0) { $0.isFromBot && $0.buttons == [["🔄 Reset context"]] && $0.text == "OK" }
        return await messages().filter(\.isFromBot)
    }
}
