import Testing

@testable import ChatBot

/// Which questions are joined and taken back, and how often one was begun.
@Suite(.timeLimit(.minutes(10))) struct WaitingTests {
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
        return try #require(try await database.receive(incoming, updateID: update)).turn
    }

    private func wait(_ turn: Turn, isAttemptCounted: Bool = false) async throws {
        let word = Reply("late", to: turn.incoming)
        _ = try await database.keepWaiting(turn, isAttemptCounted: isAttemptCounted, word: word)
    }

    /// - Returns: How often that was done by now.
    private func begin(_ turn: Turn) async throws -> Int? {
        let attempt = try await database.prepare(turn)
        #expect(try await database.begin(turn) != nil)
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

    /// What comes after it may be about it, also where it is answered by now; what was taken back is no question any more.
    @Test(arguments: [(2, true, false), (2, false, false), (1, true, true), (1, false, true)] as [(Int64, Bool, Bool)])
    func questionsAreNotJoinedOverSomebodyElses(senderID: Int64, isClosed: Bool, areJoined: Bool) async throws {
        let first = try await receive("one", update: 1)
        let between = try await receive("two", from: senderID, update: 2)
        let third = try await receive("three", update: 3)
        for turn in [first, between, third] { try await wait(turn) }
        if isClosed { try await database.close(between, as: .done) }
        let own = senderID == 1 && !isClosed ? "one\n\ntwo\n\nthree" : "one\n\nthree"
        #expect(try await database.prepare(first)?.turn.incoming.event == .text(areJoined ? own : "one"))
    }

    /// What was asked before a reset still sees what was said; what was asked behind it does not, also where it is handled first.
    @Test func aResetIsBetweenWhatWasSaidBeforeAndBehindIt() async throws {
        let said = try await receive("said", update: 1)
        _ = try await database.store(
            Reply("OK", to: said.incoming),
            exchange: Exchange(question: "said", answer: "OK"),
            of: said
        )
        let before = try await receive("before", update: 2)
        let reset = try await receive("/start", update: 3)
        let behind = try await receive("behind", from: 2, update: 4)
        try await database.expectReset(at: reset)
        let here = said.incoming.conversation
        try await #expect(database.history(of: here, for: before).messages.count == 2)
        try await #expect(database.history(of: here, for: behind).messages.isEmpty)
        _ = try await database.store(
            Reply("OK", to: behind.incoming),
            exchange: Exchange(question: "behind", answer: "OK"),
            of: behind
        )
        try await database.reset(here, at: reset)
        let last = try await receive("last", update: 5)
        try await #expect(database.history(of: here, for: last).messages.map(\.content) == ["behind", "OK"])
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

    /// Who waits for his turn ends it himself, when nothing more is shown of it.
    @Test func whatIsTakenBackWhileItWaitsForItsTurnStaysOpen() async throws {
        let waiting = try await receive("waits for its turn", update: 1)
        let other = try await receive("lies in the mailbox", update: 2)
        let begun = try await receive("is being written", update: 3)
        let cancel = try await receive("/cancel", update: 4)
        #expect(try await database.begin(begun) != nil)
        let taken = try await database.takeBack(
            in: waiting.incoming.conversation,
            from: 1,
            onlyWaiting: false,
            running: [waiting.id, begun.id],
            before: cancel
        )
        #expect(taken.turns.map(\.id) == [waiting.id, other.id])
        #expect(taken.leftovers.isEmpty)
        var states: [Turn.State?] = []
        for turn in [waiting, other, begun] { states.append(try await database.state(of: turn)) }
        #expect(states == [.generated, .cancelled, .generating])
        // Its turn has come all the same.
        #expect(try await database.begin(waiting) == nil)
        _ = try await database.store(Reply([], to: waiting.incoming), exchange: nil, of: waiting, as: .cancelled)
        try await database.close(waiting)
        #expect(try await database.state(of: waiting) == .cancelled)
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
        // Killed again, and stopped before it was begun once more.
        #expect(try await database.prepare(turn)?.number == 4)
        try await database.putBack(turn)
        #expect(try await begin(turn) == 4)
        // Killed again, and the server is away after that.
        try await wait(turn, isAttemptCounted: true)
        #expect(try await begin(turn) == 5)
    }
}
