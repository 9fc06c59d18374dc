import TelegramBotAPI

/// A text with entities in the making, written from its start to its end.
///
/// Whatever is written, the entities are valid: nested or apart, not blank at their ends, and `code` and `pre` in nothing but
/// quotes.
struct TextComposer {
    private struct OpenEntity {
        var type: String
        var url: String?
        /// `nil` until there is something in it.
        var start: Int?
    }

    private(set) var units: [UTF16.CodeUnit] = []
    private var entities: [MessageEntity] = []
    private var open: [OpenEntity] = []
    /// Line ends that are written as soon as something follows them.
    private var pendingNewlines = 0
    private var isAtLineStart = true
    /// What each line begins with, such as the indentation of a list's item.
    private var linePrefix = ""

    /// How many lists of bullets are around what is written.
    var bulletDepth = 0

    /// Whether an entity of this type is open.
    func isInside(_ type: String) -> Bool { open.contains { $0.type == type } }

    /// Ends the line, if there is one, and leaves blank lines before the next.
    ///
    /// - Parameter count: 1 for a new line, 2 for a blank one between.
    mutating func breakLine(_ count: Int = 1) {
        guard !units.isEmpty else { return }
        pendingNewlines = max(pendingNewlines, count)
    }

    /// Text in whatever is open.
    mutating func append(_ text: some StringProtocol) {
        guard text.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return appendLine(text) }
        var isFirst = true
        for line in text.replacingLineEnds().split(separator: "\n", omittingEmptySubsequences: false) {
            if !isFirst { breakLine(isAtLineStart || pendingNewlines > 0 ? pendingNewlines + 1 : 1) }
            isFirst = false
            appendLine(line)
        }
    }

    private mutating func appendLine(_ text: some StringProtocol) {
        guard !text.isEmpty else { return }
        startLine(withPrefix: true)
        for index in open.indices where open[index].start == nil { open[index].start = units.count }
        units.append(contentsOf: text.utf16)
    }

    /// What is written by `content` as an entity; the same twice is once.
    mutating func append(in type: String, url: String? = nil, _ content: (inout TextComposer) -> Void) {
        guard !isInside(type) else { return content(&self) }
        open.append(OpenEntity(type: type, url: url))
        content(&self)
        guard let entity = open.popLast(), let start = entity.start else { return }
        close(entity, from: start)
    }

    /// Code in a line. A link can't hold code: there it is text.
    mutating func appendCode(_ code: String) {
        guard !isInside(EntityType.link) else { return append(code) }
        guard !code.isBlank else { return append(code) }
        startLine(withPrefix: true)
        appendMonospaced(code.replacingLineEnds().replacing("\n", with: " "), as: EntityType.code)
    }

    /// A block of code on lines of its own, which keep their indentation; nothing if it is blank.
    mutating func appendBlock(_ code: String, language: String? = nil) {
        let lines = code.replacingLineEnds().split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.firstIndex(where: { !$0.isBlank }) else { return }
        let last = lines.lastIndex { !$0.isBlank } ?? first
        startLine(withPrefix: false)
        let content = lines[first...last].map { $0.expandingTabs() }.joined(separator: "\n")
        appendMonospaced(content.trimmingTrailingBlanks(), as: EntityType.pre, language: language)
    }

    /// Writes with more at the start of each line but the one already begun.
    mutating func indent(by prefix: String, _ content: (inout TextComposer) -> Void) {
        let outer = linePrefix
        linePrefix += prefix
        content(&self)
        linePrefix = outer
    }

    /// Writes a quote. Telegram has none in another: there an inner one has a bar at each line.
    mutating func appendQuote(_ content: (inout TextComposer) -> Void) {
        if isInside(EntityType.quote) {
            let isTooDeep = linePrefix.filter { $0 == "│" }.count >= 4
            return indent(by: isTooDeep ? "" : "│ ", content)
        }
        let outer = linePrefix
        linePrefix = ""
        append(in: EntityType.quote, content)
        linePrefix = outer
    }

    /// The text, without white space at its ends but for the indentation of code.
    consuming func finish() -> FormattedText {
        var range = units.trimmed(units.indices)
        if let first = entities.min(by: MessageEntity.precedes), first.offset < range.lowerBound {
            range = first.offset..<range.upperBound
        }
        let shifted = entities.map { entity in
            var entity = entity
            entity.offset -= range.lowerBound
            return entity
        }
        return FormattedText(
            String(decoding: units[range], as: UTF16.self),
            entities: shifted.sorted(by: MessageEntity.precedes)
        )
    }

    private mutating func startLine(withPrefix: Bool) {
        if pendingNewlines > 0 {
            // No entity that is closed ends in white space.
            while let last = units.last, last.isBlank { units.removeLast() }
            for index in open.indices { open[index].start = open[index].start.map { min($0, units.count) } }
            if !units.isEmpty { units.append(contentsOf: repeatElement(.newline, count: pendingNewlines)) }
            pendingNewlines = 0
            isAtLineStart = true
        }
        if isAtLineStart, withPrefix { units.append(contentsOf: linePrefix.utf16) }
        isAtLineStart = false
    }

    private mutating func appendMonospaced(_ text: String, as type: String, language: String? = nil) {
        // What can't hold it ends before it and goes on after it.
        for index in open.indices where open[index].type != EntityType.quote {
            if let start = open[index].start { close(open[index], from: start) }
            open[index].start = nil
        }
        for index in open.indices where open[index].type == EntityType.quote && open[index].start == nil {
            open[index].start = units.count
        }
        let start = units.count
        units.append(contentsOf: text.utf16)
        // The indentation of a block's first line belongs to it; its end is trimmed already.
        let range = type == EntityType.pre ? start..<units.count : units.trimmed(start..<units.count)
        entities.append(MessageEntity(type: type, offset: range.lowerBound, length: range.count, language: language))
    }

    private mutating func close(_ entity: OpenEntity, from start: Int) {
        var range = units.trimmed(start..<units.count)
        guard !range.isEmpty else { return }
        var type = entity.type
        if type == EntityType.quote {
            type = EntityType.quote(of: units[range])
            // A quote that begins with code begins with its indentation.
            if units[start].isBlank, entities.contains(where: { $0.offset == start }) {
                range = start..<range.upperBound
            }
        }
        entities.append(MessageEntity(type: type, offset: range.lowerBound, length: range.count, url: entity.url))
    }
}
