/// A chat as Telegram would show it: a page of HTML by itself, without scripts and without anything to load.
///
/// Everything is rendered by its type. What people and models write is only ever text: markup in it is seen as it was written, and a
/// link is one only where Telegram's apps would open it.
public struct ChatPage: Sendable {
    /// The name at the top.
    public var title: String
    /// From the oldest to the newest.
    public var messages: [SandboxMessage]
    /// Previews that are being written.
    public var drafts: [SandboxDraft] = []
    /// The bot is shown to be typing.
    public var isTyping = false
    /// Whose screen it is: what they wrote is on the right.
    public var reader: Int64?
    /// The names of those who write, in a chat of more than two.
    public var names: [Int64: String] = [:]
    /// Of what the page itself says, an IETF tag: Russian or English.
    public var language: String?
    /// Seconds east of UTC, for the times of messages.
    public var timeZone = 0

    public init(title: String, messages: [SandboxMessage]) {
        self.title = title
        self.messages = messages
    }

    /// The page.
    public var html: String {
        let words = PageWords(language: language)
        let rendering = MessageHTML(reader: reader, words: words, timeZone: timeZone)
        var chat = HTML()
        let byID = Dictionary(messages.map { ($0.messageID, $0) }) { $1 }
        for message in messages {
            chat += rendering.html(
                message,
                sender: names[message.fromID],
                repliedTo: message.replyToMessageID.flatMap { byID[$0] }
            )
        }
        for draft in drafts { chat += rendering.html(draft) }
        let head = HTML([
            .void("meta", [.init("charset", "utf-8")]),
            .void("meta", [.init("name", "viewport"), .init("content", "width=device-width, initial-scale=1")]),
            .void("meta", [.init("name", "color-scheme"), .init("content", "light dark")]),
            .void(
                "meta",
                [
                    .init("http-equiv", "Content-Security-Policy"),
                    .init("content", "default-src 'none'; style-src 'unsafe-inline'"),
                ]
            ),
            .element("title", [], HTML(text: title)),
            .element("style", [], PageStyle.sheet),
        ])
        let status = isTyping ? words.typing : words.bot
        let header = HTML.element(
            "header",
            [],
            .element("span", class: "avatar", HTML(text: title.first.map(String.init) ?? "")),
            .element(
                "div",
                [],
                .element("div", class: "title", .element("bdi", [], HTML(text: title))),
                .element("div", class: "status", HTML(text: status))
            )
        )
        let page = HTML.element(
            "html",
            [.init("lang", language ?? "en")],
            .element("head", [], head),
            .element("body", [], header, .element("main", [], chat))
        )
        return "<!DOCTYPE html>\n" + page.markup + "\n"
    }
}

extension TelegramSandbox {
    /// A chat as somebody sees it now, as a page of HTML by itself (``ChatPage``).
    ///
    /// - Parameters:
    ///   - reader: whose screen it is; nil: of the one whose private chat it is.
    ///   - messageThreadID: only this topic.
    ///   - timeZone: seconds east of UTC, for the times of messages.
    public func page(
        of chat: SandboxChat,
        for reader: Person? = nil,
        messageThreadID: Int? = nil,
        timeZone: Int = 0
    ) -> String {
        var messages = views(in: chat.id)
        if let messageThreadID { messages.removeAll { $0.messageThreadID != messageThreadID } }
        var page = ChatPage(title: chat.title ?? configuration.botName, messages: messages)
        let threads =
            messageThreadID.map { [$0] } ?? [0] + (chats[chat.id]?.drafts.keys.filter { $0 != 0 }.sorted() ?? [])
        page.drafts = threads.compactMap { draftView(in: chat.id, threadID: $0 == 0 ? nil : $0) }
        page.isTyping = threads.contains { action(in: chat.id, threadID: $0 == 0 ? nil : $0) != nil }
        page.reader = reader?.id ?? (chat.type == "private" ? chat.id : nil)
        if chat.type != "private" {
            for message in messages {
                page.names[message.fromID] =
                    message.fromID == bot.id ? bot.firstName : accounts[message.fromID]?.firstName
            }
        }
        page.language = reader?.languageCode ?? accounts[chat.id]?.languageCode
        page.timeZone = timeZone
        return page.html
    }
}
