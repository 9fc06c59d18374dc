public import TelegramBotAPI

extension InputRichMessage {
    /// A message from right to left if that is how most of its letters are written, code aside.
    ///
    /// - Parameter blocks: Of one part, as ``RichSplitter`` makes them.
    public init(directed blocks: [InputRichBlock]) {
        var balance = 0
        for block in blocks { balance += block.rightToLeftBalance }
        self.init(blocks: blocks, isRTL: balance > 0 ? true : nil)
    }
}

extension InputRichBlock {
    /// How many more letters are written from right to left than from left to right.
    fileprivate var rightToLeftBalance: Int {
        switch self {
        case .paragraph(let text), .heading(let text, _), .expandableBlockquote(let text), .footer(let text),
            .thinking(let text):
            text.rightToLeftBalance
        case .pre, .divider, .mathematicalExpression: 0
        case .list(let items): items.reduce(0) { $1.blocks.reduce($0) { $0 + $1.rightToLeftBalance } }
        case .blockquote(let blocks): blocks.reduce(0) { $0 + $1.rightToLeftBalance }
        case .details(let summary, let blocks, _):
            blocks.reduce(summary.rightToLeftBalance) { $0 + $1.rightToLeftBalance }
        case .table(let table):
            table.cells.joined().reduce(0) { $0 + ($1.text?.rightToLeftBalance ?? 0) }
        }
    }
}

extension RichText {
    fileprivate var rightToLeftBalance: Int {
        switch self {
        case .plain(let string): string.unicodeScalars.reduce(0) { $0 + $1.rightToLeftBalance }
        case .array(let texts): texts.reduce(0) { $0 + $1.rightToLeftBalance }
        case .code, .mathematicalExpression: 0
        case .bold(let text), .italic(let text), .underline(let text), .strikethrough(let text), .spoiler(let text),
            .url(let text, _):
            text.rightToLeftBalance
        }
    }
}

extension Unicode.Scalar {
    fileprivate var rightToLeftBalance: Int {
        // Hebrew, Arabic, Syriac, Thaana and N'Ko lie side by side; then Hebrew's and Arabic's presentation forms.
        switch value {
        case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC: properties.isAlphabetic ? 1 : 0
        default: properties.isAlphabetic ? -1 : 0
        }
    }
}
