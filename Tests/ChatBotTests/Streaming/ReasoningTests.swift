import LlamaServerTesting
import TelegramSandbox
import TestClocks
import Testing

@testable import ChatBot

/// What is seen of a thinking model's thoughts.
@Suite(.timeLimit(.minutes(10))) struct ReasoningTests {
    typealias Step = ScriptedLlamaServer.Reply.Step

    private static func thought(_ text: String) -> Step {
        .bytes(
            #"data: {"choices":[{"finish_reason":null,"index":0,"delta":{"reasoning_content":"\#(text)"}}]}"# + "\n\n"
        )
    }

    private static let answers: [[Step]] = [
        [thought("Let me"), thought(" see."), ScriptedLlamaServer.Reply.chatDelta("Four.")],
        ["<thi", "nk>Let me", " see.</th", "ink>\n\nFour."].map(ScriptedLlamaServer.Reply.chatDelta),
        // The template has opened the thoughts in the prompt.
        ["Let me", " see.\n</think>", "\n\nFour."].map(ScriptedLlamaServer.Reply.chatDelta),
    ]

    /// Asks, and lets the model write all of its answer.
    private static func complete(_ answer: [Step], in scene: StreamingScene) async throws -> SandboxMessage {
        let question = await scene.anna.send("2+2?")
        for _ in 0...answer.count { await scene.writeNext() }
        return try await scene.anna.replies(after: question)[0]
    }

    @Test(arguments: answers)
    func collapsedInAQuoteAndNeverSentBack(answer: [Step]) async throws {
        try await StreamingScene.run { scene in
            await scene.script(answer)
            try await scene.withBot {
                let message = try await Self.complete(answer, in: scene)
                #expect(message.text == "💭 Thoughts\nLet me see.\n\nFour.")
                #expect(message.entities.map(\.type) == ["expandable_blockquote"])
                #expect(message.entities.map(\.length) == ["💭 Thoughts\nLet me see.".utf16.count])
                try await #expect(scene.anna.ask("and now?").text == "OK")
                let last = try #require(await scene.questions.last)
                #expect(last.contains("Four.") && !last.contains("Let me"))
            }
        }
    }

    @Test func leftOut() async throws {
        try await StreamingScene.run {
            $0.reasoning = .hide
        } _: { scene in
            await scene.script(Self.answers[0])
            try await scene.withBot {
                let question = await scene.anna.send("2+2?")
                for _ in 0...3 { await scene.writeNext() }
                let message = try await scene.anna.replies(after: question)[0]
                #expect(message.text == "Four.")
                #expect(message.entities.isEmpty)
            }
        }
    }

    @Test func whileItThinksADraftSaysSo() async throws {
        try await StreamingScene.run { scene in
            var sight = await Sight(of: scene.anna)
            await scene.script(Self.answers[0])
            try await scene.withBot {
                await scene.anna.send("2+2?")
                #expect(await sight.draft() == "")
                await scene.writeNext()
                await scene.writeNext()
                await scene.pass(.seconds(20))
                #expect(await sight.draft() == "")
                await scene.writeNext()
                #expect(await sight.draft() == "💭 Thoughts\nLet me see.\n\nFour.")
                await scene.writeNext()
            }
        }
    }

    @Test func whileItThinksAMessageSaysSo() async throws {
        try await StreamingScene.run(.edit) { scene in
            var sight = await Sight(of: scene.anna)
            await scene.script(Self.answers[0])
            try await scene.withBot {
                await scene.anna.send("2+2?")
                await scene.writeNext()
                let message = try #require(await sight.message())
                #expect(message.text == Words(language: .en).thinking)
                #expect(message.buttons == [["⏹ Stop"]])
                for _ in 0..<3 { await scene.writeNext() }
                await scene.passDistance()
                let final = try #require(await sight.edit())
                #expect(final.messageID == message.messageID)
            }
        }
    }

    @Test(arguments: [
        [thought("Let me"), thought(" see.")], ["<think>Let me", " see."].map(ScriptedLlamaServer.Reply.chatDelta),
    ])
    func thoughtsWithoutAnAnswer(answer: [Step]) async throws {
        try await StreamingScene.run { scene in
            await scene.script(answer)
            try await scene.withBot {
                let message = try await Self.complete(answer, in: scene)
                #expect(message.text == "💭 Thoughts\nLet me see.\n\n\(Words(language: .en).onlyThoughts)")
                #expect(message.entities.first?.type == "expandable_blockquote")
                _ = try await scene.anna.ask("and now?")
                #expect(await scene.questions.last?.contains("Let me") == false)
            }
        }
    }

    @Test func longThoughtsAreCut() {
        let composer = ReplyComposer(
            incoming: Incoming(
                conversation: ConversationID(chatID: 1),
                messageID: 1,
                isInGroup: false,
                event: .text("")
            ),
            words: Words(language: .en),
            format: .entities,
            reasoning: .collapse,
            maxMessages: 5
        )
        let thoughts = String(repeating: "word ", count: 5000)
        let reply = composer.reply(AnswerDraft(reasoning: thoughts, text: "Four."), .complete)
        #expect(reply.parts.count == 1)
        #expect(reply.parts[0].text.hasSuffix("word …\n\nFour."))
        #expect(reply.parts[0].text.utf16.count < 2100)
    }
}
