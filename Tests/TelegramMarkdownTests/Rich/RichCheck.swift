import TelegramBotAPI

/// Looks at blocks the way Telegram might, knowing nothing of how they were made.
enum RichCheck {
    struct Totals {
        var characters = 0
        var blocks = 0
        var levels = 0
    }

    /// What is wrong with the blocks of one message; empty if nothing is.
    static func problems(in blocks: [InputRichBlock], limits: RichMessageLimits) -> [String] {
        var walker = Walker(limits: limits)
        walker.visit(blocks, level: 1)
        if walker.totals.characters > limits.characters {
            walker.problems.append("\(walker.totals.characters) characters")
        }
        if walker.totals.blocks > limits.blocks { walker.problems.append("\(walker.totals.blocks) blocks") }
        if walker.totals.levels > limits.levels { walker.problems.append("\(walker.totals.levels) levels") }
        if walker.text.allSatisfy(\.isWhitespace) { walker.problems.append("nothing to see") }
        return walker.problems
    }

    /// What is read of the blocks, one line for each; formulas in LaTeX, and without labels and boxes.
    static func text(of blocks: [InputRichBlock]) -> String {
        var walker = Walker(limits: .telegram)
        walker.visit(blocks, level: 1)
        return walker.text
    }
}

private struct Walker {
    let limits: RichMessageLimits
    var totals = RichCheck.Totals()
    var problems: [String] = []
    var text = ""

    init(limits: RichMessageLimits) {
        self.limits = limits
    }

    mutating func visit(_ blocks: [InputRichBlock], level: Int, isItem: Bool = false) {
        if blocks.isEmpty { problems.append("no blocks") }
        for block in blocks {
            if isItem, blocks == [.paragraph("")] { totals.blocks += 1 } else { visit(block, level: level) }
        }
    }

    private mutating func visit(_ block: InputRichBlock, level: Int) {
        totals.blocks += 1
        reach(level)
        switch block {
        case .paragraph(let text), .expandableBlockquote(let text), .footer(let text), .thinking(let text):
            line(text, level: level)
        case .heading(let text, let size):
            if !(1...6 ~= size) { problems.append("size \(size)") }
            line(text, level: level)
        case .pre(let text, let language):
            if language == "" { problems.append("no language") }
            if case .plain = text {} else { problems.append("formatting in code") }
            line(text, level: level)
        case .divider:
            break
        case .mathematicalExpression(let expression):
            visit(RichText.mathematicalExpression(expression), level: level)
            text += "\n"
        case .list(let items):
            if items.isEmpty { problems.append("no items") }
            if Set(items.map { $0.value == nil }).count > 1 { problems.append("numbers and bullets") }
            for item in items {
                totals.blocks += 1
                visit(item.blocks, level: level + 2, isItem: true)
                if item.isChecked == true, item.hasCheckbox != true { problems.append("checked without a box") }
            }
        case .blockquote(let blocks):
            visit(blocks, level: level + 1)
        case .details(let summary, let blocks, _):
            line(summary, level: level)
            visit(blocks, level: level + 1)
        case .table(let table):
            if Set(table.cells.map(\.count)).count != 1 { problems.append("ragged rows") }
            for row in table.cells {
                totals.blocks += 1
                if row.isEmpty || row.count > limits.tableColumns { problems.append("\(row.count) columns") }
                for cell in row {
                    if let text = cell.text {
                        visit(text, level: level + 2)
                        self.text += "\n"
                    }
                }
            }
        }
    }

    private mutating func line(_ text: RichText, level: Int) {
        let start = self.text.endIndex
        visit(text, level: level)
        if self.text[start...].allSatisfy(\.isWhitespace) { problems.append("blank") }
        self.text += "\n"
    }

    private mutating func visit(_ text: RichText, level: Int, isInLink: Bool = false) {
        reach(level)
        switch text {
        case .plain(let string):
            totals.characters += string.utf16.count
            self.text += string
        case .mathematicalExpression(let expression):
            reach(level + 1)
            if expression.allSatisfy(\.isWhitespace) { problems.append("empty formula") }
            totals.characters += expression.utf16.count
            self.text += expression
        case .array(let texts):
            if texts.count < 2 { problems.append("an array of \(texts.count)") }
            for text in texts {
                if case .plain("") = text { problems.append("empty text") }
                if case .array = text { problems.append("an array in an array") }
                visit(text, level: level, isInLink: isInLink)
            }
        case .bold(let text), .italic(let text), .underline(let text), .strikethrough(let text), .spoiler(let text):
            visit(text, level: level + 1, isInLink: isInLink)
        case .code(let text):
            visit(text, level: level + 1, isInLink: isInLink)
        case .url(let text, let url):
            if isInLink { problems.append("a link in a link") }
            if url.wholeMatch(
                of: #/(?i:https?):\/\/[^\/?#:@\s]+\.[^\/?#:@\s]+(:\d+)?([\/?#]\S*)?|tg:\/\/[\w-]+([\/?]\S*)?/#
            ) == nil {
                problems.append("a link to \(url)")
            }
            visit(text, level: level + 1, isInLink: true)
        }
    }

    private mutating func reach(_ level: Int) {
        totals.levels = max(totals.levels, level)
    }
}
