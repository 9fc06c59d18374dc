import Testing

@testable import ChatBot

/// An answer of more messages than it may take: as many as it may, and then a file.
@Suite struct ShortenedReplyTests {
    /// Messages are full of entities long before they are full of text.
    @Test(arguments: [1, 5], ["**w** `x`\n", "[w](http://example.com/)\n"])
    func muchIsInMessages(maxMessages: Int, line: String) throws {
        let composer = ReplyComposer(
            incoming: Incoming(
                conversation: ConversationID(chatID: 1),
                messageID: 1,
                isInGroup: false,
                event: .text("?")
            ),
            words: Words(language: .en),
            format: .entities,
            reasoning: .hide,
            maxMessages: maxMessages
        )
        let text = String(repeating: line + "\n", count: 700)
        let parts = composer.reply(AnswerDraft(isStarted: true, text: text), .complete).parts
        try #require(parts.count == maxMessages + 1)
        #expect(parts.dropLast().allSatisfy { $0.fileName == nil && !$0.text.isEmpty })
        #expect(parts.last?.fileName == "answer.md")
        let letters = WrittenAnswer.letters(parts.dropLast().map(\.text).joined() + (parts.last?.text ?? ""))
        // Addresses of links are read in the file only.
        #expect(letters.filter { $0 == "w" }.count == 700)
    }
}
