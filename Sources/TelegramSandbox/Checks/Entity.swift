/// A formatted part of a text.
struct Entity: Hashable {
    /// Only the first 100 are shown.
    static let mostEntities = 100

    private static let styles: Set<String> = ["bold", "italic", "underline", "strikethrough", "spoiler"]
    private static let quotes: Set<String> = ["blockquote", "expandable_blockquote"]
    private static let monospaced: Set<String> = ["code", "pre"]
    /// Telegram finds these by itself, whether a bot names them or not.
    private static let automatic: Set<String> = [
        "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number",
    ]
    /// The field that such an entity is nothing without.
    private static let needed = [
        "text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id", "date_time": "unix_time",
    ]

    var type: String
    var offset: Int
    var length: Int
    /// The fields that belong to the type: `url`, `language` and the like.
    var details: [JSON.Member]

    var json: JSON {
        let json: JSON = ["type": .string(type), "offset": .integer(offset), "length": .integer(length)]
        return json.adding(.object(details))
    }

    private var end: Int { offset + length }

    /// Reads a list of entities in a text, from the first to the last and from the outer to the inner.
    static func list(_ json: JSON?, in text: String) throws(Refusal) -> [Entity] {
        guard let json else { return [] }
        guard let elements = json.array else { throw .badRequest("can't parse entities: expected an Array") }
        guard elements.count <= mostEntities else {
            throw .badRequest("can't parse entities: only the first \(mostEntities) would be shown")
        }
        let units = elements.isEmpty ? [] : Array(text.utf16)
        var entities: [Entity] = []
        for element in elements { entities.append(try Entity(element, in: units)) }
        entities.sort { ($0.offset, -$0.length) < ($1.offset, -$1.length) }
        try checkNesting(of: entities)
        return entities
    }

    init(type: String, offset: Int, length: Int, details: [JSON.Member]) {
        self.type = type
        self.offset = offset
        self.length = length
        self.details = details
    }

    private init(_ json: JSON, in units: [UInt16]) throws(Refusal) {
        guard json.members != nil, let type = json["type"]?.string else {
            throw .badRequest("can't parse MessageEntity: field \"type\" must be of type String")
        }
        guard let offset = json["offset"]?.integer, let length = json["length"]?.integer else {
            throw .badRequest("can't parse MessageEntity: \"offset\" and \"length\" must be of type Integer")
        }
        guard offset >= 0, offset <= units.count, length > 0, length <= Int64(units.count) - offset else {
            throw .badRequest("can't parse entities: \(type) at \(offset), length \(length), is not inside the text")
        }
        self.type = type
        self.offset = Int(offset)
        self.length = Int(length)
        for edge in [self.offset, self.offset + self.length] where edge < units.count {
            guard !UTF16.isTrailSurrogate(units[edge]) else {
                throw .badRequest("can't parse entities: \(type) at \(offset) splits a surrogate pair")
            }
        }
        let known = Self.styles.union(Self.quotes).union(Self.monospaced).union(Self.automatic)
        guard known.contains(type) || Self.needed[type] != nil else {
            throw .badRequest("can't parse MessageEntity: unknown type \"\(type)\"")
        }
        if let needed = Self.needed[type], json[needed] == nil {
            throw .badRequest("can't parse MessageEntity: \(type) needs \"\(needed)\"")
        }
        if type == "text_link", !LinkTarget.isLink(json["url"]?.string ?? "") {
            throw .badRequest("can't parse entities: text_link at \(offset) has an address that is no link")
        }
        let fields: Set<String> = [Self.needed[type] ?? "", type == "pre" ? "language" : "", "date_time_format"]
        details = (json.members ?? []).filter { fields.contains($0.name) }
    }

    private static func checkNesting(of entities: [Entity]) throws(Refusal) {
        var open: [Entity] = []
        for entity in entities {
            open.removeAll { $0.end <= entity.offset }
            for outer in open {
                guard entity.end <= outer.end else {
                    throw .badRequest(
                        "can't parse entities: \(outer.type) at \(outer.offset) and \(entity.type) at \(entity.offset) overlap"
                    )
                }
                let isSameRange = entity.offset == outer.offset && entity.length == outer.length
                guard mayHold(outer.type, entity.type) || (isSameRange && mayHold(entity.type, outer.type)) else {
                    throw .badRequest(
                        "can't parse entities: \(outer.type) at \(outer.offset) can't hold \(entity.type) at \(entity.offset)"
                    )
                }
            }
            open.append(entity)
        }
    }

    /// Whether one entity may be inside another, from the Bot API's "Formatting options".
    private static func mayHold(_ outer: String, _ inner: String) -> Bool {
        if monospaced.contains(outer) { return false }
        if quotes.contains(outer) { return !quotes.contains(inner) }
        if styles.contains(outer) { return !monospaced.contains(inner) }
        return styles.contains(inner)
    }
}
