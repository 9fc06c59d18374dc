import Foundation
import Testing

@testable import ChatBot

/// What is looked up before a question waits for its turn is looked up again where it has become another.
@Suite struct HistoryVersionTests {
    enum Change: String, Sendable, CaseIterable {
        case nothing, otherChat, exchange, reset, cut, pruned, migrated
    }

    private static let chatID: Int64 = -5
    private let conversation = ConversationID(chatID: chatID)
    private let database: BotDatabase

    init() throws {
        database = try BotDatabase(path: ":memory:") { Date(timeIntervalSince1970: 1000) }
    }

    private func incoming(_ text: String, _ number: Int, chatID: Int64 = chatID, topic: Int? = nil) -> Incoming {
        Incoming(
            conversation: ConversationID(chatID: chatID, messageThreadID: topic),
            messageID: number,
            isInGroup: true,
            senderID: 5,
            event: .text(text)
        )
    }

    private func receive(_ text: String, _ number: Int, chatID: Int64 = chatID) async throws -> Turn {
        let incoming = incoming(text, number, chatID: chatID)
        return try #require(try await database.receive(incoming, updateID: number)).turn
    }

    private func say(_ number: Int, chatID: Int64 = chatID) async throws {
        let turn = try await receive("q\(number)", number, chatID: chatID)
        let exchange = Exchange(question: "q\(number)", answer: "a\(number)")
        try await database.store(Reply("a", to: turn.incoming), exchange: exchange, of: turn)
        try await database.close(turn)
    }

    @Test(arguments: Change.allCases)
    func aChangeIsSeen(change: Change) async throws {
        for number in 1...3 { try await say(number) }
        let turn = try await receive("now", 4)
        let seen = try #require(try await database.outlook(for: turn).history)
        #expect(seen.messages.map(\.content) == ["q1", "a1", "q2", "a2", "q3", "a3"])
        switch change {
        case .nothing: break
        case .otherChat: try await say(5, chatID: -6)
        case .exchange: try await say(5)
        case .reset: try await database.reset(conversation, at: try await receive("reset", 6))
        case .cut: try await database.cut(conversation, Context.Cut(lastID: 2, messages: 2, tokens: 0))
        case .pruned: #expect(try await database.deleteMessages(before: .distantFuture, atMost: 2) == 2)
        case .migrated: try await database.migrate(chatID: Self.chatID, to: -1005)
        }
        let beginning = try #require(try await database.begin(turn, showing: seen.version))
        let newest = try await database.history(of: conversation, for: turn)
        switch change {
        case .nothing, .otherChat:
            #expect(beginning.newer == nil)
            #expect(newest == seen)
        case .exchange, .reset, .cut, .pruned, .migrated:
            #expect(beginning.newer == newest)
            #expect(newest.version != seen.version)
        }
    }

    @Test func theOutlookIsOfTheTurn() async throws {
        try await say(1)
        let turn = try await receive("now", 2)
        var outlook = try await database.outlook(for: turn)
        #expect(outlook.state == .received)
        #expect(!outlook.isWaiting)
        #expect(outlook.attempts == 0)
        #expect(outlook.history?.messages.map(\.content) == ["q1", "a1"])

        _ = try await database.begin(turn)
        outlook = try await database.outlook(for: turn)
        #expect(outlook.state == .generating)
        #expect(outlook.attempts == 1)

        _ = try await database.keepWaiting(turn, isAttemptCounted: false, word: Reply("later", to: turn.incoming))
        outlook = try await database.outlook(for: turn)
        #expect(outlook.state == .received)
        #expect(outlook.isWaiting)
        #expect(outlook.attempts == 0)

        try await database.close(turn, as: .cancelled)
        #expect(try await database.outlook(for: turn) == Outlook(state: .cancelled))
        var unknown = turn
        unknown.id = 99
        #expect(try await database.outlook(for: unknown) == Outlook())
        #expect(try await database.begin(turn) == nil)
    }

    enum Neighbour: String, Sendable, CaseIterable {
        case none, open, closed, ofOtherChat, ofOtherTopic
    }

    /// What comes in with nothing open before it in its conversation is known at once as it would be when it is looked up.
    @Test(arguments: Neighbour.allCases)
    func anArrivalIsLookedUp(behind neighbour: Neighbour) async throws {
        for number in 1...3 { try await say(number) }
        switch neighbour {
        case .none: break
        case .open: _ = try await receive("open", 4)
        case .closed: try await database.close(try await receive("closed", 4))
        case .ofOtherChat: _ = try await receive("elsewhere", 4, chatID: -6)
        case .ofOtherTopic: _ = try await database.receive(incoming("elsewhere", 4, topic: 7), updateID: 4)
        }
        let arrival = try #require(try await database.receive(incoming("now", 5), updateID: 5))
        let outlook = try await database.outlook(for: arrival.turn)
        #expect(outlook.state == .received)
        #expect(outlook.history?.messages.count == 6)
        #expect(arrival.outlook == (neighbour == .open ? nil : outlook))
    }
}
