import Testing

@testable import LocalAIChat
@testable import TelegramSandbox

@Suite("A message in the terminal") struct TerminalTextTests {
    private func message(
        _ text: String,
        rich blocks: [SandboxRichBlock]? = nil,
        document: SandboxDocument? = nil
    ) -> SandboxMessage {
        SandboxMessage(
            messageID: 1,
            chatID: 1,
            isFromBot: true,
            fromID: 2,
            text: text,
            buttons: [],
            isEdited: false,
            entities: [],
            richBlocks: blocks,
            document: document
        )
    }

    private static func paragraph(_ text: String) -> SandboxRichBlock { .paragraph(.plain(text)) }

    private static func item(_ label: String, _ isChecked: Bool? = nil, _ blocks: SandboxRichBlock...)
        -> SandboxRichListItem
    {
        SandboxRichListItem(label: label, isChecked: isChecked, blocks: blocks)
    }

    private static func cell(_ text: String?) -> SandboxRichTable.Cell {
        SandboxRichTable.Cell(text: text.map { .plain($0) }, alignment: "left", verticalAlignment: "middle")
    }

    private static let blocks: [(SandboxRichBlock, String)] = [
        (.divider, "———"),
        (.preformatted(.plain("a\n\n  b"), language: "swift"), "a\n\n  b"),
        (
            .list([
                item("9.", nil, paragraph("nine\nlines"), .list([item("•", nil, paragraph("inner"))])),
                item("10.", nil),
            ]),
            "9. nine\n   lines\n   • inner\n10. "
        ),
        (.list([item("•", true, paragraph("done")), item("1.", false, paragraph("open"))]), "☑ done\n1. ☐ open"),
        (.quotation([paragraph("a\n\nb")], credit: .plain("C")), "│ a\n│\n│ b\n│ C"),
        (.details(summary: .plain("Thoughts"), [paragraph("hm")], isOpen: false), "Thoughts\n│ hm"),
        (
            .table(
                SandboxRichTable(
                    rows: [[cell("项目"), cell("b")], [cell("x"), cell(nil)], [cell("y")]],
                    caption: .plain("T")
                )
            ),
            "T\n项目 │ b\nx    │ \ny"
        ),
    ]

    @Test("a block has what is seen beside its text as well", arguments: blocks)
    func block(block: SandboxRichBlock, shown: String) {
        #expect(
            message("", rich: [Self.paragraph("before"), .anchor(name: "a"), block]).terminalText == "before\n\n"
                + shown
        )
    }

    @Test("a file is there to be read, where it is a text")
    func file() {
        let text = SandboxDocument(
            name: "answer.md",
            mediaType: "application/octet-stream",
            bytes: Array("# a\n\nb".utf8)
        )
        #expect(message("More:", document: text).terminalText == "More:\n[answer.md]\n│ # a\n│\n│ b")
        let picture = SandboxDocument(name: "a.png", mediaType: "image/png", bytes: [0x89, 0x50])
        #expect(message("", document: picture).terminalText == "[a.png]")
    }
}
