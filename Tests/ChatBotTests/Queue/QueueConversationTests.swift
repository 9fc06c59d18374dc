import Foundation
import LlamaServerTesting
import Synchronization
import TelegramSandbox
import Testing

@testable import ChatBot

/// People who wait for one another, as they see it.
@Suite(.timeLimit(.minutes(10))) struct QueueConversationTests {
    private let words = Words(language: .en)

    /// A server of one slot that holds its first answer until it is released, and gives every question back.
    private func withBusyServer(
        streaming: Streaming = .edit,
        database: BotDatabase? = nil,
        _ body: @escaping @Sendable (TelegramSandbox, ScriptedLlamaServer, RunningBot) async throws -> Void
    ) async throws {
        let server = ScriptedLlamaServer(slots: 1)
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let isFirst = Mutex(true)
                await server.always("/v1/chat/completions") { request in
                    let isHeld = isFirst.withLock { isFirst in
                        defer { isFirst = false }
                        return isFirst
                    }
                    return .echo(of: request, isHeld: isHeld)
                }
                var configuration = ChatBotConfiguration(streaming: streaming)
                configuration.warmsUp = false
                let bot = RunningBot(llamaURL: url, configuration: configuration, database: database)
                try await body(sandbox, server, bot)
            }
        }
    }

    /// Asks what the server holds.
    private func occupy(_ server: ScriptedLlamaServer, in sandbox: TelegramSandbox) async {
        await sandbox.person(firstName: "Anna").send("held")
        await server.held(1)
    }

    @Test func fiftyMessagesOfOneDelayNobodyInTheGroup() async throws {
        try await withBusyServer(streaming: .off) { sandbox, server, bot in
            let heavy = await sandbox.person(firstName: "Heavy")
            let light = await sandbox.person(firstName: "Light")
            let group = await sandbox.group(title: "Group", members: [heavy, light])
            try await bot.run(on: sandbox) {
                let first = await heavy.send("@localaichat_bot heavy 1", in: group)
                await server.held(1)
                for number in 2...12 { await heavy.send("@localaichat_bot heavy \(number)", in: group) }
                await light.send("@localaichat_bot light", in: group)
                // By the time that this is answered, everybody's message has been taken in.
                _ = try await light.ask("/help")
                await server.release()
                let replies = try await heavy.replies(3, after: first, in: group)
                #expect(replies.map(\.text) == ["heavy 1", "light", "heavy 2"])
            }
        }
    }

    @Test func whoWaitsSeesHisPlaceAndTakesHisQuestionBack() async throws {
        try await withBusyServer { sandbox, server, bot in
            try await bot.run(on: sandbox) {
                await occupy(server, in: sandbox)
                let boris = await sandbox.person(firstName: "Boris")
                let question = await boris.send("never answered")
                let place = try await boris.reply(after: question) {
                    $0.text == words.standing(.queued(place: 1, wait: nil))
                }
                let cancel = await boris.send("/cancel")
                try await #expect(boris.replies(after: cancel)[0].text == words.takenBack(1))
                await server.release()
                try await #expect(boris.ask("answered").text == "answered")
                let texts = await boris.messages().filter(\.isFromBot).map(\.text)
                #expect(texts == [words.takenBack(1), "answered"])
                await #expect(sandbox.deletedMessages(in: boris.chat).map(\.messageID) == [place.messageID])
                let asked = await server.requests.filter { $0.path == "/v1/chat/completions" }
                #expect(asked.count == 2 && !asked.contains { $0.body.contains("never answered") })
            }
            #expect(bot.errors.isEmpty)
        }
    }

    @Test func whoWaitsCanStop() async throws {
        try await withBusyServer { sandbox, server, bot in
            try await bot.run(on: sandbox) {
                await occupy(server, in: sandbox)
                let boris = await sandbox.person(firstName: "Boris")
                let question = await boris.send("stopped")
                let place = try await boris.reply(after: question) { $0.text.hasPrefix("⏳") }
                try await boris.press(words.stop)
                let stopped = try await boris.reply(after: question) { $0.text == words.stoppedBeforeAnswer }
                #expect(stopped.messageID == place.messageID)
                await server.release()
                try await #expect(boris.ask("next").text == "next")
            }
        }
    }

    /// What waits has a row of its own, and the message with its place becomes the answer.
    @Test func whoWaitsStillDoesAfterARestart() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).sqlite").path
        defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }
        try await withBusyServer(database: BotDatabase(path: path)) { sandbox, server, bot in
            let boris = await sandbox.person(firstName: "Boris")
            let (question, place) = try await bot.run(on: sandbox) {
                await occupy(server, in: sandbox)
                let question = await boris.send("asked before")
                return (question, try await boris.reply(after: question) { $0.text.hasPrefix("⏳") })
            }
            await server.release()
            try await bot.run(on: sandbox) {
                let answer = try await boris.reply(after: question) { $0.text == "asked before" }
                #expect(answer.messageID == place.messageID)
                await #expect(boris.messages().filter(\.isFromBot).count == 1)
            }
        }
    }
}
