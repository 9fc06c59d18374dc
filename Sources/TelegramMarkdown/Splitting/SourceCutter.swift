/// Finds the best place to cut a source that does not fit into one message.
struct SourceCutter {
    /// A cut: what comes before it, and what goes on.
    struct Cut {
        var head: String
        var rest: String
    }

    let source: MarkdownSource
    let length: Int
    private let sections: [MarkdownDocument.Section]
    /// How long the text of the sections before each, and of all, is.
    private let lengths: [Int]
    private let visible: [Unicode.Scalar]

    /// Nothing if everything fits.
    init?(_ window: SourceWindow, length: Int) {
        source = window.source
        self.length = length
        sections = MarkdownDocument(source.text(source.bytes.indices)).sections
        var composer = TextComposer()
        var lengths = [0]
        var previous: MarkdownBlock?
        for section in sections {
            composer.append(section.block, after: previous)
            lengths.append(composer.units.count)
            previous = section.block
        }
        let text = composer.finish().text
        guard text.utf16.count > length else { return nil }
        self.lengths = lengths
        visible = Self.visible(text)
    }

    func bestCut() -> Cut {
        // The last length is that of a text that does not fit.
        let crossing = (lengths.dropFirst().firstIndex { $0 > length } ?? sections.count) - 1
        let boundary = sectionBoundary(atMost: crossing)
        if let boundary, lengths[crossing] >= length / 2 || sections[crossing].block.isKeptWhole { return boundary }
        if let cut = lineCut(in: crossing) { return cut }
        let (cut, isFaithful) = wordCut(from: sections[crossing].lines.lowerBound)
        return isFaithful ? cut : boundary ?? cut
    }

    /// The cut before a section or an earlier one; headings stay with what follows them.
    private func sectionBoundary(atMost last: Int) -> Cut? {
        var index = last
        while index > 1, case .heading = sections[index - 1].block { index -= 1 }
        while index > 0 {
            let line = sections[index].lines.lowerBound
            let cut = cut(atLine: line)
            if line > sections[index - 1].lines.lowerBound, fits(cut.head) { return cut }
            index -= 1
        }
        return nil
    }

    private func cut(atLine line: Int) -> Cut {
        let start = source.lines[line].lowerBound
        return Cut(
            head: source.text(0..<start),
            rest: source.text(start..<source.bytes.count)
        )
    }

    // MARK: - At a line

    private func lineCut(in index: Int) -> Cut? {
        let lines = sections[index].lines
        let openings = BlockContinuation(source: source, section: sections[index])
        // How many lines fit is found by trying half of what is left.
        var low = lines.lowerBound
        var high = lines.upperBound
        while high - low > 1 {
            let middle = (low + high) / 2
            if fits(openings.cuts(atLine: middle)[0].head) { low = middle } else { high = middle }
        }
        guard low > lines.lowerBound else { return nil }
        // A part that is cut at a better place must not become needlessly short.
        let start = source.lines[lines.lowerBound].lowerBound
        let middle = (start + source.lines[low].lowerBound) / 2
        let candidates = (lines.lowerBound + 1...low).reversed().prefix { source.lines[$0].lowerBound >= middle }
        let preferred = candidates.filter { openings.isItem($0) } + candidates.filter { openings.isAfterBlank($0) }
        let tried = preferred.prefix(8) + candidates.prefix(8)
        for line in tried {
            for cut in openings.cuts(atLine: line) where fits(cut.head) && isFaithful(cut) { return cut }
        }
        // Something is lost in appearance, but not a word of the source.
        return openings.cuts(atLine: low).first { fits($0.head) }
    }

    // MARK: - In a line

    /// - Parameter first: A line before which nothing, or not enough, can be cut off.
    private func wordCut(from first: Int) -> (Cut, isFaithful: Bool) {
        let start = source.lines[first].lowerBound
        var low = start
        var high = source.bytes.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if fits(source.text(0..<scalarStart(middle))) { low = middle } else { high = middle }
        }
        let end = scalarStart(low)
        let range = start + 1..<max(min(end + 1, source.bytes.count), start + 1)
        let spaces = range.reversed().lazy.filter { source.bytes[$0].isBlank }.prefix(24)
        for space in spaces {
            let cut = inLineCut(at: space, first)
            if fits(cut.head), isFaithful(cut) { return (cut, true) }
        }
        let characters = characterStart(before: end, after: start)
        if let space = spaces.first, fits(inLineCut(at: space, first).head) {
            return (inLineCut(at: space, first), false)
        }
        let cut = inLineCut(at: characters, first)
        return (cut, fits(cut.head) && isFaithful(cut))
    }

    /// - Parameter first: The first line of the block that is cut.
    private func inLineCut(at place: Int, _ first: Int) -> Cut {
        let line = source.line(of: place)
        let before = source.text(source.lines[line].lowerBound..<place)
        let marks = before.prefix { $0 == ">" || $0 == " " || $0 == "\t" }
        let quote = marks.contains(">") ? marks : ""
        let fence = OpenFence(in: source, lines: first..<max(line, first))
        let rest = source.text(place..<source.bytes.count)
        let trimmed = rest.drop { $0 == " " || $0 == "\t" }
        return Cut(
            head: source.text(0..<place) + (fence.map { "\n" + $0.closing } ?? ""),
            rest: (fence.map { $0.opening } ?? "") + quote + trimmed
        )
    }

    private func scalarStart(_ index: Int) -> Int {
        var index = index
        while index > 0, index < source.bytes.count, source.bytes[index] & 0xC0 == 0x80 { index -= 1 }
        return index
    }

    /// The last place between two characters, or at least between two code points behind the first.
    private func characterStart(before end: Int, after start: Int) -> Int {
        let from = max(scalarStart(end - 256), start)
        let to = scalarStart(min(end + 64, source.bytes.count))
        var place = from
        var last = from
        for character in source.text(from..<to) where place <= end {
            last = place
            place += character.utf8.count
        }
        if place <= end { last = place }
        if last > start { return last }
        if end > start { return end }
        var next = start + 1
        while next < source.bytes.count, source.bytes[next] & 0xC0 == 0x80 { next += 1 }
        return next
    }

    // MARK: - Judging

    private func fits(_ head: String) -> Bool {
        let text = FormattedText(MarkdownDocument(head)).text
        return text.utf16.count <= length && text.unicodeScalars.contains(where: \.isVisible)
    }

    /// Whether both sides say together what the whole said, and nothing is taken for markup that was none.
    private func isFaithful(_ cut: Cut) -> Bool {
        let sides = [cut.head, cut.rest].map { Self.visible(FormattedText(MarkdownDocument($0)).text) }
        return sides[0] + sides[1] == visible
    }

    /// What is not white space or a mark that depends on where it stands.
    private static func visible(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { $0.isVisible && !"•◦▪│─┼".unicodeScalars.contains($0) }
    }
}

extension MarkdownBlock {
    /// Whether it rather begins the next part than is cut.
    fileprivate var isKeptWhole: Bool {
        switch self {
        case .code, .table, .math: true
        case .paragraph, .heading, .quote, .list, .thematicBreak: false
        }
    }
}
