import TelegramBotAPI
import TelegramMarkdown

extension FormattedText {
    /// Each scalar that is not white space, with the formats that it has: what must be the same after splitting.
    var visible: [VisibleScalar] {
        let units = Array(text.utf16)
        var formats = [Set<String>](repeating: [], count: units.count)
        for entity in entities {
            // How long a quote is, and with it whether it is folded, changes where it is cut.
            let type = entity.type == "expandable_blockquote" ? "blockquote" : entity.type
            let name = [type, entity.url, entity.language].compactMap(\.self).joined(separator: " ")
            for index in entity.offset..<entity.offset + entity.length { formats[index].insert(name) }
        }
        var visible: [VisibleScalar] = []
        var offset = 0
        for scalar in text.unicodeScalars {
            if !scalar.properties.isWhitespace, scalar.value > 0x20, !scalar.properties.isDefaultIgnorableCodePoint {
                visible.append(VisibleScalar(scalar: scalar, formats: formats[offset]))
            }
            offset += scalar.utf16.count
        }
        return visible
    }
}

struct VisibleScalar: Hashable {
    var scalar: Unicode.Scalar
    var formats: Set<String>
}
