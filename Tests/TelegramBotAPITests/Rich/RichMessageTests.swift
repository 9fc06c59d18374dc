import Foundation
import TelegramBotAPI
import Testing

@Suite struct RichMessageTests {
    private static let encoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()

    private static let blocks: [(block: InputRichBlock, json: String)] = [
        (.paragraph("a\n\"😀\""), #"{"text":"a\n\"😀\"","type":"paragraph"}"#),
        (.heading("T", size: 2), #"{"size":2,"text":"T","type":"heading"}"#),
        (.pre("x = 1"), #"{"text":"x = 1","type":"pre"}"#),
        (.pre("x = 1", language: "python"), #"{"language":"python","text":"x = 1","type":"pre"}"#),
        (.divider, #"{"type":"divider"}"#),
        (.mathematicalExpression(#"\frac12"#), #"{"expression":"\\frac12","type":"mathematical_expression"}"#),
        (
            .list([
                InputRichBlockListItem(blocks: [.paragraph("a")], value: 3, type: .decimal),
                InputRichBlockListItem(blocks: [.paragraph("b")], hasCheckbox: true, isChecked: true),
                InputRichBlockListItem(blocks: []),
            ]),
            #"{"items":[{"blocks":[{"text":"a","type":"paragraph"}],"type":"1","value":3},"#
                + #"{"blocks":[{"text":"b","type":"paragraph"}],"has_checkbox":true,"is_checked":true},"#
                + #"{"blocks":[]}],"type":"list"}"#
        ),
        (
            .blockquote([.paragraph("q"), .blockquote([.divider])]),
            #"{"blocks":[{"text":"q","type":"paragraph"},{"blocks":[{"type":"divider"}],"type":"blockquote"}],"#
                + #""type":"blockquote"}"#
        ),
        (.expandableBlockquote("q"), #"{"text":"q","type":"expandable_blockquote"}"#),
        (
            .table(
                InputRichBlockTable(
                    cells: [
                        [RichBlockTableCell(text: "h", isHeader: true, align: .right, valign: .middle)],
                        [RichBlockTableCell(text: nil)],
                    ],
                    isBordered: true,
                    isStriped: false,
                    isCompact: true
                )
            ),
            #"{"cells":[[{"align":"right","is_header":true,"text":"h","valign":"middle"}],"#
                + #"[{"align":"left","valign":"top"}]],"#
                + #""is_bordered":true,"is_compact":true,"is_striped":false,"type":"table"}"#
        ),
        (
            .details(summary: "s", blocks: [.divider], isOpen: true),
            #"{"blocks":[{"type":"divider"}],"is_open":true,"summary":"s","type":"details"}"#
        ),
        (.footer("f"), #"{"text":"f","type":"footer"}"#),
        (.thinking("…"), #"{"text":"…","type":"thinking"}"#),
    ]

    @Test(arguments: blocks)
    func encodesABlockAsTheBotAPIDoes(block: InputRichBlock, json: String) throws {
        #expect(try String(decoding: Self.encoder.encode(block), as: UTF8.self) == json)
    }

    @Test(arguments: blocks)
    func readsABlockThatItWrote(block: InputRichBlock, json: String) throws {
        #expect(try JSONDecoder().decode(InputRichBlock.self, from: Data(json.utf8)) == block)
    }

    private static let texts: [(text: RichText, json: String)] = [
        ("plain", #""plain""#),
        ("", #""""#),
        (["a", ["b"], []], #"["a",["b"],[]]"#),
        (.bold("x"), #"{"text":"x","type":"bold"}"#),
        (.italic(["x", .bold("y")]), #"{"text":["x",{"text":"y","type":"bold"}],"type":"italic"}"#),
        (.underline("x"), #"{"text":"x","type":"underline"}"#),
        (.strikethrough("x"), #"{"text":"x","type":"strikethrough"}"#),
        (.spoiler("x"), #"{"text":"x","type":"spoiler"}"#),
        (.code("x"), #"{"text":"x","type":"code"}"#),
        (.mathematicalExpression("x^2"), #"{"expression":"x^2","type":"mathematical_expression"}"#),
        (
            .url("x", url: "https://example.org/?a=b"),
            #"{"text":"x","type":"url","url":"https://example.org/?a=b"}"#
        ),
    ]

    @Test(arguments: texts)
    func encodesATextAsTheBotAPIDoes(text: RichText, json: String) throws {
        #expect(try String(decoding: Self.encoder.encode(text), as: UTF8.self) == json)
    }

    @Test(arguments: texts)
    func readsATextThatItWrote(text: RichText, json: String) throws {
        #expect(try JSONDecoder().decode(RichText.self, from: Data(json.utf8)) == text)
    }

    @Test func encodesAMessageAsTheBotAPIDoes() throws {
        let message = InputRichMessage(blocks: [.divider], isRTL: true, skipEntityDetection: false)
        let json = #"{"blocks":[{"type":"divider"}],"is_rtl":true,"skip_entity_detection":false}"#
        #expect(try String(decoding: Self.encoder.encode(message), as: UTF8.self) == json)
        #expect(try JSONDecoder().decode(InputRichMessage.self, from: Data(json.utf8)) == message)
        let short = try Self.encoder.encode(InputRichMessage(blocks: []))
        #expect(String(decoding: short, as: UTF8.self) == #"{"blocks":[]}"#)
    }

    @Test func survivesTheDeepestNesting() throws {
        let block = (0..<16).reduce(InputRichBlock.paragraph("x")) { block, _ in
            .list([InputRichBlockListItem(blocks: [block])])
        }
        #expect(try JSONDecoder().decode(InputRichBlock.self, from: Self.encoder.encode(block)) == block)
    }

    @Test(arguments: [
        #"{}"#, #"{"type":"video"}"#, #"{"type":"paragraph"}"#, #"{"type":"heading","text":"x"}"#, #"[]"#, #"1"#,
        #"{"type":"list","items":[{}]}"#, #"{"type":"paragraph","text":{"type":"button","text":"x"}}"#,
        #"{"type":"paragraph","text":1}"#, #"{"type":"table"}"#, #"{"type":"blockquote","blocks":[1]}"#,
    ])
    func refusesWhatItNeverWrote(json: String) {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(InputRichBlock.self, from: Data(json.utf8))
        }
    }
}
