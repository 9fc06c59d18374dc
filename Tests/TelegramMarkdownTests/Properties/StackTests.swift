import TelegramBotAPI
import Testing

@testable import TelegramMarkdown

/// Nothing that somebody writes ends the process for want of stack.
@Suite(.timeLimit(.minutes(10))) struct StackTests {
    @Test(arguments: [
        "{", "\\frac", "x^", "x^{", "\\sqrt[", "\\sqrt{", "\\begin{align}", "\\frac{\\sqrt{", "\\not",
        "\\overline{", "\\hat{", "\\text{", "_{\\binom{",
    ])
    func formulas(piece: String) async {
        let text = await SmallStack.run { LaTeX.readable(String(repeating: piece, count: 20_000)) }
        #expect(text == nil)
    }

    @Test(arguments: [
        "> ", "- ", "1. ", "* 1. > ", "*_", "**_", "[", "![", "![a](", "||*", "~~*", "> - *a ", "`", "<b>", "$$",
        "\\(\\frac{",
    ])
    func documents(opening: String) async {
        let source = String(repeating: opening, count: 1000) + "word"
        await SmallStack.run { Self.useAll(source) }
    }

    /// The deepest that is kept: containers, in them emphasis, in that a formula.
    @Test func theDeepestDocument() async {
        let source =
            String(repeating: "> - ", count: 16) + String(repeating: "*_", count: 20) + "$"
            + String(repeating: "{", count: 19)
            + "x" + String(repeating: "}", count: 19) + "$" + String(repeating: "_*", count: 20)
        await SmallStack.run { Self.useAll(source) }
    }

    private static func useAll(_ source: String) {
        let document = MarkdownDocument(source)
        _ = FormattedText(document).split(MessageLimits(length: 100, entities: 5))
        let blocks = document.richBlocks
        for part in RichSplitter.split(
            blocks,
            limits: RichMessageLimits(characters: 100, blocks: 20, levels: 16, tableColumns: 20)
        ) {
            _ = InputRichMessage(directed: part)
            _ = part.map(\.visibleText)
        }
        _ = MarkdownCut.cut(source, length: 4096)
        _ = document == MarkdownDocument(source)
    }
}
