import LlamaServerTesting
import TelegramSandbox
import TestClocks
import Testing

@testable import ChatBot

/// How an answer grows where there are no drafts.
@Suite(.timeLimit(.minutes(10))) struct EditTests {
    @Test func inAGroupOneMessageIsEdited() async throws {
        try await StreamingScene.run { scene in
            let group = await scene.sandbox.group(title: "G", members: [scene.anna])
            var sight = await Sight(of: scene.anna)
            await scene.script("Hel", "lo ", "Anna")
            try await scene.withBot {
                let question = await scene.anna.send("@localaichat_bot hi", in: group)
                await scene.writeNext()
                let message = try #require(await sight.message())
                #expect(message.text == "Hel")
                #expect(message.replyToMessageID == question)
                #expect(message.buttons == [["⏹ Stop"]])
                await scene.writeNext()
                await scene.pass(.seconds(3))
                #expect(await sight.edit()?.text == "Hello")
                await scene.writeNext()
                await scene.writeNext()
                await scene.passDistance()
                let final = try #require(await sight.edit())
                #expect(final.text == "Hello Anna")
                #expect(final.messageID == message.messageID)
                #expect(final.buttons == [["🔄 Reset context"]])
            }
            #expect(await scene.sandbox.callCount(of: "sendMessageDraft") == 0)
            #expect(await scene.sandbox.callCount(of: "sendMessage") == 1)
        }
    }

    @Test func aMessageThatSomebodyDeletedComesAnew() async throws {
        try await StreamingScene.run(.edit) { scene in
            var sight = await Sight(of: scene.anna)
            await scene.script("Hel", "lo")
            try await scene.withBot {
                await scene.anna.send("hi")
                await scene.writeNext()
                let first = try #require(await sight.message())
                await scene.sandbox.inject(
                    .refusal(errorCode: 400, description: "Bad Request: message to edit not found"),
                    on: "editMessageText",
                    times: 2
                )
                await scene.writeNext()
                await scene.pass(.milliseconds(1500))
                try await scene.sandbox.waitForFinishedCalls(of: "editMessageText")
                await scene.writeNext()
                await scene.passDistance()
                let final = try #require(await sight.message())
                #expect(final.text == "Hello")
                #expect(final.messageID != first.messageID)
            }
        }
    }

    /// A change that is still on its way may arrive after the last one.
    @Test func aChangeThatHangsCanNotUndoTheAnswer() async throws {
        try await StreamingScene.run(.edit) { scene in
            var sight = await Sight(of: scene.anna)
            await scene.script("Hel", "lo", " Anna")
            try await scene.withBot {
                try await scene.hangAnEdit(seenIn: &sight)
                await scene.writeNext()
                await scene.writeNext()
                // The answer does not wait for long …
                await scene.pass(.seconds(2))
                #expect(await sight.edit()?.text == "Hello Anna")
                await scene.sandbox.releaseHeldCalls()
                // … and comes once more after it.
                #expect(await sight.edit()?.text == "Hello")
                await scene.passDistance()
                #expect(await sight.edit()?.text == "Hello Anna")
                scene.clock.advance(by: .seconds(10))
                try await #expect(scene.anna.ask("/help").text == Words(language: .en).help)
                #expect(await scene.anna.messages().map(\.text).filter { $0.hasPrefix("Hel") } == ["Hello Anna"])
            }
        }
    }

    @Test func anAnswerThatARestartInterruptsGoesOnInItsMessage() async throws {
        try await StreamingScene.run(.edit) { scene in
            var sight = await Sight(of: scene.anna)
            await scene.script("Half an", " answer")
            let question = await scene.anna.send("hi")
            try await scene.withBot {
                await scene.writeNext()
                #expect(await sight.message()?.text == "Half an")
            }
            await scene.script("Another", " one")
            try await scene.withBot {
                await scene.writeNext()
                #expect(await sight.edit()?.text == "Another")
                for _ in 0..<2 { await scene.writeNext() }
                await scene.passDistance()
                let final = try await scene.anna.reply(after: question) { $0.text == "Another one" }
                #expect(final.isEdited)
                #expect(await scene.anna.messages().count == 2)
            }
        }
    }

    /// The first answer had two messages, the one after the restart has one.
    @Test func aMessageTooManyGoesAway() async throws {
        try await StreamingScene.run(.edit) { scene in
            var sight = await Sight(of: scene.anna)
            let long = String(repeating: "word ", count: 816)
            await scene.script(long + "\n\nThe second one of two.", " It goes on.")
            let question = await scene.anna.send("hi")
            try await scene.withBot {
                await scene.writeNext()
                _ = await sight.message()
                await scene.pass(.milliseconds(1500))
                #expect(await sight.message()?.text == "The second one of two.")
            }
            await scene.script("Short")
            try await scene.withBot {
                await scene.writeNext()
                #expect(await sight.edit()?.text == "Short")
                await scene.writeNext()
                await scene.passDistance()
                _ = try await scene.anna.reply(after: question) { $0.text == "Short" && $0.buttons.count == 1 }
                try await scene.sandbox.waitForFinishedCalls(of: "deleteMessage")
                #expect(await scene.anna.messages().map(\.text) == ["hi", "Short"])
            }
        }
    }
}
