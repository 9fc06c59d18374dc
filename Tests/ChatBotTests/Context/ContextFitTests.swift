import LlamaServer
import Testing

@testable import ChatBot

/// Which messages the model is shown.
@Suite struct ContextFitTests {
    /// Exchanges of a question of 10 and an answer of 20 tokens, after a beginning of 5.
    private func context(_ exchanges: Int, isKnown: Bool = true, system: String? = "S") -> Context {
        var prompt = 5
        let history = (0..<exchanges).flatMap { number -> [ContextMessage] in
            prompt += 10
            defer { prompt += 20 }
            let id = Int64(number * 2 + 1)
            return [
                ContextMessage(id: id, role: .user, content: "q\(number)", promptTokens: isKnown ? prompt : nil),
                ContextMessage(
                    id: id + 1,
                    role: .assistant,
                    content: "a\(number)",
                    predictedTokens: isKnown ? 20 : nil
                ),
            ]
        }
        return Context(system: system, history: history)
    }

    private func limits(_ fewest: Int, _ most: Int? = nil, size: Int? = nil, nPredict: Int? = nil) -> ContextLimits {
        ContextLimits(maxContextMessages: fewest, highWater: most, contextSize: size, nPredict: nPredict)
    }

    private func alternates(_ messages: [ChatMessage]) -> Bool {
        let said = messages.drop { $0.role == .system }
        return said.first?.role == .user && said.last?.role == .user
            && zip(said, said.dropFirst()).allSatisfy { $0.role != $1.role }
    }

    @Test(
        arguments: [
            // least and most messages, how many there are, how many are left
            (20, 40, 38, 38), (20, 40, 40, 40), (20, 40, 42, 20), (20, nil, 40, 40), (20, nil, 42, 20),
            (20, nil, 200, 20),
            (20, 20, 22, 20), (20, 20, 20, 20), (5, 9, 8, 8), (5, 9, 10, 4), (1, nil, 2, 0), (0, nil, 2, 0),
            (20, 3, 22, 20),
            (2, nil, 6, 2),
        ] as [(Int, Int?, Int, Int)]
    )
    func growsToTheHighWaterMark(least: Int, most: Int?, there: Int, left: Int) {
        var context = context(there / 2)
        let limits = limits(least, most)
        let tokens = context.likelyTokens()
        let cut = context.cut(tokens: tokens, room: limits.room, limits: limits)
        #expect((cut != nil) == (left != there))
        if let cut { context.apply(cut) }
        #expect(context.history.count == left)
        #expect(alternates(context.messages(asking: "now")))
        #expect(context.messages().first == ChatMessage(role: .system, content: "S"))
    }

    @Test func theWindowMovesOncePerBlock() {
        var history: [ContextMessage] = []
        var cuts = 0
        let limits = limits(20)
        for number in 0..<200 {
            let id = Int64(number * 2)
            history.append(ContextMessage(id: id, role: .user, content: "q"))
            history.append(ContextMessage(id: id + 1, role: .assistant, content: "a"))
            var context = Context(system: nil, history: history)
            if let cut = context.cut(tokens: 0, room: nil, limits: limits) {
                context.apply(cut)
                history = context.history
                cuts += 1
            }
            #expect(number < 20 ? history.count == (number + 1) * 2 : (20...40).contains(history.count))
        }
        #expect(cuts == 17)
    }

    @Test(
        arguments: [
            // the server's context, tokens of a long history, the room for the answer as set, messages left
            (4096, nil, 40), (1024, nil, 40), (1024, 512, 20), (512, nil, 20), (256, nil, 8), (128, nil, 2),
            (64, nil, 0),
        ] as [(Int, Int?, Int)]
    )
    func fitsTheServersContext(size: Int, nPredict: Int?, left: Int) throws {
        var context = context(20)
        let limits = limits(20, size: size, nPredict: nPredict)
        let room = try #require(limits.room)
        let tokens = context.likelyTokens(asking: "now")
        let cut = context.cut(tokens: tokens, room: room, limits: limits, asking: "now")
        if let cut { context.apply(cut) }
        #expect(context.history.count == left)
        // What is known of the rest still holds.
        if left > 0 { #expect(context.likelyTokens(asking: "now") == tokens - (cut?.tokens ?? 0)) }
        #expect(context.likelyTokens(asking: "now") <= room)
    }

    /// As long as they fit well, the last messages are shown whatever else would be left.
    @Test func theLastMessagesAreShownIfTheyFit() throws {
        // 20 messages are 310 tokens, and there is room for 600 or 360; into 300 they do not fit.
        for (size, left) in [(800, 20), (500, 20), (400, 16)] {
            var context = context(30)
            let limits = limits(20, 60, size: size)
            let cut = context.cut(tokens: context.likelyTokens(), room: limits.room, limits: limits)
            context.apply(try #require(cut))
            #expect(context.history.count == left, "\(size)")
        }
    }

    @Test func knowsTheLengthsThatTheServerHasSaid() {
        let context = context(10)
        #expect(context.likelyTokens() == 5 + 10 * 30 + 6)
        #expect(context.mostTokens() == 5 + 10 * 30 + 32)
        let lengths = context.lengths(ofWhole: 305)
        #expect(lengths.enumerated().dropFirst().allSatisfy { $1 == ($0.isMultiple(of: 2) ? 10 : 20) })
    }

    @Test(arguments: ["Hello, how are you today?", "Как у тебя сегодня дела?", "👩‍💻👍🏽", ""])
    func estimatesWhatNobodyHasSaid(text: String) {
        let context = Context(system: nil, history: [])
        let likely = context.likelyTokens(asking: text)
        let most = context.mostTokens(asking: text)
        #expect(likely <= most)
        #expect(likely >= text.utf8.count / 3)
        #expect(most >= text.utf8.count)
    }

    /// Figures from elsewhere can make no sense, and then do no harm.
    @Test(arguments: [(0, 0), (-5, 10), (1, 100_000), (1_000_000, 1), (Int.max / 4, 1)])
    func nonsenseFromTheServerDoesNoHarm(promptTokens: Int, predictedTokens: Int) {
        let history = (0..<20).map { number in
            ContextMessage(
                id: Int64(number),
                role: number.isMultiple(of: 2) ? .user : .assistant,
                content: "text",
                promptTokens: promptTokens,
                predictedTokens: predictedTokens
            )
        }
        var context = Context(system: nil, history: history)
        let limits = limits(4, 8, size: 100)
        while let cut = context.cut(tokens: context.likelyTokens(), room: limits.room, limits: limits) {
            context.apply(cut)
        }
        #expect(context.history.count <= 8)
    }

    @Test func whereNothingIsLeftNothingIsCut() {
        let limits = limits(0, 0, size: 10)
        #expect(Context(system: "S", history: []).cut(tokens: 1000, room: 5, limits: limits, asking: "long") == nil)
    }

    @Test(arguments: [nil, ""])
    func noSystemPrompt(system: String?) {
        let context = Context(system: system, history: [])
        #expect(context.messages(asking: "Q") == [ChatMessage(role: .user, content: "Q")])
    }

    @Test func historyThatBeginsWithAnAnswerIsCutToAQuestion() {
        let context = Context(system: nil, history: Array(context(3).history.dropFirst()))
        #expect(context.history.count == 4)
        #expect(alternates(context.messages(asking: "Q")))
    }
}
