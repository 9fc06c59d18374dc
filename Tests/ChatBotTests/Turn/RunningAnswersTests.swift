import Foundation
import TestClocks
import Testing

@testable import ChatBot

@Suite struct RunningAnswersTests {
    private func turn(_ id: Int64, chatID: Int64 = 1, senderID: Int64? = 10, isInGroup: Bool = false) -> Turn {
        Turn(
            id: id,
            incoming: Incoming(
                conversation: ConversationID(chatID: chatID),
                messageID: 1,
                isInGroup: isInGroup,
                senderID: senderID,
                event: .text("hi")
            ),
            receivedAt: Date(timeIntervalSince1970: 0)
        )
    }

    /// Runs an answer that would never end, and stops it in the middle.
    private func stop(
        _ turn: Turn,
        _ body: (RunningAnswers) -> Void
    ) async throws -> String? {
        let clock = ManualClock()
        let running = RunningAnswers()
        let answer = Task {
            try await running.during(turn) {
                try await clock.sleep(for: .seconds(1))
                return "complete"
            }
        }
        await clock.sleepers(1)
        body(running)
        clock.advance(by: .seconds(1))
        return try await answer.value
    }

    @Test func aStoppedAnswerEndsAtOnceAndOnce() async throws {
        let result = try await stop(turn(5)) { running in
            let here = ConversationID(chatID: 1)
            #expect(running.stop(in: ConversationID(chatID: 2), by: 10) == .nothing)
            #expect(running.stop(in: here, turnID: 4, by: 10) == .nothing)
            #expect(running.stop(in: here, before: 5, by: 10) == .nothing)
            #expect(running.stop(in: here, turnID: 5, by: 10) == .stopped)
            #expect(running.stop(in: here, turnID: 5, by: 10) == .nothing)
        }
        #expect(result == nil)
    }

    @Test(arguments: [
        (senderID: Int64?(10), by: Int64?(10), isAllowed: true), (10, 11, false), (10, nil, true), (nil, 11, true),
        // A channel or an anonymous administrator presses buttons under another name.
        (-100, 11, true),
    ])
    func inAGroupOnlyWhoAskedMayStop(senderID: Int64?, by: Int64?, isAllowed: Bool) async throws {
        let result = try await stop(turn(5, senderID: senderID, isInGroup: true)) { running in
            let stop = running.stop(in: ConversationID(chatID: 1), by: by)
            #expect(stop == (isAllowed ? .stopped : .notAllowed))
        }
        #expect(result == (isAllowed ? nil : "complete"))
    }

    @Test func afterTheEndThereIsNothingToStop() async throws {
        let running = RunningAnswers()
        try await #expect(running.during(turn(1)) { "complete" } == "complete")
        #expect(running.stop(in: ConversationID(chatID: 1), by: 10) == .nothing)
    }

    @Test func aFailureIsNoStop() async throws {
        let running = RunningAnswers()
        await #expect(throws: GenerationFailure.self) {
            try await running.during(turn(1)) { throw GenerationFailure.emptyAnswer }
        }
        #expect(running.stop(in: ConversationID(chatID: 1), by: 10) == .nothing)
    }

    @Test func whatIsToBeWrittenNextIsStoppedBeforeItBegins() async throws {
        let running = RunningAnswers()
        let here = ConversationID(chatID: 1)
        for id in [5, 6] as [Int64] { running.expect(turn(id)) }
        #expect(running.stop(in: here, before: 5, by: 10) == .nothing)
        #expect(running.stop(in: here, before: 7, by: 10) == .stopped)
        try await #expect(running.during(turn(5)) { "never" } == nil)
        try await #expect(running.during(turn(6)) { "complete" } == "complete")
        #expect(running.stop(in: here, by: 10) == .nothing)
    }

    @Test func whatIsForgottenCanNotBeStopped() async throws {
        let running = RunningAnswers()
        running.expect(turn(5))
        running.forget(turn(5))
        #expect(running.stop(in: ConversationID(chatID: 1), by: 10) == .nothing)
    }

    @Test func othersInAGroupDoNotStopWhatIsToBeWritten() {
        let running = RunningAnswers()
        running.expect(turn(5, isInGroup: true))
        #expect(running.stop(in: ConversationID(chatID: 1), by: 11) == .notAllowed)
    }
}
