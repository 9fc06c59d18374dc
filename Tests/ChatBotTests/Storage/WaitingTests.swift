import Testing

@testable import ChatBot

/// Which questions are joined and taken back, and how often one was begun.
@Suite struct WaitingTests {
    private let database: BotDatabase

    init() throws {
        database = try BotDatabase(path: ":memory:")
    }

    /// A question of a group, or what stands in for one.
    private func receive(_ text: String, from senderID: Int64 = 1, update: Int) async throws -> Turn {
        let incoming = Incoming(
            conversation: ConversationID(chatID: -5),
            messageID: update,
            isInGroup: true,
            senderID: senderID,
            event: text.hasPrefix("/") ? .command(.start) : .text(text)
        )
        return try #require(try await database.receive(incoming, updateID: update))
    }

    private func wait(_ turn: Turn, isAttemptCounted: Bool = false) async throws {
        let word = Reply("late", to: turn.incoming)
        _ = try await database.keepWaiting(turn, isAttemptCounted: isAttemptCounted, word: word)
    }

    /// - Returns: How often that was done by now.
    private func begin(_ turn: Turn) async throws -> Int? {
        let attempt = try await database.prepare(turn)
        #expect(try await database.begin(turn))
        return attempt?.number
    }

    @Test func whatWasSaidBehindAResetIsNotJoinedToWhatWasSaidBefore() async throws {
        let first = try await receive("old", update: 1)
        let reset = try await receive("/start", update: 2)
        let second = try await receive("new", update: 3)
        let third = try await receive("newer", update: 4)
        for turn in [first, second, third] { try await wait(turn) }
        try await database.reset(reset.incoming.conversation, at: reset)
        #expect(try await database.prepare(first)?.turn.incoming.event == .text("old"))
        #expect(try await database.prepare(second)?.turn.incoming.event == .text("new\n\nnewer"))
        #expect(try await database.prepare(third) == nil)
    }

    /// Together they would be longer than the longest message.
    @Test(arguments: [(2047, 2047, true), (2047, 2048, false)])
    func questionsAreJoinedAsLongAsTheyFitIntoAMessage(first: Int, second: Int, areJoined: Bool) async throws {
        let texts = [String(repeating: "a", count: first), String(repeating: "b", count: second)]
        var turns: [Turn] = []
        for (number, text) in texts.enumerated() { turns.append(try await receive(text, update: number)) }
        for turn in turns { try await wait(turn) }
        let event = try await database.prepare(turns[0])?.turn.incoming.event
        #expect(event == .text(areJoined ? texts.joined(separator: "\n\n") : texts[0]))
    }

    @Test func takenBackIsWhatThatPersonHasAskedBefore() async throws {
        let own = try await receive("own", update: 1)
        let other = try await receive("other", from: 2, update: 2)
        let anonymous = try await receive("for a channel", from: -100, update: 3)
        let cancel = try await receive("/cancel", update: 4)
        let later = try await receive("later", update: 5)
        for turn in [own, other, anonymous, later] { try await wait(turn) }
        let conversation = own.incoming.conversation
        let taken = try await database.takeBack(in: conversation, from: 1, onlyWaiting: true, before: cancel)
        #expect(taken.turns.map(\.id) == [own.id, anonymous.id])
        var states: [Turn.State?] = []
        for turn in [own, other, anonymous, later] { states.append(try await database.state(of: turn)) }
        #expect(states == [.cancelled, .received, .cancelled, .received])
        #expect(try await database.prepare(own) == nil)
    }

    /// Only attempts of which the question may have been the reason count, and those whose end is not known.
    @Test func countsHowOftenAnAnswerWasBegun() async throws {
        let turn = try await receive("hi", update: 1)
        #expect(try await begin(turn) == 1)
        try await wait(turn)
        #expect(try await begin(turn) == 1)
        try await wait(turn, isAttemptCounted: true)
        #expect(try await begin(turn) == 2)
        try await database.putBack(turn)
        #expect(try await begin(turn) == 2)
        // The process was killed.
        #expect(try await begin(turn) == 3)
    }
}
