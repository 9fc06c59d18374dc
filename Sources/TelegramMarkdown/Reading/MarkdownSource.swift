/// A source in UTF-8, and its lines as cmark counts them: ended by a line feed, a carriage return or both.
struct MarkdownSource {
    let bytes: [UInt8]
    /// Each line with what ends it.
    let lines: [Range<Int>]
    /// The line of the document that each line comes from.
    private(set) var origins: [Int]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var lines: [Range<Int>] = []
        var start = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == .carriageReturn, index < bytes.count, bytes[index] == .lineFeed { index += 1 }
            if byte == .lineFeed || byte == .carriageReturn {
                lines.append(start..<index)
                start = index
            }
        }
        if start < bytes.count { lines.append(start..<bytes.count) }
        self.lines = lines
        origins = Array(lines.indices)
    }

    /// A line without what ends it.
    func content(ofLine line: Int) -> Range<Int> {
        var range = lines[line]
        while let last = range.last, bytes[last] == .lineFeed || bytes[last] == .carriageReturn {
            range = range.lowerBound..<last
        }
        return range
    }

    /// The line that a byte stands in.
    func line(of offset: Int) -> Int {
        var low = 0
        var high = lines.count
        while low < high {
            let middle = (low + high) / 2
            if lines[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
        }
        return min(low, max(lines.count - 1, 0))
    }

    func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// Something in a source to be replaced.
    struct Edit {
        var range: Range<Int>
        var replacement: [UInt8]

        init(_ range: Range<Int>, _ replacement: [UInt8]) {
            self.range = range
            self.replacement = replacement
        }

        init(insert replacement: [UInt8], at offset: Int) {
            self.init(offset..<offset, replacement)
        }
    }

    /// The source with all the edits made; they are in order and don't overlap.
    func applying(_ edits: [Edit]) -> MarkdownSource {
        guard !edits.isEmpty else { return self }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + edits.count * 8)
        var kept: [(new: Int, old: Int)] = [(0, 0)]
        var position = 0
        for edit in edits where edit.range.lowerBound >= position {
            result += bytes[position..<edit.range.lowerBound]
            kept.append((result.count, edit.range.lowerBound))
            result += edit.replacement
            position = edit.range.upperBound
            kept.append((result.count, position))
        }
        result += bytes[position...]
        var source = MarkdownSource(result)
        var index = 0
        var oldLine = 0
        for (number, line) in source.lines.enumerated() {
            while index + 1 < kept.count, kept[index + 1].new <= line.lowerBound { index += 1 }
            var old = kept[index].old + line.lowerBound - kept[index].new
            if index + 1 < kept.count { old = min(old, kept[index + 1].old) }
            while oldLine + 1 < lines.count, lines[oldLine].upperBound <= old { oldLine += 1 }
            source.origins[number] = origins[oldLine]
        }
        return source
    }
}
