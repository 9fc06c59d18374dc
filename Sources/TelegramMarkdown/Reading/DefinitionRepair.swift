/// Keeps what Markdown drops: definitions of links, `[label]: destination`, that no link uses.
struct DefinitionRepair {
    let source: MarkdownSource
    let tree: CMarkTree
    let placeholders: Placeholders

    func edits() -> [MarkdownSource.Edit] {
        let definitions = source.lines.indices.compactMap { line in definition(in: line).map { (line, $0) } }
        guard !definitions.isEmpty else { return [] }
        var used: Set<String> = []
        for node in tree.root.descendants where node.kind == .link || node.kind == .image {
            used.insert(plain(node.destination))
        }
        let kinds = LineKinds(tree, lineCount: source.lines.count).kinds
        var edits: [MarkdownSource.Edit] = []
        var guarded = -1
        for (line, definition) in definitions where kinds[line] != .verbatim && kinds[line] != .indentedCode {
            if !used.contains(plain(definition.destination)) {
                edits.append(.init(insert: placeholders.guardMark, at: definition.start))
                guarded = line
            } else if guarded == line - 1, definition.start == source.lines[line].lowerBound {
                // A definition can't follow text, which the one above has become.
                edits.append(.init(insert: [.lineFeed], at: definition.start))
            }
        }
        return edits
    }

    private func isTaskBox(_ text: ArraySlice<UInt8>) -> Bool {
        ["[ ] ", "[x] ", "[X] ", "[ ]\t", "[x]\t", "[X]\t"].contains { text.starts(with: $0.utf8) }
    }

    private func plain(_ destination: String) -> String {
        placeholders.restored(destination).replacing("\\", with: "")
    }

    private func definition(in line: Int) -> (start: Int, destination: String)? {
        let bytes = source.bytes
        let content = source.content(ofLine: line)
        var start = content.lowerBound
        while start < content.upperBound {
            if bytes[start].isBlank {
                start += 1
            } else if let end = source.endOfMarker(at: start, in: content) {
                start = end
            } else if isTaskBox(bytes[start..<content.upperBound]) {
                start += 3
            } else {
                break
            }
        }
        guard start < content.upperBound, bytes[start] == UInt8(ascii: "[") else { return nil }
        var end = start + 1
        while end < bytes.count, end - start < 1000, bytes[end] != UInt8(ascii: "]") {
            if bytes[end] == UInt8(ascii: "[") { return nil }
            end += bytes[end] == .backslash ? 2 : 1
        }
        guard end + 1 < bytes.count, bytes[end] == UInt8(ascii: "]"), bytes[end + 1] == UInt8(ascii: ":") else {
            return nil
        }
        var destination = bytes[(end + 2)...].prefix(4096).drop(while: \.isSpace)
        if destination.first == .lessThan {
            destination = destination.dropFirst().prefix { $0 != .greaterThan && $0 != .lineFeed }
        } else {
            destination = destination.prefix { !$0.isSpace }
        }
        return (start, String(decoding: destination, as: UTF8.self))
    }
}
