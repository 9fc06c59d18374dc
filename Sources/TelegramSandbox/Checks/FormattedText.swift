/// A text with its entities, as Telegram takes it: within the limits, trimmed, the entities in order.
struct FormattedText: Hashable {
    /// The longest text of a message, in Unicode scalars, counted once it is trimmed.
    static let longest = 4096
    /// The longest caption, counted likewise.
    static let longestCaption = 1024
    /// The longest text that is looked at, in UTF-8 bytes.
    static let longestRaw = 32_768

    /// What is removed at the end: NUL, tab, line breaks and the space, in UTF-16.
    private static let space: Set<UInt16> = [0, 0x09, 0x0A, 0x0B, 0x0D, 0x20]

    var text: String
    var entities: [Entity]

    /// - Throws: a 400 where Telegram would refuse the text, or would drop an entity without a word.
    init(text: String, entities: JSON?, mayBeEmpty: Bool = false, longest: Int = longest) throws(Refusal) {
        guard text.utf8.count <= Self.longestRaw else { throw .badRequest("text is too long") }
        self.text = text
        self.entities = try Entity.list(entities, in: text)
        trim()
        guard mayBeEmpty || self.text.unicodeScalars.contains(where: { !Self.isInvisible($0) }) else {
            throw .badRequest("message text is empty")
        }
        guard self.text.unicodeScalars.count <= longest else {
            throw .badRequest(longest == Self.longest ? "message is too long" : "message caption is too long")
        }
    }

    /// A text as it stands: of a person, whose app has seen to it.
    init(unchecked text: String, entities: [Entity]) {
        self.text = text
        self.entities = entities
    }

    /// Removes space at the end, and spaces and line breaks at the start up to the first entity, as Telegram does.
    private mutating func trim() {
        var units = Array(text.utf16)
        while let last = units.last, Self.space.contains(last) { units.removeLast() }
        let firstEntity = entities.first?.offset ?? units.count
        let lead = units.prefix(firstEntity).prefix { $0 == 0x20 || $0 == 0x0A }.count
        guard lead > 0 || units.count < text.utf16.count else { return }
        let end = units.count
        text = String(decoding: units[lead...], as: UTF16.self)
        entities = entities.compactMap { entity in
            var entity = entity
            entity.length = min(entity.offset + entity.length, end) - entity.offset
            entity.offset -= lead
            return entity.length > 0 ? entity : nil
        }
    }

    /// Space of all kinds, and what takes no room: a text of nothing else is empty.
    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x20, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2800, 0xFEFF, 0xFFFC: true
        default: scalar.properties.isWhitespace
        }
    }
}
