import TelegramBotAPI

extension FormattedText {
    /// One text after the other, without anything between them.
    public static func + (first: FormattedText, second: FormattedText) -> FormattedText {
        var sum = first
        sum += second
        return sum
    }

    public static func += (first: inout FormattedText, second: FormattedText) {
        let shift = first.text.utf16.count
        first.text += second.text
        first.entities += second.entities.map { entity in
            var entity = entity
            entity.offset += shift
            return entity
        }
    }
}
