import TelegramSandbox

extension SandboxMessage {
    /// All that is read of it, in lines for a terminal: also the labels of lists, which are no part of its text, and a file.
    var terminalText: String {
        let content = richBlocks.map(RichLines.text) ?? text
        guard let document else { return content }
        var lines = content.isEmpty ? [] : [content]
        lines.append("[\(document.name)]")
        // Whatever it is said to be: bots send texts as octets, too.
        if let text = String(validating: document.bytes, as: UTF8.self), !text.contains("\0") {
            lines += RichLines.quoted(text.terminalLines)
        }
        return lines.joined(separator: "\n")
    }
}

/// A rich message as lines of text.
enum RichLines {
    static func text(of blocks: [SandboxRichBlock]) -> String {
        let visible = blocks.map(lines).filter { !$0.isEmpty }
        return visible.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    static func quoted(_ lines: [String]) -> [String] {
        lines.map { $0.isEmpty ? "│" : "│ " + $0 }
    }

    private static func lines(_ blocks: [SandboxRichBlock]) -> [String] { blocks.flatMap(lines) }

    private static func lines(_ block: SandboxRichBlock) -> [String] {
        switch block {
        case .anchor: []
        case .divider: ["———"]
        case .list(let items): items.flatMap(lines)
        case .quotation(let blocks, let credit): quoted(lines(blocks) + lines(credit))
        case .expandableQuotation(let text, let credit), .pullQuotation(let text, let credit):
            quoted(lines(text) + lines(credit))
        case .details(let summary, let blocks, _): lines(summary) + quoted(lines(blocks))
        case .table(let table): lines(table.caption) + lines(table.rows)
        case .paragraph, .heading, .preformatted, .footer, .mathematicalExpression, .thinking:
            block.text.terminalLines
        }
    }

    private static func lines(_ text: SandboxRichText?) -> [String] { text?.text.terminalLines ?? [] }

    private static func lines(_ item: SandboxRichListItem) -> [String] {
        let box = item.isChecked.map { $0 ? "☑" : "☐" }
        let label = [item.label == "•" && box != nil ? nil : item.label, box].compactMap(\.self).joined(separator: " ")
        let content = lines(item.blocks)
        let indent = String(repeating: " ", count: label.count + 1)
        return ["\(label) \(content.first ?? "")"] + content.dropFirst().map { $0.isEmpty ? "" : indent + $0 }
    }

    private static func lines(_ rows: [[SandboxRichTable.Cell]]) -> [String] {
        let texts = rows.map { $0.map { $0.text?.text.terminalLines.joined(separator: " ") ?? "" } }
        var widths: [Int] = []
        for row in texts {
            for (index, cell) in row.enumerated() {
                if index == widths.count { widths.append(0) }
                widths[index] = max(widths[index], cell.columns)
            }
        }
        return texts.map { row in
            let cells = row.enumerated().map { index, cell in
                index == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[index] - cell.columns)
            }
            return cells.joined(separator: " │ ")
        }
    }
}

extension String {
    fileprivate var terminalLines: [String] {
        split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
