import Testing

@testable import ChatBot

/// What an answer's earlier parts are while its last one grows.
@Suite struct PreviewedPartsTests {
    @Test(arguments: ReplyFormat.allCases)
    func whatIsCompleteStaysTheSame(format: ReplyFormat) {
        let composer = ReplyComposer(
            incoming: Incoming(
                conversation: ConversationID(chatID: 1),
                messageID: 1,
                isInGroup: true,
                event: .text("?")
            ),
            words: Words(language: .en),
            format: format,
            reasoning: .hide,
            maxMessages: 5
        )
        let text = (1...1100).map { "p\($0)." }.joined(separator: "\n\n")
        let before = composer.preview(AnswerDraft(isStarted: true, text: text), isThinkingShown: true)
        let after = composer.preview(AnswerDraft(isStarted: true, text: text + " More."), isThinkingShown: true)
        #expect(before.count > 1)
        #expect(before.dropLast() == after.dropLast())
        #expect(before.last != after.last)
    }
}
