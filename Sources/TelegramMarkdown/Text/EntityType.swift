import TelegramBotAPI

/// The names that the Bot API has for the formats used here.
enum EntityType {
    static let bold = "bold"
    static let italic = "italic"
    static let strikethrough = "strikethrough"
    static let spoiler = "spoiler"
    static let code = "code"
    static let pre = "pre"
    static let link = "text_link"
    static let quote = "blockquote"
    static let longQuote = "expandable_blockquote"

    /// The order of entities that cover the same characters: what may hold the others comes first.
    static func rank(_ type: String) -> Int {
        switch type {
        case quote, longQuote: 0
        case link: 1
        default: 2
        }
    }

    /// A quote, folded where it would fill the screen.
    static func quote(of units: some Collection<UTF16.CodeUnit>) -> String {
        let isLong = units.count > 500 || units.lazy.filter { $0 == .newline }.count >= 6
        return isLong ? longQuote : quote
    }
}

extension MessageEntity {
    var range: Range<Int> { offset..<offset + length }

    /// Telegram's order: by offset, then the longer and then the outer ones first.
    static func precedes(_ first: MessageEntity, _ second: MessageEntity) -> Bool {
        (first.offset, -first.length, EntityType.rank(first.type), first.type)
            < (second.offset, -second.length, EntityType.rank(second.type), second.type)
    }
}
