import Foundation
import Logging
import TelegramBotAPI

/// Turns parts of a reply into calls of the Bot API.
final class PartSender: Sendable {
    let telegram: BotAPIClient
    let messageIDs: MessageIDs
    let logger: Logger

    init(
        telegram: BotAPIClient,
        messageIDs: MessageIDs,
        logger: Logger
    ) {
        self.telegram = telegram
        self.messageIDs = messageIDs
        self.logger = logger
    }

    /// Sends a part as a new message.
    ///
    /// - Returns: The message's id; 0 where Telegram's answer does not tell it.
    func send(_ part: Reply.Part, to conversation: ConversationID) async throws(BotAPIError) -> Int {
        let messageID = try await sendAnew(part, to: conversation)
        messageIDs.note(messageID, in: conversation.chatID)
        return messageID
    }

    private func sendAnew(_ part: Reply.Part, to conversation: ConversationID) async throws(BotAPIError) -> Int {
        let reply = part.replyToMessageID.map { ReplyParameters(messageID: $0, allowSendingWithoutReply: true) }
        do {
            if let fileName = part.fileName {
                let document = SendDocument(
                    chatID: conversation.chatID,
                    messageThreadID: conversation.messageThreadID,
                    fileName: fileName,
                    content: Array(part.text.utf8),
                    caption: part.caption,
                    replyParameters: reply,
                    replyMarkup: part.replyMarkup
                )
                return try await telegram(document).messageID
            }
            if let rich = part.rich {
                let message = SendRichMessage(
                    chatID: conversation.chatID,
                    messageThreadID: conversation.messageThreadID,
                    richMessage: rich,
                    replyParameters: reply,
                    replyMarkup: part.replyMarkup
                )
                return try await telegram(message).messageID
            }
            let message = SendMessage(
                chatID: conversation.chatID,
                messageThreadID: conversation.messageThreadID,
                text: part.text,
                entities: part.entities,
                linkPreviewOptions: LinkPreviewOptions(isDisabled: true),
                replyParameters: reply,
                replyMarkup: part.replyMarkup
            )
            return try await telegram(message).messageID
        } catch .unreadableResult(let method, let reason) {
            logger.warning(
                "a message was sent, but not readably",
                metadata: ["method": "\(method)", "cause": "\(reason)"]
            )
            return 0
        }
    }

    /// Makes an existing message show a part. It may be repeated.
    func edit(_ messageID: Int, to part: Reply.Part, in conversation: ConversationID) async throws(BotAPIError) {
        do {
            if let rich = part.rich {
                _ = try await telegram(
                    EditMessageText(
                        chatID: conversation.chatID,
                        messageID: messageID,
                        richMessage: rich,
                        replyMarkup: part.replyMarkup
                    )
                )
            } else {
                _ = try await telegram(
                    EditMessageText(
                        chatID: conversation.chatID,
                        messageID: messageID,
                        text: part.text,
                        entities: part.entities,
                        linkPreviewOptions: LinkPreviewOptions(isDisabled: true),
                        replyMarkup: part.replyMarkup
                    )
                )
            }
        } catch .refused(let refusal) where refusal.reason == .messageNotModified {
            return
        } catch .unreadableResult {
            return
        }
    }

    /// Puts other buttons under a message, or takes them away. It may be repeated.
    func setKeyboard(
        _ keyboard: InlineKeyboardMarkup?,
        under messageID: Int,
        in conversation: ConversationID
    ) async throws(BotAPIError) {
        do {
            _ = try await telegram(
                EditMessageReplyMarkup(chatID: conversation.chatID, messageID: messageID, replyMarkup: keyboard)
            )
        } catch .refused(let refusal) where refusal.reason == .messageNotModified {
            return
        } catch .unreadableResult {
            return
        }
    }

    /// Shows a part as a draft with a Stop button; `nil`: that the answer is being worked out.
    func draft(_ part: Reply.Part?, _ id: DraftID, in conversation: ConversationID) async throws(BotAPIError) {
        if let rich = part?.rich {
            _ = try await telegram(
                SendRichMessageDraft(
                    chatID: conversation.chatID,
                    messageThreadID: conversation.messageThreadID,
                    draftID: id.rawValue,
                    richMessage: rich,
                    canStop: true,
                    keepOnStop: true
                )
            )
        } else {
            _ = try await telegram(
                SendMessageDraft(
                    chatID: conversation.chatID,
                    messageThreadID: conversation.messageThreadID,
                    draftID: id.rawValue,
                    text: part?.text ?? "",
                    entities: part?.entities,
                    canStop: true,
                    keepOnStop: true
                )
            )
        }
    }

    /// Takes a message away. One that is gone already is as good.
    func delete(_ messageID: Int, in conversation: ConversationID) async throws(BotAPIError) {
        do {
            _ = try await telegram(DeleteMessage(chatID: conversation.chatID, messageID: messageID))
        } catch .refused(let refusal) where refusal.errorCode == 400 && refusal.migrateToChatID == nil {
            return
        } catch .unreadableResult {
            return
        }
    }
}
