/// A method that goes to a chat, and so falls under that chat's flood control.
public protocol ChatMethod: BotAPIMethod {
    var chatID: Int64 { get }

    /// What Telegram counts it as.
    static var floodKind: FloodKind { get }
}

extension ChatMethod {
    public static var floodKind: FloodKind { .message }
}

extension SendMessage: ChatMethod {}
extension SendRichMessage: ChatMethod {}
extension SendDocument: ChatMethod {}
extension EditMessageText: ChatMethod {}
extension EditMessageReplyMarkup: ChatMethod {}
extension DeleteMessage: ChatMethod {}

extension SendMessageDraft: ChatMethod {
    public static var floodKind: FloodKind { .draft }
}

extension SendRichMessageDraft: ChatMethod {
    public static var floodKind: FloodKind { .draft }
}

extension SendChatAction: ChatMethod {
    public static var floodKind: FloodKind { .action }
}
