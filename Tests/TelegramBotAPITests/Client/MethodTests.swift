import Foundation
import Testing

@testable import TelegramBotAPI

@Suite struct MethodTests {
    private func json(_ method: some BotAPIMethod) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try String(decoding: encoder.encode(method), as: UTF8.self)
    }

    @Test func haveTheBotAPIsNames() throws {
        #expect(try json(GetMe()) == "{}")
        #expect(try json(GetWebhookInfo()) == "{}")
        #expect(try json(DeleteWebhook()) == "{}")
        #expect(
            try json(SetMyCommands(commands: [.init(command: "help", description: "Help")], languageCode: "en"))
                == #"{"commands":[{"command":"help","description":"Help"}],"language_code":"en"}"#
        )
        #expect(
            try json(SendChatAction(chatID: 1, messageThreadID: 2, action: .typing))
                == #"{"action":"typing","chat_id":1,"message_thread_id":2}"#
        )
        #expect(
            try json(AnswerCallbackQuery(callbackQueryID: "9", text: "Done", showAlert: true))
                == #"{"callback_query_id":"9","show_alert":true,"text":"Done"}"#
        )
        #expect(
            try json(EditMessageReplyMarkup(chatID: 1, messageID: 2, replyMarkup: .init(inlineKeyboard: [])))
                == #"{"chat_id":1,"message_id":2,"reply_markup":{"inline_keyboard":[]}}"#
        )
        #expect(
            try json(EditMessageText(chatID: 1, messageID: 2, text: "x"))
                == #"{"chat_id":1,"message_id":2,"text":"x"}"#
        )
    }

    @Test(arguments: [
        (
            SendMessageDraft(chatID: 1, draftID: 9, text: "") as any BotAPIMethod,
            #"{"chat_id":1,"draft_id":9,"text":""}"#
        ),
        (
            SendMessageDraft(
                chatID: 1,
                messageThreadID: 2,
                draftID: -9,
                text: "x",
                entities: [MessageEntity(type: "bold", offset: 0, length: 1)],
                canStop: true,
                keepOnStop: false
            ),
            #"{"can_stop":true,"chat_id":1,"draft_id":-9,"entities":[{"length":1,"offset":0,"type":"bold"}],"#
                + #""keep_on_stop":false,"message_thread_id":2,"text":"x"}"#
        ),
        (
            SendRichMessage(
                chatID: -1,
                messageThreadID: 2,
                richMessage: rich,
                replyParameters: ReplyParameters(messageID: 3),
                replyMarkup: InlineKeyboardMarkup(inlineKeyboard: [])
            ),
            #"{"chat_id":-1,"message_thread_id":2,"reply_markup":{"inline_keyboard":[]},"#
                + #""reply_parameters":{"message_id":3},"rich_message":{"blocks":[]}}"#
        ),
        (SendRichMessage(chatID: -1, richMessage: rich), #"{"chat_id":-1,"rich_message":{"blocks":[]}}"#),
        (
            SendRichMessageDraft(
                chatID: 1,
                messageThreadID: 2,
                draftID: 9,
                richMessage: rich,
                canStop: false,
                keepOnStop: true
            ),
            #"{"can_stop":false,"chat_id":1,"draft_id":9,"keep_on_stop":true,"message_thread_id":2,"#
                + #""rich_message":{"blocks":[]}}"#
        ),
        (
            SendRichMessageDraft(chatID: 1, draftID: 9, richMessage: rich),
            #"{"chat_id":1,"draft_id":9,"rich_message":{"blocks":[]}}"#
        ),
        (
            EditMessageText(chatID: 1, messageID: 2, richMessage: rich, replyMarkup: .init(inlineKeyboard: [])),
            #"{"chat_id":1,"message_id":2,"reply_markup":{"inline_keyboard":[]},"rich_message":{"blocks":[]}}"#
        ),
        (DeleteMessage(chatID: 1, messageID: 2), #"{"chat_id":1,"message_id":2}"#),
        (
            SendDocument(chatID: 1, fileName: "a.md", content: [1], caption: "x"),
            #"{"caption":"x","chat_id":1}"#
        ),
    ])
    func haveTheBotAPIsNames(method: any BotAPIMethod, expected: String) throws {
        #expect(try json(method) == expected)
    }

    private static let rich = InputRichMessage(blocks: [])

    @Test(arguments: [
        (SendMessage(chatID: 7, text: "x") as any ChatMethod, FloodKind.message),
        (SendRichMessage(chatID: 7, richMessage: rich), .message),
        (SendDocument(chatID: 7, fileName: "a", content: []), .message),
        (EditMessageText(chatID: 7, messageID: 1, text: "x"), .message),
        (EditMessageReplyMarkup(chatID: 7, messageID: 1), .message),
        (DeleteMessage(chatID: 7, messageID: 1), .message),
        (SendMessageDraft(chatID: 7, draftID: 1, text: "x"), .draft),
        (SendRichMessageDraft(chatID: 7, draftID: 1, richMessage: rich), .draft),
        (SendChatAction(chatID: 7, action: .typing), .action),
    ])
    func tellWhatFloodControlCountsThemAs(method: any ChatMethod, kind: FloodKind) {
        #expect(type(of: method).floodKind == kind)
        #expect(method.chatID == 7)
    }

    @Test(arguments: [(0, Duration.zero), (49_999, .zero), (50_000, .seconds(1)), (5_000_000, .seconds(100))])
    func allowALargeDocumentMoreTime(size: Int, time: Duration) {
        let content = [UInt8](repeating: 0, count: size)
        #expect(SendDocument(chatID: 1, fileName: "a", content: content).expectedDuration == time)
        #expect(SendMessage(chatID: 1, text: "x").expectedDuration == .zero)
    }

    @Test func leaveOutWhatIsNotSet() throws {
        #expect(try json(SendMessage(chatID: -1, text: "\u{0}\"😀")) == #"{"chat_id":-1,"text":"\u0000\"😀"}"#)
    }

    @Test func sendEverythingThatIsSet() throws {
        let method = SendMessage(
            chatID: 1,
            messageThreadID: 2,
            text: "x",
            entities: [MessageEntity(type: "pre", offset: 0, length: 1, language: "swift")],
            linkPreviewOptions: LinkPreviewOptions(isDisabled: true),
            replyParameters: ReplyParameters(messageID: 3, allowSendingWithoutReply: true),
            replyMarkup: InlineKeyboardMarkup(inlineKeyboard: [[.init(text: "Go", callbackData: "go")]])
        )
        let expected =
            #"{"chat_id":1,"entities":[{"language":"swift","length":1,"offset":0,"type":"pre"}],"#
            + #""link_preview_options":{"is_disabled":true},"message_thread_id":2,"#
            + #""reply_markup":{"inline_keyboard":[[{"callback_data":"go","text":"Go"}]]},"#
            + #""reply_parameters":{"allow_sending_without_reply":true,"message_id":3},"text":"x"}"#
        #expect(try json(method) == expected)
    }
}
