import Foundation
import TestClocks
import Testing

@testable import ChatBot

@Suite(.timeLimit(.minutes(10))) struct RunningAnswersTests {
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

    /// Who wants to stop, and which turns are left; each turn is named by its id, by who asked (0: a channel), and whether it is running.
    @Test(
        arguments: [
            // One's own, whatever others do.
            (["1 a running", "2 b running", "3 a"], "a", .max, "1"),
            (["1 a running", "2 b running", "3 a"], "b", .max, "2"),
            // What is running goes before what comes next.
            (["1 a", "2 b running", "3 a running"], "a", .max, "3"),
            (["1 b running", "2 a", "3 a"], "a", .max, "2"),
            (["1 b running", "2 a"], "a", 2, "not allowed"),
            (["1 b running", "2 b"], "a", .max, "not allowed"),
            // Only where there is none of one's own, what anybody may stop.
            (["1 0 running", "2 a"], "a", .max, "2"),
            (["1 0", "2 b running", "3 0 running"], "a", .max, "3"),
            (["1 b running", "2 0"], "a", .max, "2"),
            (["1 a running", "2 b"], nil, .max, "1"),
            (["1 a running"], "a", 1, "nothing"),
            ([], "a", .max, "nothing"),
        ] as [([String], String?, Int64, String)]
    )
    func inAGroupOnesOwnIsMeant(answers: [String], by: String?, before: Int64, expected: String) async throws {
        let people: [String: Int64] = ["a": 10, "b": 11, "0": -100]
        let clock = ManualClock()
        let running = RunningAnswers()
        var tasks: [(id: Int64, task: Task<String?, any Error>)] = []
        var turns: [Turn] = []
        for answer in answers {
            let words = answer.split(separator: " ").map(String.init)
            let turn = turn(try #require(Int64(words[0])), senderID: people[words[1]], isInGroup: true)
            turns.append(turn)
            guard words.last == "running" else {
                running.expect(turn)
                continue
            }
            let task = Task {
                try await running.during(turn) {
                    try await clock.sleep(for: .seconds(1))
                    return "complete"
                }
            }
            tasks.append((turn.id, task))
            await clock.sleepers(tasks.count)
        }
        let here = ConversationID(chatID: 1)
        #expect(running.running(in: here) == Set(tasks.map(\.id)))
        let stop = running.stop(in: here, before: before, by: by.flatMap { people[$0] })
        var stopped: [String] = []
        let isRunning = Set(tasks.map(\.id))
        for turn in turns where !isRunning.contains(turn.id) {
            if try await running.during(turn, { "complete" }) == nil { stopped.append("\(turn.id)") }
        }
        clock.advance(by: .seconds(1))
        for (id, task) in tasks where try await task.value == nil { stopped.append("\(id)") }
        switch stop {
        case .stopped: #expect(stopped == [expected])
        case .nothing: #expect(stopped.isEmpty && expected == "nothing")
        case .notAllowed: #expect(stopped.isEmpty && expected == "not allowed")
        }
        #expect(running.running(in: here).isEmpty)
    }

    /// Said twice it does not stop what comes next.
    @Test func whatIsBeingStoppedIsNotFollowedByTheNext() async throws {
        let result = try await stop(turn(5, isInGroup: true)) { running in
            let here = ConversationID(chatID: 1)
            running.expect(turn(6, isInGroup: true))
            running.expect(turn(7, senderID: 11, isInGroup: true))
            #expect(running.stop(in: here, by: 10) == .stopped)
            #expect(running.stop(in: here, by: 10) == .nothing)
            #expect(running.stop(in: here, turnID: 7, by: 10) == .notAllowed)
            #expect(running.stop(in: here, turnID: 7, by: 11) == .stopped)
        }
        #expect(result == nil)
    }

    /// It leaves the queue, and is not written when its turn comes.
    @Test func whatWaitsForItsTurnLeavesTheQueue() async throws {
        let running = RunningAnswers()
        let queue = GenerationQueue(clock: ManualClock()) { .init(slots: 1) }
        let first = queue.pass(for: turn(4, senderID: 11, isInGroup: true))
        _ = try await first.wait(tokens: nil) { _ in }
        let second = turn(5, isInGroup: true)
        let answer = Task {
            try await running.during(second) {
                let pass = queue.pass(for: second)
                defer { pass.leave() }
                _ = try await pass.wait(tokens: nil) { _ in }
                return "written"
            }
        }
        try await until { queue.waiting > 0 }
        #expect(running.stop(in: ConversationID(chatID: 1), by: 10) == .stopped)
        try await #expect(answer.value == nil)
        #expect(queue.waiting == 0)
        first.leave()
        #expect(queue.writing == 0)
    }

    /// It may be otherwise when a turn that had to wait is handled again.
    @Test func anOutlookIsGivenOnce() {
        let running = RunningAnswers()
        let (known, unknown, forgotten) = (turn(1), turn(2), turn(3, chatID: 2))
        let outlook = Outlook(state: .received)
        running.expect(known, outlook)
        running.expect(unknown)
        running.expect(forgotten, outlook)
        running.forget(forgotten)
        #expect(running.takeOutlook(for: known) == outlook)
        for turn in [known, unknown, forgotten] { #expect(running.takeOutlook(for: turn) == nil) }
    }
}
