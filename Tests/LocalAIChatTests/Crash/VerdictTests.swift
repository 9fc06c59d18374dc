import Testing

@testable import TelegramSandbox

/// The crash test can fail: it sees what it is there to see.
@Suite("What the crash test judges") struct VerdictTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// The bot's messages, in order.
        var texts: [String]
        var exchanges: [TurnTable.Exchange] = [.init(questions: [7], answer: 7), .init(questions: [8], answer: 8)]
        var problems: [String] = []
    }

    /// Anna has written 7 and 8.
    private static let cases = [
        Case(testDescription: "all is well", texts: ["number 7.", "1, 2, 3, 4, 5, 6, 7, 8"]),
        Case(testDescription: "a word beside the answers", texts: ["Sorry", "7", "8"]),
        Case(testDescription: "no answer", texts: ["8"], problems: ["lost"]),
        Case(testDescription: "two answers", texts: ["7", "8", "7"], problems: ["doubled"]),
        Case(testDescription: "another number", texts: ["7", "8", "9"], problems: ["wrong"]),
        Case(testDescription: "an answer cut off", texts: ["7", "1, 2, 3"], problems: ["lost", "wrong"]),
        Case(testDescription: "the second first", texts: ["8", "7"], problems: ["misordered"]),
        Case(testDescription: "a preview left", texts: ["7", "8", "1, 2 ⏹"], problems: ["leftovers"]),
        Case(testDescription: "a preview for an answer", texts: ["7", "8 ⏹"], problems: ["lost", "leftovers"]),
        Case(
            testDescription: "forgotten",
            texts: ["7", "8"],
            exchanges: [.init(questions: [7], answer: 7)],
            problems: ["misremembered"]
        ),
        Case(
            testDescription: "remembered twice",
            texts: ["7", "8"],
            exchanges: [7, 7, 8].map { .init(questions: [$0], answer: $0) },
            problems: ["misremembered"]
        ),
        Case(testDescription: "one for both", texts: ["8"], exchanges: [.init(questions: [7, 8], answer: 8)]),
        Case(
            testDescription: "one for both, and one more",
            texts: ["7", "8"],
            exchanges: [.init(questions: [7, 8], answer: 8)],
            problems: ["wrong"]
        ),
        Case(
            testDescription: "none for both",
            texts: ["Sorry"],
            exchanges: [.init(questions: [7, 8], answer: 8)],
            problems: ["lost"]
        ),
    ]

    @Test("One answer to each message, in order", arguments: cases)
    func problems(of example: Case) {
        let messages = example.texts.enumerated().map { index, text in
            SandboxMessage(
                messageID: index + 1,
                chatID: 1,
                isFromBot: true,
                fromID: 2,
                text: text,
                buttons: text.hasSuffix("⏹") ? [["⏹ Stop"]] : [],
                isEdited: false,
                entities: []
            )
        }
        let verdict = Verdict(writers: [("Anna", [7, 8])], messages: messages, exchanges: example.exchanges)
        #expect(verdict.problems.filter { !$0.details.isEmpty }.map(\.name) == example.problems)
    }
}
