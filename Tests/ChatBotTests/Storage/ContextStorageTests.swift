import Foundation
import GRDB
import LlamaServer
import Testing

@testable import ChatBot

/// What the database keeps of a conversation's context.
@Suite(.timeLimit(.minutes(10))) struct ContextStorageTests {
    let database: BotDatabase

    init() throws {
        database = try BotDatabase(path: ":memory:")
    }

    private func incoming(_ text: String, chatID: Int64, topic: Int?) -> Incoming {
        Incoming(
            conversation: ConversationID(chatID: chatID, messageThreadID: topic),
            messageID: 1,
            isInGroup: chatID < 0,
            senderID: 5,
            event: .text(text)
        )
    }

    private func say(_ number: Int, chatID: Int64 = 1, topic: Int? = nil) async throws {
        let incoming = incoming("q\(number)", chatID: chatID, topic: topic)
        let turn = try #require(try await database.receive(incoming, updateID: number)).turn
        var exchange = Exchange(question: "q\(number)", answer: "a\(number)")
        exchange.promptTokens = 100 * number
        exchange.answerTokens = 10 * number
        try await database.store(Reply("a", to: turn.incoming), exchange: exchange, of: turn)
    }

    @Test func remembersTheLengths() async throws {
        for number in 1...2 { try await say(number) }
        let history = try await database.history(of: ConversationID(chatID: 1)).messages
        #expect(history.map(\.content) == ["q1", "a1", "q2", "a2"])
        #expect(history.map(\.promptTokens) == [100, nil, 200, nil])
        #expect(history.map(\.predictedTokens) == [nil, 10, nil, 20])
    }

    @Test func aCutIsOfOneConversationAndForgetsNothing() async throws {
        for number in 1...4 { try await say(number) }
        try await say(5, topic: 7)
        try await say(6, chatID: 2)
        let here = ConversationID(chatID: 1)
        var context = Context(system: nil, history: try await database.history(of: here).messages)
        let limits = ContextLimits(maxContextMessages: 4, highWater: 4, contextSize: nil, nPredict: nil)
        let cut = try #require(context.cut(tokens: 440, room: nil, limits: limits))
        try await database.cut(here, cut)
        context.apply(cut)
        #expect(try await database.history(of: here).messages == context.history)
        #expect(context.history.map(\.content) == ["q3", "a3", "q4", "a4"])
        #expect(context.history[0].promptTokens == 300 - cut.tokens)
        #expect(try await database.history(of: ConversationID(chatID: 1, messageThreadID: 7)).messages.count == 2)
        #expect(try await database.history(of: ConversationID(chatID: 2)).messages.map(\.promptTokens) == [600, nil])
        let count = try await database.writer.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM message") }
        #expect(count == 12)

        // An older cut that comes late undoes nothing, and what comes is shown.
        try await database.cut(here, Context.Cut(lastID: 2, messages: 2, tokens: 0))
        try await say(7)
        #expect(try await database.history(of: here).messages.map(\.content).first == "q3")
        #expect(try await database.history(of: here).messages.count == 6)
    }

    @Test func aCutGoesAlongIntoTheSupergroup() async throws {
        for number in 1...3 { try await say(number, chatID: -5) }
        try await database.cut(ConversationID(chatID: -5), Context.Cut(lastID: 4, messages: 4, tokens: 0))
        try await database.migrate(chatID: -5, to: -1005)
        for chatID in [-5, -1005] as [Int64] {
            #expect(
                try await database.history(of: ConversationID(chatID: chatID)).messages.map(\.content) == ["q3", "a3"]
            )
        }
    }
}
