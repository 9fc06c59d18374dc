import Foundation
import TelegramBotAPI
import TelegramMarkdown

extension Reply {
    /// One message. Stored as JSON, so that a field that is added has to be optional.
    struct Part: Sendable, Hashable, Codable {
        /// What is shown; of a rich message, what is shown instead where Telegram does not take that, of any length.
        var text: String
        var entities: [MessageEntity]?
        var rich: InputRichMessage?
        /// Of a message that is a file, which holds the text.
        var fileName: String?
        var caption: String?
        /// Whether the message is to go away again, because the answer has become shorter.
        var isRetracted: Bool?
        var replyToMessageID: Int?
        var replyMarkup: InlineKeyboardMarkup?

        init(_ text: FormattedText, rich: InputRichMessage? = nil) {
            self.text = text.text
            entities = text.entities.isEmpty ? nil : text.entities
            self.rich = rich
        }

        /// A file.
        init(fileName: String, contents: String, caption: String) {
            text = contents
            self.fileName = fileName
            self.caption = caption
        }

        static var retracted: Part {
            var part = Part(FormattedText(""))
            part.isRetracted = true
            return part
        }
    }
}

extension Reply.Part {
    var formattedText: FormattedText { FormattedText(text, entities: entities ?? []) }

    /// What is sent instead where Telegram refuses the message's form, the plainest at last; `nil` where there is no other.
    var plainer: [Reply.Part]? {
        guard isRetracted != true, fileName != nil || rich != nil || entities != nil else { return nil }
        let text = rich == nil ? FormattedText(text) : formattedText
        var parts = text.split().map { Reply.Part($0) }
        guard !parts.isEmpty else { return nil }
        parts[0].replyToMessageID = replyToMessageID
        parts[parts.count - 1].replyMarkup = replyMarkup
        return parts
    }

    /// The same part is always the same text, so that it can be told from another.
    func encoded() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return try encoder.encode(self)
    }
}
