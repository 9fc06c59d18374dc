import Foundation
import LlamaServerTesting
import TelegramBotAPI
import TelegramMarkdown
import TelegramSandbox
import Testing

@testable import ChatBot

/// Whatever a model writes, Telegram takes what the bot makes of it, and nothing of it is lost on the way.
///
/// What a document says is tested where it is read; here it has to arrive.
@Suite(.timeLimit(.minutes(10))) struct CorpusConversationTests {
    typealias Reply = ScriptedLlamaServer.Reply

    @Test(arguments: [ReplyFormat.entities, .rich, .plain])
    func wholeAnswers(format: ReplyFormat) async throws {
        try await answers(WrittenAnswer.corpus + WrittenAnswer.made, format, .off)
    }

    @Test(arguments: [ReplyFormat.entities, .rich])
    func growingAnswers(format: ReplyFormat) async throws {
        let names = [
            "deep.md", "math-display.md", "en-table.md", "broken-emphasis.md", "code-unclosed.md", "spoilers.md",
        ]
        try await answers(WrittenAnswer.corpus.filter { names.contains($0.name) }, format, .auto)
    }

    /// Has each of the answers written to a person of its own.
    private func answers(_ answers: [WrittenAnswer], _ format: ReplyFormat, _ streaming: Streaming) async throws {
        try #require(!answers.isEmpty)
        let steps = Dictionary(uniqueKeysWithValues: answers.map { ($0.name, $0.steps) })
        let server = ScriptedLlamaServer()
        try await server.run { url in
            await server.always("/v1/chat/completions") { request in
                let question = try? ContextTests.messages(of: request).last?.content
                return Reply(steps: steps[question ?? ""] ?? [])
            }
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let bot = RunningBot(
                    llamaURL: url,
                    configuration: ChatBotConfiguration(streaming: streaming, replyFormat: format, maxMessages: 3),
                    isHurried: true
                )
                try await bot.run(on: sandbox) {
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for answer in answers {
                            group.addTask { try await Self.check(answer, format, in: sandbox) }
                        }
                        try await group.waitForAll()
                    }
                }
                // The bot's last poll, which it makes when it stops, ends the one before.
                let refused = await sandbox.calls.filter {
                    $0.isFinished && $0.status != 200 && $0.method != "getUpdates"
                }
                #expect(refused.map { "\($0.method): \($0.errorDescription ?? "")" } == [])
                #expect(await sandbox.calls.flatMap(\.unknownParameters) == [])
                #expect(bot.errors == [])
            }
        }
    }

    private static func check(_ answer: WrittenAnswer, _ format: ReplyFormat, in sandbox: TelegramSandbox) async throws
    {
        let person = await sandbox.person(firstName: "Anna")
        let question = await person.send(answer.name)
        _ = try await person.reply(after: question) { $0.buttons == [["🔄 Reset context"]] }
        let messages = await person.messages().filter { $0.messageID > question && $0.isFromBot }
        // The rest of a long answer is a file of Markdown, or of plain text.
        let shown = messages.map { message in
            message.document.map { answer.letters($0.text, as: format) } ?? WrittenAnswer.letters(message.text)
        }
        #expect(shown.joined() == answer.letters(answer.source, as: format), "\(answer.name)")
    }
}
