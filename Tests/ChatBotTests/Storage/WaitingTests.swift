import Foundation
import Testing

@testable import ChatBot

/// Questions that wait for the LLaMA server, as they are kept.
@Suite struct WaitingTests {
    struct Line: Sendable {
        var text: String
        var senderID: Int64 = 1
        var isWaiting = true
    }

    struct Joining: Sendable, CustomTestStringConvertible {
        var name: String
        /// What was written, the first of which is begun.
        var lines: [Line]
        /// Before which of them the conversation was reset.
        var resetBefore: Int?
        var joined: String
        var testDescription: String { name }
    }

    static let joinings = [
        Joining(name: "one", lines: [Line(text: "a")], joined: "a"),
        Joining(name: "three", lines: [Line(text: "a"), Line(text: "b"), Line(text: "c")], joined: "a\n\nb\n\nc"),
        Joining(
            name: "up to somebody else's",
            lines: [Line(text: "a"), Line(text: "b"), Line(text: "c", senderID: 2), Line(text: "d")],
            joined: "a\n\nb"
        ),
        Joining(
            name: "up to one that is new",
            lines: [Line(text: "a"), Line(text: "b", isWaiting: false), Line(text: "c")],
            joined: "a"
        ),
        Joining(
            name: "none where the first has not waited",
            lines: [Line(text: "a", isWaiting: false), Line(text: "b")],
            joined: "a"
        ),
        Joining(
            name: "not over a reset",
            lines: [Line(text: "a"), Line(text: "b"), Line(text: "c")],
            resetBefore: 2,
            joined: "a\n\nb"
        ),
        Joining(
            name: "no longer than a message can be",
            lines: [
                Line(text: "a"), Line(text: String(repeating: "b", count: 4000)),
                Line(text: String(repeating: "c", count: 100)),
            ],
            joined: "a\n\n" + String(repeating: "b", count: 4000)
        ),
    ]

    @Test(arguments: joinings)
    func whatWaitedTogetherBecomesOneQuestion(test: Joining) async throws {
        let database = try BotDatabase(path: ":memory:")
        var turns: [Turn] = []
        var updateID = 0
        for (index, line) in test.lines.enumerated() {
            if index == test.resetBefore {
                updateID += 1
                let reset = try #require(try await database.receive(incoming("/start"), updateID: updateID))
                try await database.reset(reset.incoming.conversation, at: reset)
            }
            updateID += 1
            let turn = try #require(
                try await database.receive(
                    incoming(line.text, senderID: line.senderID, messageID: updateID),
                    updateID: updateID
                )
            )
            if line.isWaiting { _ = try await database.keepWaiting(turn, isAttemptCounted: false, word: word(turn)) }
            turns.append(turn)
        }
        let attempt = try #require(try await database.begin(turns[0]))
        #expect(attempt.turn.incoming.event == .text(test.joined))
        #expect(attempt.number == 1)
        let count = test.joined.components(separatedBy: "\n\n").count
        #expect(attempt.turn.incoming.messageID == turns[count - 1].incoming.messageID)
        for (index, turn) in turns.enumerated() {
            let state: Turn.State = index == 0 ? .generating : index < count ? .done : .received
            #expect(try await database.state(of: turn) == state, "\(index)")
        }
        // After a crash the question is the same.
        #expect(try await database.openTurns().first { $0.id == turns[0].id }?.incoming == attempt.turn.incoming)
    }

    @Test func aPersonIsToldOncePerOutage() async throws {
        let database = try BotDatabase(path: ":memory:")
        var notices: [Turn?] = []
        for (updateID, senderID) in [1, 1, 2, 1].enumerated() {
            let turn = try #require(
                try await database.receive(incoming("hi", senderID: Int64(senderID)), updateID: updateID + 1)
            )
            notices.append(try await database.keepWaiting(turn, isAttemptCounted: false, word: word(turn)))
        }
        #expect(notices.map { $0 != nil } == [true, false, true, false])
        #expect(notices[0]?.incoming.event == .outage)
        // Told, but not on its way yet: with the answer there it is not said any more.
        let notice = try #require(notices[0])
        // Two answers: between the questions of the one is that of the other.
        for state in [Turn.State.generated, .cancelled] {
            let next = try #require(
                try await database.openTurns().first { $0.incoming.senderID == 1 && $0.incoming.event == .text("hi") }
            )
            let begun = try #require(try await database.begin(next)).turn
            try await database.store(Reply("answer", to: begun.incoming), exchange: nil, of: begun)
            try await database.close(begun)
            #expect(try await database.state(of: notice) == state)
        }
        // The other person still waits.
        #expect(try await database.endOutages().isEmpty)
        let turn = try #require(try await database.receive(incoming("again", senderID: 2), updateID: 9))
        #expect(try await database.keepWaiting(turn, isAttemptCounted: false, word: word(turn)) == nil)
    }

    @Test func onlyTheOwnAndTheEarlierIsTakenBack() async throws {
        let database = try BotDatabase(path: ":memory:")
        var turns: [Turn] = []
        for (index, senderID) in [1, 2, 1, 1].enumerated() {
            let turn = try #require(
                try await database.receive(incoming("\(index)", senderID: Int64(senderID)), updateID: index + 1)
            )
            if index < 3 { _ = try await database.keepWaiting(turn, isAttemptCounted: false, word: word(turn)) }
            turns.append(turn)
        }
        let cancel = try #require(try await database.receive(incoming("/cancel"), updateID: 8))
        let later = try #require(try await database.receive(incoming("later"), updateID: 9))
        let conversation = cancel.incoming.conversation
        let waiting = try await database.takeBack(in: conversation, from: 1, onlyWaiting: true, before: cancel)
        #expect(waiting.turns.map(\.id) == [turns[0].id, turns[2].id])
        let rest = try await database.takeBack(in: conversation, from: 1, onlyWaiting: false, before: cancel)
        #expect(rest.turns.map(\.id).contains(turns[3].id))
        #expect(rest.leftovers.isEmpty)
        #expect(try await database.state(of: turns[0]) == .cancelled)
        #expect(try await database.state(of: turns[1]) == .received)
        #expect(try await database.state(of: later) == .received)
        #expect(try await database.begin(turns[0]) == nil)
    }

    @Test func onlyAttemptsThatMayHaveBroughtSomethingDownAreCounted() async throws {
        let database = try BotDatabase(path: ":memory:")
        let turn = try #require(try await database.receive(incoming("hi"), updateID: 1))
        for isCounted in [false, true, false] {
            _ = try await database.begin(turn)
            _ = try await database.keepWaiting(turn, isAttemptCounted: isCounted, word: word(turn))
        }
        #expect(try await database.begin(turn)?.number == 2)
        // A crash.
        #expect(try await database.begin(turn)?.number == 3)
        try await database.putBack(turn)
        #expect(try await database.begin(turn)?.number == 3)
    }

    private func incoming(_ text: String, senderID: Int64 = 1, messageID: Int = 1) -> Incoming {
        Incoming(
            conversation: ConversationID(chatID: -5),
            messageID: messageID,
            isInGroup: true,
            senderID: senderID,
            event: .text(text)
        )
    }

    private func word(_ turn: Turn) -> Reply { Reply("later", to: turn.incoming) }
}
