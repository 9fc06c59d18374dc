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
