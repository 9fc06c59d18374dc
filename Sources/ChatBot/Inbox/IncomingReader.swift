import Foundation
import TelegramBotAPI

/// Finds in an update what the bot has to answer.
///
/// In private chats that is every message. In groups it is a command, a message that names the bot, and a reply to one
/// of its messages: there people mostly talk to each other.
struct IncomingReader: Sendable {
    enum Reading: Equatable {
        case incoming(Incoming)
        /// Nothing to answer; the reason is for the log and holds nothing that people wrote.
        case ignored(reason: String)
    }

    var bot: User

    func read(_ update: Update) -> Reading {
        switch update.content {
        case .message(let message): read(message)
        case .callbackQuery(let query): read(query)
        case .messageGenerationStopped(let stopped): read(stopped)
        case .editedMessage: .ignored(reason: "an edited message")
        case .myChatMember: .ignored(reason: "a change of the bot's standing in a chat")
        case .unknown(let kind): .ignored(reason: "update of the unknown kind \(kind.debugDescription)")
        case .malformed(let kind, let reason): .ignored(reason: "malformed \(kind): \(reason)")
        }
    }

    private func read(_ message: Message) -> Reading {
        switch message.chat.kind {
        case .private, .group, .supergroup: break
        case .channel: return .ignored(reason: "a channel post")
        case .unknown(let kind): return .ignored(reason: "a chat of the unknown kind \(kind.debugDescription)")
        }
        // Telegram lets a bot stand in for people who write as a group or a channel.
        guard message.from?.isBot != true || message.senderChat != nil else {
            return .ignored(reason: "a message of a bot")
        }
        guard let event = event(of: message) else { return .ignored(reason: "a message that is not for the bot") }
        return .incoming(
            Incoming(
                conversation: conversation(message.chat, message.messageThreadID, message.isTopicMessage),
                messageID: message.messageID,
                isInGroup: message.chat.kind != .private,
                languageCode: message.from?.languageCode,
                senderID: message.senderChat?.id ?? message.from?.id,
                event: event
            )
        )
    }

    private func event(of message: Message) -> Incoming.Event? {
        let isPrivate = message.chat.kind == .private
        let text = message.text ?? message.caption ?? ""
        switch Command.read(text, botUsername: bot.username) {
        case .command(let command): return .command(command)
        case .forAnotherBot where !isPrivate: return nil
        case .unknown: return isPrivate ? .unknownCommand : nil
        case .text, .forAnotherBot: break
        }
        guard isPrivate else {
            let isReply = message.replyToMessage?.from?.id == bot.id
            let (question, isNamed) = removingName(from: text)
            guard isNamed || isReply else { return nil }
            return question.contains { !$0.isWhitespace } ? .text(question) : .unreadable
        }
        if text.contains(where: { !$0.isWhitespace }) { return .text(text) }
        // "Anna joined", "pinned a message" and the like are said by Telegram, not by somebody who waits for an answer.
        let isSaidByPerson = message.text != nil || !message.otherContent.isDisjoint(with: Self.contentOfPeople)
        return isSaidByPerson ? .unreadable : nil
    }

    /// The text without `@botname`, and whether that was in it.
    private func removingName(from text: String) -> (String, Bool) {
        guard let username = bot.username, !username.isEmpty else { return (text, false) }
        var question = ""
        var rest = text[...]
        var isNamed = false
        while let name = rest.range(of: "@" + username, options: .caseInsensitive) {
            question += rest[..<name.lowerBound]
            let after = rest[name.upperBound...]
            if after.first.map({ $0.isLetter || $0.isNumber || $0 == "_" }) == true {
                // The longer name of somebody else.
                question += rest[name]
                rest = after
            } else {
                isNamed = true
                rest = after.drop { $0 == "," || $0 == ":" || $0 == " " }
            }
        }
        return (question + rest, isNamed)
    }

    private func read(_ query: CallbackQuery) -> Reading {
        guard let message = query.message else { return .ignored(reason: "a button without a message") }
        return .incoming(
            Incoming(
                conversation: conversation(message.chat, message.messageThreadID, message.isTopicMessage),
                messageID: message.messageID,
                isInGroup: message.chat.kind != .private,
                languageCode: query.from.languageCode,
                senderID: query.from.id,
                event: .button(query.data.map(Button.init(rawValue:)) ?? .unknown, callbackQueryID: query.id)
            )
        )
    }

    private func read(_ stopped: MessageGenerationStopped) -> Reading {
        .incoming(
            Incoming(
                conversation: ConversationID(chatID: stopped.chat.id, messageThreadID: stopped.messageThreadID),
                messageID: 0,
                isInGroup: stopped.chat.kind != .private,
                event: .stoppedDraft(DraftID(rawValue: stopped.draftID))
            )
        )
    }

    private func conversation(_ chat: Chat, _ messageThreadID: Int?, _ isTopicMessage: Bool?) -> ConversationID {
        // Replies in a group without topics have a thread id, too, but can't be written to by it.
        ConversationID(chatID: chat.id, messageThreadID: isTopicMessage == true ? messageThreadID : nil)
    }

    /// Content of messages that people send, by the Bot API's names.
    private static let contentOfPeople: Set<String> = [
        "animation", "audio", "checklist", "contact", "dice", "document", "game", "live_photo", "location",
        "paid_media",
        "photo", "poll", "sticker", "story", "venue", "video", "video_note", "voice", "rich_message",
    ]
}
