import TelegramBotAPI

/// Takes one message after the other from the start of a text, in time that grows with the text alone.
struct MessageSplitter {
    private let units: [UTF16.CodeUnit]
    private let limits: MessageLimits
    /// What is not yet in a part, without white space at the end.
    private var rest: Range<Int>
    /// The entities that begin in the rest, and those that were cut and go on in it.
    private var entities: ArraySlice<MessageEntity>
    private var continued: [MessageEntity] = []

    init(_ text: FormattedText, limits: MessageLimits) {
        units = Array(text.text.utf16)
        self.limits = limits
        let end = (units.lastIndex { !$0.isBlank } ?? -1) + 1
        rest = 0..<end
        entities = text.entities.sorted(by: MessageEntity.precedes)[...]
    }

    /// The next part; `nil` where nothing is left.
    mutating func next() -> FormattedText? {
        while let begin = beginOfPart() {
            let range = begin..<cut(from: begin)
            let part = takePart(range)
            if part.text.unicodeScalars.contains(where: \.isVisible) { return part }
        }
        return nil
    }

    /// Behind the white space, except for the indentation of code.
    private func beginOfPart() -> Int? {
        guard let first = rest.first(where: { !units[$0].isBlank }) else { return nil }
        guard first > rest.lowerBound, let code = block(at: first) else { return first }
        let space = rest.lowerBound..<first
        let line = space.last { units[$0] == .newline }.map { $0 + 1 }
        // Without a line's end it is the space between two words.
        guard line != nil || code.offset >= rest.lowerBound else { return first }
        let begin = max(code.offset, line ?? rest.lowerBound)
        // Code that is indented out of sight is better not indented.
        return first - begin <= limits.length / 2 ? begin : first
    }

    private func block(at index: Int) -> MessageEntity? {
        let started = entities.prefix { $0.offset <= index }
        return continued.first { $0.isBlock(holding: index) } ?? started.first { $0.isBlock(holding: index) }
    }

    private func cut(from begin: Int) -> Int {
        let end = farthestEnd(from: begin)
        guard end < rest.upperBound else { return rest.upperBound }
        let crossing = entities.prefix { $0.offset < end }
            .first { $0.type == EntityType.pre && $0.offset > begin && $0.range.upperBound > end }
        // It may be longer than a message: that is not known while it is still being written, so it does not count.
        if let crossing, String(decoding: units[begin..<crossing.offset], as: UTF16.self).hasVisibleText {
            return crossing.offset
        }
        return CutSearch.bestCut(in: units, from: begin, to: end)
    }

    /// How far the part reaches at most, by its length and the number of its entities.
    private func farthestEnd(from begin: Int) -> Int {
        var end = min(begin + limits.length, rest.upperBound)
        var count = continued.filter { $0.range.upperBound > begin }.count
        for entity in entities {
            guard entity.offset < end else { break }
            count += 1
            if count > limits.entities, entity.offset > begin {
                end = entity.offset
                break
            }
        }
        return end
    }

    private mutating func takePart(_ range: Range<Int>) -> FormattedText {
        var end = range.upperBound
        while end > range.lowerBound, units[end - 1].isBlank { end -= 1 }
        let text = String(decoding: units[range.lowerBound..<end], as: UTF16.self)

        let begun = entities.prefix { $0.offset < range.upperBound }
        entities = entities.dropFirst(begun.count)
        let touched = continued + begun
        continued = touched.filter { $0.range.upperBound > range.upperBound }
        rest = range.upperBound..<rest.upperBound

        // There are too many only where they all begin with the part; the inner ones say more than the outer.
        let pieces = touched.compactMap { piece(of: $0, in: range.lowerBound..<end) }
        return FormattedText(text, entities: Array(pieces.sorted(by: MessageEntity.precedes).suffix(limits.entities)))
    }

    private func piece(of entity: MessageEntity, in range: Range<Int>) -> MessageEntity? {
        let clipped = entity.range.clamped(to: range)
        guard !clipped.isEmpty else { return nil }
        var piece = entity
        if clipped != entity.range, [EntityType.quote, EntityType.longQuote].contains(entity.type) {
            // How long the whole is may not yet be known.
            piece.type = EntityType.quote(of: units[clipped])
        }
        piece.offset = clipped.lowerBound - range.lowerBound
        piece.length = clipped.count
        return piece
    }
}

extension MessageEntity {
    fileprivate func isBlock(holding index: Int) -> Bool { type == EntityType.pre && range.contains(index) }
}

extension String {
    fileprivate var hasVisibleText: Bool { unicodeScalars.contains(where: \.isVisible) }
}
