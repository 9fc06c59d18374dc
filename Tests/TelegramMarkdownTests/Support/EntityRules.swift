import TelegramBotAPI
import TelegramMarkdown

/// What Telegram asks of a text with entities, stricter than it is: nothing that it would mend or drop passes.
enum EntityRules {
    private static let styles: Set = ["bold", "italic", "underline", "strikethrough", "spoiler"]
    private static let quotes: Set = ["blockquote", "expandable_blockquote"]
    private static let monospaced: Set = ["code", "pre"]

    /// What is wrong with a message, in words; empty where nothing is.
    static func violations(in message: FormattedText, limits: MessageLimits? = nil) -> [String] {
        var violations: [String] = []
        let units = Array(message.text.utf16)
        if let limits {
            if units.count > limits.length { violations.append("\(units.count) units are too many") }
            if message.entities.count > limits.entities {
                violations.append("\(message.entities.count) entities are too many")
            }
            if !message.text.unicodeScalars.contains(where: isVisible) { violations.append("nothing to see") }
        }
        violations += edges(of: units, entities: message.entities)
        for entity in message.entities { violations += self.violations(of: entity, in: units) }
        for (entity, next) in zip(message.entities, message.entities.dropFirst())
        where (entity.offset, -entity.length) > (next.offset, -next.length) {
            violations.append("\(name(entity)) comes before \(name(next))")
        }
        violations += nesting(of: message.entities)
        return violations
    }

    private static func edges(of units: [UInt16], entities: [MessageEntity]) -> [String] {
        var violations: [String] = []
        if let last = units.last, isBlank(last) { violations.append("white space at the end") }
        if let first = units.first, isBlank(first),
            first == 0x0A || !entities.contains(where: { $0.offset == 0 && $0.type == "pre" })
        {
            violations.append("white space at the start")
        }
        return violations
    }

    private static func violations(of entity: MessageEntity, in units: [UInt16]) -> [String] {
        let end = entity.offset + entity.length
        guard entity.offset >= 0, entity.length > 0, end <= units.count else { return ["\(name(entity)) is outside"] }
        var violations: [String] = []
        for edge in [entity.offset, end] where edge < units.count && UTF16.isTrailSurrogate(units[edge]) {
            violations.append("\(name(entity)) splits a surrogate pair")
        }
        if isBlank(units[end - 1]) { violations.append("\(name(entity)) ends in white space") }
        // Code is indented, and so is a quote that begins with it.
        let mayBeIndented = entity.type == "pre" || quotes.contains(entity.type)
        if isBlank(units[entity.offset]), units[entity.offset] == 0x0A || !mayBeIndented {
            violations.append("\(name(entity)) begins with white space")
        }
        if !(styles.union(quotes).union(monospaced).contains(entity.type) || entity.type == "text_link") {
            violations.append("\(name(entity)) is unknown")
        }
        if (entity.type == "text_link") != (entity.url != nil) { violations.append("\(name(entity)) and its URL") }
        if entity.language != nil, entity.type != "pre" { violations.append("\(name(entity)) has a language") }
        return violations
    }

    private static func nesting(of entities: [MessageEntity]) -> [String] {
        var violations: [String] = []
        var open: [MessageEntity] = []
        for entity in entities {
            open.removeAll { $0.offset + $0.length <= entity.offset }
            for outer in open {
                if entity.offset + entity.length > outer.offset + outer.length {
                    violations.append("\(name(outer)) and \(name(entity)) overlap")
                } else if !mayHold(outer.type, entity.type) {
                    violations.append("\(name(outer)) holds \(name(entity))")
                }
            }
            open.append(entity)
        }
        return violations
    }

    private static func mayHold(_ outer: String, _ inner: String) -> Bool {
        if outer == inner || monospaced.contains(outer) || quotes.contains(inner) { return false }
        return quotes.contains(outer) || !monospaced.contains(inner)
    }

    private static func isBlank(_ unit: UInt16) -> Bool {
        unit <= 0x20 || Unicode.Scalar(unit)?.properties.isWhitespace == true
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0x20 && !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint
    }

    private static func name(_ entity: MessageEntity) -> String {
        "\(entity.type) at \(entity.offset)..<\(entity.offset + entity.length)"
    }
}
