import Testing

@testable import TelegramMarkdown

@Suite(.timeLimit(.minutes(10))) struct ConcurrentReadingTests {
    /// cmark keeps the characters of its extensions, such as `~`, in a table that all its parsers share.
    @Test func severalAnswersAreReadAtATime() async {
        let source = String(repeating: "~~old~~ and | a | [x] **b**\n\n", count: 20)
        let expected = MarkdownDocument(source)
        let wrong = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask { (0..<100).count { _ in MarkdownDocument(source) != expected } }
            }
            return await group.reduce(0, +)
        }
        #expect(wrong == 0)
    }
}
