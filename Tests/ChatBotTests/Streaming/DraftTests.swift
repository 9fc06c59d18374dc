import LlamaServerTesting
import TelegramSandbox
import TestClocks
import Testing

@testable import ChatBot

/// How an answer grows in a private chat.
@Suite(.timeLimit(.minutes(10))) struct DraftTests {
    @Test func itGrowsFromTheFirstTokenAndThenIsAMessage() async throws {
        try await StreamingScene.run { scene in
            var sight = await Sight(of: scene.anna)
            await scene.script("Hel", "lo ", "Anna")
            try await scene.withBot {
                let question = await scene.anna.send("hi")
                #expect(await sight.draft() == "")
                await scene.writeNext()
                #expect(await sight.draft() == "Hel")
                #expect(await scene.anna.draft()?.canStop == true)
                await scene.writeNext()
                await scene.pass(.milliseconds(300))
                #expect(await sight.draft() == "Hello")
                await scene.writeNext()
                await scene.writeNext()
                let answer = try await scene.anna.replies(after: question)[0]
                #expect(answer.text == "Hello Anna")
                #expect(answer.buttons == [["🔄 Reset context"]])
                #expect(await scene.anna.draft() == nil)
            }
            #expect(await scene.sandbox.calls.allSatisfy { $0.unknownParameters.isEmpty })
            #expect(await scene.sandbox.callCount(of: "sendMessage") == 1)
            #expect(await scene.sandbox.callCount(of: "sendChatAction") == 0)
        }
    }

    @Test func itIsRepeatedWhileTheModelIsSilent() async throws {
        try await StreamingScene.run { scene in
            var sight = await Sight(of: scene.anna)
            await scene.script("Hello")
            try await scene.withBot {
                let question = await scene.anna.send("hi")
                #expect(await sight.draft() == "")
                for _ in 0..<3 {
                    await scene.pass(.seconds(20))
                    #expect(await sight.draft() == "")
                }
                await scene.writeNext()
                #expect(await sight.draft() == "Hello")
                await scene.pass(.milliseconds(300))
                await scene.pass(.milliseconds(19_700))
                #expect(await sight.draft() == "Hello")
                await scene.writeNext()
                try await #expect(scene.anna.replies(after: question)[0].text == "Hello")
                let drafts = await scene.sandbox.callCount(of: "sendMessageDraft")
                scene.clock.advance(by: .seconds(60))
                _ = try await scene.anna.ask("/help")
                #expect(await scene.sandbox.callCount(of: "sendMessageDraft") == drafts)
            }
        }
    }

    @Test func previewsDoNotQueue() async throws {
        try await StreamingScene.run { scene in
            var sight = await Sight(of: scene.anna)
            await scene.script("a", "b", "c", "d", "e")
            try await scene.withBot {
                let question = await scene.anna.send("hi")
                #expect(await sight.draft() == "")
                await scene.sandbox.inject(.hold, on: "sendMessageDraft")
                await scene.writeNext()
                try await scene.sandbox.waitForCalls(of: "sendMessageDraft", count: 2)
                for _ in 0..<5 { await scene.writeNext() }
                await scene.clock.sleeper(for: .seconds(2))
                await scene.sandbox.releaseHeldCalls()
                #expect(await sight.draft() == "a")
                try await #expect(scene.anna.replies(after: question)[0].text == "abcde")
            }
            #expect(await scene.sandbox.callCount(of: "sendMessageDraft") == 2)
        }
    }

    @Test(arguments: [
        Fault.refusal(errorCode: 400, description: "Bad Request: method is available only in private chats"),
        .refusal(errorCode: 404, description: "Not Found"),
    ])
    func whereDraftsAreRefusedAMessageIsEditedFromThenOn(fault: Fault) async throws {
        try await StreamingScene.run { scene in
            // What is refused for the chat, the second bot knows from the database; an older server it has to meet again.
            await scene.sandbox.inject(fault, on: "sendMessageDraft", times: fault.errorCode == 400 ? 1 : 2)
            for (answer, run) in [("Hello", 0), ("Again", 1)] {
                await scene.script(answer, " there")
                var sight = await Sight(of: scene.anna)
                let question = await scene.anna.send("hi")
                try await scene.withBot {
                    await scene.writeNext()
                    let message = try #require(await sight.message())
                    #expect(message.text == answer)
                    #expect(message.buttons == [["⏹ Stop"]])
                    await scene.writeNext()
                    await scene.writeNext()
                    await scene.passDistance()
                    let final = try await scene.anna.reply(after: question) { $0.text == "\(answer) there" }
                    #expect(final.messageID == message.messageID)
                    #expect(final.buttons == [["🔄 Reset context"]])
                }
                #expect(await scene.sandbox.callCount(of: "sendMessageDraft") == (fault.errorCode == 400 ? 1 : run + 1))
            }
        }
    }

    @Test func oneTextThatIsRefusedDoesNotEndDrafts() async throws {
        try await StreamingScene.run { scene in
            var sight = await Sight(of: scene.anna)
            await scene.script("Hel", "lo", " Anna")
            try await scene.withBot {
                let question = await scene.ask("hi", untilDraft: "Hel", seenIn: &sight)
                await scene.sandbox.inject(
                    .refusal(errorCode: 400, description: "Bad Request: DRAFT_INVALID"),
                    on: "sendMessageDraft"
                )
                await scene.writeNext()
                await scene.pass(.milliseconds(300))
                await scene.pass(.seconds(1))
                #expect(await sight.draft() == "Hello")
                await scene.writeNext()
                await scene.writeNext()
                try await #expect(scene.anna.replies(after: question)[0].text == "Hello Anna")
            }
            #expect(await scene.sandbox.callCount(of: "sendMessage") == 1)
        }
    }

    @Test func aDraftThatHangsDoesNotKeepTheAnswerBack() async throws {
        try await StreamingScene.run { scene in
            await scene.script("Hello")
            await scene.sandbox.inject(.hold, on: "sendMessageDraft")
            try await scene.withBot {
                let question = await scene.anna.send("hi")
                try await scene.sandbox.waitForCalls(of: "sendMessageDraft")
                await scene.writeNext()
                await scene.writeNext()
                await scene.pass(.seconds(2))
                try await #expect(scene.anna.replies(after: question)[0].text == "Hello")
                await scene.sandbox.releaseHeldCalls()
                try await #expect(scene.anna.ask("/help").text == Words(language: .en).help)
                #expect(await scene.anna.draft() == nil)
            }
        }
    }

    @Test func aRefusedDraftStopsPreviewsForThatLong() async throws {
        try await StreamingScene.run { scene in
            let boris = await scene.sandbox.person(firstName: "Boris")
            await scene.script("Hel", "lo")
            try await scene.withBot {
                await scene.sandbox.inject(.tooManyRequests(retryAfter: 100), on: "sendMessageDraft")
                let question = await scene.anna.send("hi")
                await scene.clock.sleeper(for: .seconds(100))
                await scene.writeNext()
                await scene.writeNext()
                await scene.writeNext()
                // Others are answered meanwhile.
                try await #expect(boris.ask("hi").text == "OK")
                #expect(await scene.anna.messages().count == 1)
                scene.clock.advance(by: .seconds(100))
                try await #expect(scene.anna.replies(after: question)[0].text == "Hello")
            }
            #expect(await scene.sandbox.callsDuringPauses.isEmpty)
        }
    }

    @Test func aLongAnswerGoesOnInASecondMessageWhileTheFirstIsFinal() async throws {
        try await StreamingScene.run { scene in
            var sight = await Sight(of: scene.anna)
            let first = (1...800).map { "w\($0)" }.joined(separator: " ")
            await scene.script(first, "\n\nand " + first, " end")
            try await scene.withBot {
                let question = await scene.anna.send("hi")
                #expect(await sight.draft() == "")
                await scene.writeNext()
                #expect(await sight.draft() == first)
                await scene.writeNext()
                await scene.pass(.milliseconds(300))
                #expect(try #require(await sight.message()).text == first)
                await scene.pass(.milliseconds(300))
                #expect(await sight.draft() == "and " + first)
                await scene.writeNext()
                await scene.writeNext()
                // The first part counts as a preview.
                await scene.pass(.milliseconds(700))
                let parts = try await scene.anna.replies(2, after: question)
                #expect(parts.map(\.text) == [first, "and \(first) end"])
                #expect(parts.map(\.buttons) == [[], [["🔄 Reset context"]]])
                #expect(parts.allSatisfy { !$0.isEdited })
            }
        }
    }

    @Test func withoutStreamingOnlyTypingIsShown() async throws {
        try await StreamingScene.run(.off) { scene in
            await scene.script("Hel", "lo")
            try await scene.withBot {
                let question = await scene.anna.send("hi")
                try await scene.sandbox.waitForCalls(of: "sendChatAction")
                for _ in 0..<3 { await scene.writeNext() }
                try await #expect(scene.anna.replies(after: question)[0].text == "Hello")
            }
            #expect(await scene.sandbox.callCount(of: "sendMessageDraft") == 0)
            #expect(await scene.sandbox.callCount(of: "editMessageText") == 0)
        }
    }
}

extension Fault {
    fileprivate var errorCode: Int? {
        if case .refusal(let code, _) = self { code } else { nil }
    }
}
