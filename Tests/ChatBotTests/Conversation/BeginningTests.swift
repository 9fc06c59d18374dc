import Foundation
import LlamaServerTesting
import TelegramSandbox
import TestClocks
import Testing

@testable import ChatBot

/// A question that need not wait is sent to the server before it is noted that its answer is begun. What that note finds out is heeded.
@Suite(.timeLimit(.minutes(10))) struct BeginningTests {
    private typealias Reply = ScriptedLlamaServer.Reply

    private static let answers = "/v1/chat/completions"
    private static let long = String(repeating: "long ", count: 100)

    private typealias Change = @Sendable (_ anna: Person, BotDatabase, Turn) async throws -> Void

    /// Has "Hello" answered, and then a long question sent to the server, where the note comes late: after `change`.
    ///
    /// - Parameter check: Is given the id of the question.
    private func withLateNote(
        after change: @escaping Change,
        _ check: @escaping @Sendable (_ anna: Person, _ question: Int, ScriptedLlamaServer) async throws -> Void
    ) async throws {
        let server = ScriptedLlamaServer(contextSize: 512)
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                let clock = ManualClock()
                let database = try BotDatabase(path: ":memory:")
                var configuration = ChatBotConfiguration(streaming: .off)
                configuration.warmsUp = false
                let bot = RunningBot(
                    llamaURL: url,
                    configuration: configuration,
                    isHurried: true,
                    database: database,
                    clock: clock,
                    llamaClock: ContinuousClock()
                )
                try await bot.run(on: sandbox) {
                    try await #expect(anna.ask("Hello").text == "OK")
                    // While it is counted, it is known already what was said before.
                    let counted = Reply(steps: [.hold, .bytes(#"{"input_tokens":100}"#)])
                    await server.script("/v1/chat/completions/input_tokens", counted)
                    let answer = Reply(steps: [Reply.chatStart, Reply.chatDelta("early"), .hold, Reply.chatEnd])
                    await server.script(Self.answers, answer)
                    let question = await anna.send(Self.long)
                    await server.held(1)
                    let refusal = try await database.refuseChanges()
                    await server.release()
                    await server.held(1)
                    // The pause before it is noted again.
                    await clock.sleeper(for: .seconds(1))
                    try await database.takeChanges(after: refusal)
                    try await change(anna, database, #require(try await database.openTurns().first))
                    clock.advance(by: .seconds(1))
                    try await check(anna, question, server)
                }
                // That it could not be noted at first.
                #expect(bot.errors.count == 1)
            }
        }
    }

    private func roles(_ server: ScriptedLlamaServer) async throws -> [[String]] {
        let asked = await server.requests.filter { $0.path == Self.answers }
        return try asked.map { try ContextTests.messages(of: $0).map(\.role) }
    }

    @Test func theAnswerGoesOn() async throws {
        let nothing: Change = { _, _, _ in }
        try await withLateNote(after: nothing) { anna, question, server in
            await server.release()
            try await #expect(anna.replies(after: question).map(\.text) == ["early"])
            try await #expect(roles(server).last == ["system", "user", "assistant", "user"])
            try await #expect(roles(server).count == 2)
        }
    }

    @Test func whereTheHistoryIsAnotherTheModelIsAskedAgain() async throws {
        let change: Change = { _, database, _ in
            _ = try await database.deleteMessages(before: .distantFuture, atMost: 2)
        }
        try await withLateNote(after: change) { anna, question, server in
            try await #expect(anna.replies(after: question).map(\.text) == ["OK"])
            let wholeAndNewer = [["system", "user", "assistant", "user"], ["system", "user"]]
            try await #expect(roles(server).suffix(2) == wholeAndNewer)
        }
    }

    /// The question is on the other side of it.
    @Test func aResetBehindItChangesNothing() async throws {
        let change: Change = { anna, database, turn in
            await anna.send("/start")
            try await until { try await database.history(of: turn.incoming.conversation).messages.isEmpty }
        }
        try await withLateNote(after: change) { anna, question, server in
            await server.release()
            try await #expect(anna.replies(2, after: question)[0].text == "early")
            try await #expect(roles(server).count == 2)
        }
    }

    @Test func whoTookItBackGetsNoAnswer() async throws {
        let change: Change = { _, database, turn in try await database.close(turn, as: .cancelled) }
        try await withLateNote(after: change) { anna, question, server in
            try await #expect(anna.ask("Still there?").text == "OK")
            await #expect(anna.messages().filter(\.isFromBot).map(\.text) == ["OK", "OK"])
            try await #expect(roles(server).count == 3)
        }
    }

    @Test func stopEndsItAlsoBeforeTheNote() async throws {
        let words = Words(language: .en)
        let change: Change = { anna, _, _ in
            try await #expect(anna.ask("/stop").text == words.stoppedBeforeAnswer)
        }
        try await withLateNote(after: change) { anna, question, server in
            try await #expect(anna.ask("Still there?").text == "OK")
            await #expect(anna.messages().filter(\.isFromBot).map(\.text) == ["OK", words.stoppedBeforeAnswer, "OK"])
        }
    }
}
