import LlamaServer
import Testing

@testable import ChatBot

@Suite struct PromptTests {
    private func history(_ count: Int) -> [ChatMessage] {
        (0..<count).map { ChatMessage(role: $0.isMultiple(of: 2) ? .user : .assistant, content: "message \($0)") }
    }

    private func alternates(_ messages: [ChatMessage]) -> Bool {
        let said = messages.drop { $0.role == .system }
        return said.first?.role == .user && said.last?.role == .user
            && zip(said, said.dropFirst()).allSatisfy { $0.role != $1.role }
    }

    @Test(arguments: [
        // maxContextMessages, messages before, messages shown beside the system prompt
        (20, 0, 1), (20, 2, 3), (20, 18, 19), (20, 20, 21), (20, 30, 21), (1, 30, 1), (2, 30, 3), (3, 30, 3),
        (5, 30, 5),
    ])
    func showsTheLastMessages(limit: Int, before: Int, shown: Int) {
        let prompt = Prompt(system: "S", history: history(before), question: "Q", maxContextMessages: limit)
        #expect(prompt.messages.count == shown + 1)
        #expect(prompt.messages.first == ChatMessage(role: .system, content: "S"))
        #expect(prompt.messages.last == ChatMessage(role: .user, content: "Q"))
        #expect(prompt.messages.dropFirst().dropLast() == history(before).suffix(shown - 1))
        #expect(alternates(prompt.messages))
    }

    @Test(arguments: [nil, ""])
    func noSystemPrompt(system: String?) {
        let prompt = Prompt(system: system, history: [], question: "Q", maxContextMessages: 20)
        #expect(prompt.messages == [ChatMessage(role: .user, content: "Q")])
    }

    @Test func historyThatBeginsWithAnAnswerIsCutToAQuestion() {
        let prompt = Prompt(system: nil, history: Array(history(6).dropFirst()), question: "Q", maxContextMessages: 20)
        #expect(prompt.messages.count == 5)
        #expect(alternates(prompt.messages))
    }

    @Test(arguments: [(nil, nil), (5000, 4096), (4097, 4096), (100_000, 4096), (5000, nil), (0, 0)] as [(Int?, Int?)])
    func shorteningEndsWithTheQuestionAlone(promptTokens: Int?, contextSize: Int?) throws {
        var prompt = Prompt(system: "S", history: history(20), question: "Q", maxContextMessages: 20)
        var steps = 0
        while let shorter = prompt.shortened(promptTokens: promptTokens, contextSize: contextSize) {
            #expect(shorter.messages.count < prompt.messages.count)
            #expect(alternates(shorter.messages))
            #expect(shorter.messages.last == prompt.messages.last)
            prompt = shorter
            steps += 1
        }
        #expect(prompt.messages.count == 2)
        #expect((1...10).contains(steps))
    }

    @Test func theCountsSayHowMuchIsCut() throws {
        let prompt = Prompt(system: nil, history: history(20), question: "Q", maxContextMessages: 20)
        let little = try #require(prompt.shortened(promptTokens: 1000, contextSize: 1000))
        let much = try #require(prompt.shortened(promptTokens: 10_000, contextSize: 1000))
        #expect(little.messages.count == 15)
        #expect(much.messages.count == 1)
    }
}
