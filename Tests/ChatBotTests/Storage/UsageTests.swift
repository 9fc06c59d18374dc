import Testing

@testable import ChatBot

/// What answers took, as it is counted.
@Suite(.timeLimit(.minutes(10))) struct UsageTests {
    private let database: BotDatabase

    init() throws {
        database = try BotDatabase(path: ":memory:")
    }

    /// Keeps an answer.
    @discardableResult
    private func answer(
        _ figures: Figures = Figures(),
        to senderID: Int64?,
        in chatID: Int64 = -5,
        update: Int,
        resetting: Bool = false
    ) async throws -> Turn {
        let incoming = Incoming(
            conversation: ConversationID(chatID: chatID),
            messageID: update,
            isInGroup: true,
            senderID: senderID,
            event: .text("hi")
        )
        let turn = try #require(try await database.receive(incoming, updateID: update)).turn
        if resetting { try await database.reset(incoming.conversation, at: turn) }
        let exchange = Exchange(question: "hi", answer: "Hello", figures: figures)
        try await database.store(Reply("Hello", to: incoming), exchange: exchange, of: turn)
        return turn
    }

    private let figures = Figures(promptTokens: 10, cachedTokens: 90, predictedTokens: 20, predictedPerSecond: 40)

    @Test func itIsCountedForEachPersonInAllChats() async throws {
        try await answer(figures, to: 1, update: 1)
        try await answer(figures, to: 1, in: -6, update: 2)
        try await answer(figures, to: 2, update: 3)
        let own = try await database.usage(of: 1)
        #expect(
            own
                == Usage(
                    answers: 2,
                    promptTokens: 20,
                    cachedTokens: 180,
                    predictedTokens: 40,
                    timedTokens: 40,
                    predictedSeconds: 1
                )
        )
        #expect(own.cachedShare == 0.9)
        #expect(own.predictedPerSecond == 40)
        let all = try await database.usageOfAll()
        #expect(all.people == 2)
        #expect(all.usage.answers == 3)
        #expect(all.usage.promptTokens == 30)
        #expect(all.usage.cachedTokens == 270)
        #expect(all.usage.predictedTokens == 60)
        #expect(all.usage.timedTokens == 60)
        #expect(all.usage.predictedSeconds == 1.5)
    }

    @Test func whereTheServerTellsLittleOnlyThatIsCounted() async throws {
        try await answer(to: 1, update: 1)
        try await answer(Figures(predictedTokens: 7), to: 1, update: 2)
        try await answer(Figures(predictedTokens: 7, predictedPerSecond: 0), to: 1, update: 3)
        try await answer(Figures(predictedPerSecond: 5), to: 1, update: 4)
        let usage = try await database.usage(of: 1)
        #expect(usage == Usage(answers: 4, predictedTokens: 14))
        #expect(usage.cachedShare == nil)
        #expect(usage.predictedPerSecond == nil)
    }

    @Test func nobodysAnswersAreTheChats() async throws {
        try await answer(figures, to: nil, in: -7, update: 1)
        try await answer(figures, to: 0, in: -7, update: 2)
        #expect(try await database.usage(of: -7).answers == 2)
        #expect(try await database.usage(of: 0) == Usage())
        #expect(try await database.usageOfAll().people == 1)
    }

    @Test func itCountsAlsoWhereTheConversationWasResetMeanwhile() async throws {
        let turn = try await answer(figures, to: 1, update: 1, resetting: true)
        #expect(try await database.usage(of: 1).answers == 1)
        #expect(try await database.history(of: turn.incoming.conversation).messages.isEmpty)
    }

    @Test func withoutAnyThereIsNothing() async throws {
        let all = try await database.usageOfAll()
        #expect(all.usage == Usage())
        #expect(all.people == 0)
    }
}
