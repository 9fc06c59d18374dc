/// Ends what is begun in a line and not ended: bold text, code, links. What has nothing in it yet is left out.
struct UnfinishedInlines {
    typealias Edit = MarkdownSource.Edit

    private struct Opener {
        var mark: UInt8
        var range: Range<Int>
    }

    /// A longer line is more likely to have marks that mean nothing.
    private static let longestLine = 4000

    private let bytes: [UInt8]
    private let isInTable: Bool
    private let start: Int
    /// Where what is shown ends.
    private var end: Int
    private var offset: Int
    private var openers: [Opener] = []
    /// What ends code that is not ended.
    private var codeEnd: [UInt8] = []
    private var edits: [Edit] = []
    private var hidden: [Range<Int>] = []
    /// Where the text of a link ends, and where the link does.
    private var linkEnds: [Int: Int] = [:]

    static func edits(of bytes: [UInt8], in text: Range<Int>, isInTable: Bool) -> [Edit] {
        guard text.count <= longestLine else { return [] }
        var inlines = UnfinishedInlines(bytes: bytes, text: text, isInTable: isInTable)
        inlines.read()
        inlines.close()
        // What is inserted where something is left out comes before that.
        return inlines.edits.enumerated().sorted { first, second in
            let (range, other) = (first.element.range, second.element.range)
            return (range.lowerBound, range.upperBound, first.offset)
                < (other.lowerBound, other.upperBound, second.offset)
        }.map(\.element)
    }

    private init(bytes: [UInt8], text: Range<Int>, isInTable: Bool) {
        self.bytes = bytes
        self.isInTable = isInTable
        start = text.lowerBound
        offset = text.lowerBound
        end = text.upperBound
    }

    private mutating func read() {
        while offset < end {
            let byte = bytes[offset]
            switch byte {
            case .backslash: readEscape()
            case .backtick: readCode()
            case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): readMarks(byte)
            case .pipe where !isInTable: readMarks(byte)
            case UInt8(ascii: "["): readLink()
            case .lessThan: readAddress()
            default: offset = linkEnds[offset] ?? offset + 1
            }
        }
    }

    private mutating func hide(_ range: Range<Int>) {
        edits.append(Edit(range, []))
        hidden.append(range)
    }

    private func run(of byte: UInt8, at offset: Int) -> Range<Int> {
        offset..<(bytes[offset..<end].firstIndex { $0 != byte } ?? end)
    }

    // MARK: - Code and formulas

    private mutating func readEscape() {
        guard offset + 1 < end else { return skip(hiding: offset..<end) }
        guard bytes[offset + 1] == UInt8(ascii: "(") else {
            offset += 2
            return
        }
        // Formulas that are complete are not in the source any more.
        let content = bytes[(offset + 2)..<end]
        guard !content.contains(.backtick) else {
            offset += 2
            return
        }
        guard !content.allSatisfy(\.isBlank) else { return skip(hiding: offset..<offset + 2) }
        edits.append(Edit(offset..<offset + 2, [.backtick]))
        codeEnd = [.backtick]
        offset = end
    }

    private mutating func readCode() {
        let mark = run(of: .backtick, at: offset)
        var place = mark.upperBound
        while let next = bytes[place..<end].firstIndex(of: .backtick) {
            let other = run(of: .backtick, at: next)
            if other.count == mark.count {
                offset = other.upperBound
                return
            }
            place = other.upperBound
        }
        // Backticks at the end are the first of those that end it.
        let code = bytes[mark.upperBound..<end]
        let closing = code.reversed().prefix { $0 == .backtick }.count
        let content = code.dropLast(closing)
        guard !content.allSatisfy(\.isBlank) else { return skip(hiding: mark.lowerBound..<end) }
        if closing > 0 { hide(content.endIndex..<end) }
        // A backtick of the code itself must stay apart from them.
        let isApart = content.last { !$0.isBlank } == .backtick
        codeEnd = (isApart ? [UInt8(ascii: " ")] : []) + bytes[mark]
        offset = end
    }

    private mutating func skip(hiding range: Range<Int>) {
        hide(range)
        offset = range.upperBound
    }

    // MARK: - Emphasis and spoilers

    private mutating func readMarks(_ mark: UInt8) {
        let run = run(of: mark, at: offset)
        offset = run.upperBound
        let before = run.lowerBound > start ? bytes[run.lowerBound - 1] : .lineFeed
        let isFirst = before.isSpace || before < 0x80 && !before.isAlphanumeric
        let isLast = run.upperBound == end
        let isPair = mark == .pipe || mark == UInt8(ascii: "~")
        if !before.isSpace, openers.contains(where: { $0.mark == mark }) {
            end(run, isLast: isLast)
        } else if isLast {
            let mayOpen = isFirst || before >= 0x80 && mark == UInt8(ascii: "*")
            if mayOpen, !isPair || run.count <= 2 { hide(run) }
        } else if !bytes[run.upperBound].isSpace, !isPair || run.count == 2 {
            if isFirst || before >= 0x80 && run.count > 1 { openers.append(Opener(mark: mark, range: run)) }
        }
    }

    /// Ends what a run of marks ends, which may be several; at the end of the text more of the marks may be to come.
    private mutating func end(_ run: Range<Int>, isLast: Bool) {
        var left = run.count
        while left > 0, let index = openers.lastIndex(where: { $0.mark == bytes[run.lowerBound] }) {
            let opener = openers[index].range
            if left < opener.count, !isLast {
                openers[index].range = opener.lowerBound..<opener.upperBound - left
                return
            }
            openers.removeSubrange(index...)
            left -= opener.count
        }
        guard left < 0 else { return }
        edits.append(Edit(insert: Array(repeatElement(bytes[run.lowerBound], count: -left)), at: run.upperBound))
    }

    /// Ends what is open, the innermost first, behind the last that is shown.
    private mutating func close() {
        var place = end
        while place > start {
            if bytes[place - 1].isSpace {
                place -= 1
            } else if let range = hidden.first(where: { $0.contains(place - 1) }) {
                place = range.lowerBound
            } else if let opener = openers.last, opener.range.upperBound == place {
                openers.removeLast()
                hide(opener.range)
                place = opener.range.lowerBound
            } else {
                break
            }
        }
        let closing = codeEnd + openers.reversed().flatMap { bytes[$0.range] }
        if !closing.isEmpty { edits.append(Edit(insert: closing, at: place)) }
    }

    // MARK: - Links

    /// Of a link whose destination is not complete, its text is shown.
    private mutating func readLink() {
        let isImage = offset > start && bytes[offset - 1] == UInt8(ascii: "!")
        let opening = (isImage ? offset - 1 : offset)..<offset + 1
        offset = opening.upperBound
        let isLikely = isImage || offset == end || bytes[offset].isLetter || bytes[offset] >= 0x80
        guard let close = place(of: UInt8(ascii: "]"), after: UInt8(ascii: "["), from: offset) else {
            if isLikely { hide(opening) }
            return
        }
        guard close + 1 < end else {
            guard isLikely else { return }
            hide(opening)
            return cut(at: close)
        }
        let pairs: [UInt8: UInt8] = [UInt8(ascii: "("): UInt8(ascii: ")"), UInt8(ascii: "["): UInt8(ascii: "]")]
        guard let closing = pairs[bytes[close + 1]] else { return }
        if let linkEnd = self.place(of: closing, after: bytes[close + 1], from: close + 2) {
            linkEnds[close] = linkEnd + 1
        } else {
            hide(opening)
            cut(at: close)
        }
    }

    private mutating func cut(at place: Int) {
        hide(place..<end)
        end = place
    }

    /// Where the bracket is that closes one, with pairs of the same in between.
    private func place(of closing: UInt8, after opening: UInt8, from start: Int) -> Int? {
        var depth = 0
        var place = start
        while place < end {
            switch bytes[place] {
            case .backslash: place += 1
            case opening: depth += 1
            case closing:
                if depth == 0 { return place }
                depth -= 1
            default: break
            }
            place += 1
        }
        return nil
    }

    /// An address in angle brackets: `<https://…>`.
    private mutating func readAddress() {
        let rest = bytes[(offset + 1)..<end]
        let address = rest.prefix { !$0.isSpace && $0 != .greaterThan && $0 != .lessThan }
        guard address.starts(with: "http".utf8) else {
            offset += 1
            return
        }
        if address.endIndex == end { hide(offset..<offset + 1) }
        offset = address.endIndex
    }
}
