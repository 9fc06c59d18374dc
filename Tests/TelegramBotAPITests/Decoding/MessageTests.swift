import Foundation
import Testing

@testable import TelegramBotAPI

@Suite struct MessageTests {
    private static let head = #""message_id":7,"date":1700000000,"chat":{"id":-1001234567890,"type":"supergroup"}"#

    private func decode(_ fields: String) throws -> Message {
        try JSONDecoder().decode(Message.self, from: Data("{\(Self.head)\(fields.isEmpty ? "" : ",")\(fields)}".utf8))
    }

    @Test func decodesWhatABotOfWordsNeeds() throws {
        let message = try decode(
            #"""
            "message_thread_id":3,"is_topic_message":true,"edit_date":1700000001,
            "from":{"id":42,"is_bot":false,"first_name":"Анна","language_code":"ru","is_premium":true},
            "sender_chat":{"id":-5,"type":"channel","title":"News"},
            "reply_to_message":{"message_id":6,"date":1,"chat":{"id":1,"type":"private"},"from":{"id":7,"is_bot":true,
            "first_name":"Echo"},"text":"before"},
            "text":"/start 😀","entities":[{"type":"bot_command","offset":0,"length":6}],
            "reply_markup":{"inline_keyboard":[[{"text":"Go","callback_data":"go"},{"text":"Web","url":"https://a.b"}]]},
            "link_preview_options":{"is_disabled":true},"via_bot":{"id":1,"is_bot":true,"first_name":"B"}
            """#
        )
        var keyboard = InlineKeyboardMarkup(inlineKeyboard: [[.init(text: "Go", callbackData: "go")]])
        keyboard.inlineKeyboard[0].append(.init(text: "Web", url: "https://a.b"))
        let expected = Message(
            messageID: 7,
            messageThreadID: 3,
            isTopicMessage: true,
            from: User(id: 42, firstName: "Анна", languageCode: "ru"),
            senderChat: Chat(id: -5, kind: .channel, title: "News"),
            date: 1_700_000_000,
            editDate: 1_700_000_001,
            chat: Chat(id: -1_001_234_567_890, kind: .supergroup),
            replyToMessage: RepliedMessage(
                messageID: 6,
                from: User(id: 7, isBot: true, firstName: "Echo"),
                text: "before"
            ),
            text: "/start 😀",
            entities: [MessageEntity(type: "bot_command", offset: 0, length: 6)],
            replyMarkup: keyboard
        )
        #expect(message == expected)
    }

    @Test(arguments: [
        ("", []),
        (#""text":"hi""#, []),
        (#""photo":[{"file_id":"x"}],"caption":"look","media_group_id":"9""#, ["photo"]),
        (#""sticker":{}"#, ["sticker"]),
        (#""new_chat_members":[]"#, ["new_chat_members"]),
        (#""document":{},"animation":{},"has_media_spoiler":true"#, ["document", "animation"]),
        (#""hologram":{"a":[1]},"forward_origin":{},"quote":{}"#, ["hologram"]),
        (#""text":["hi"]"#, ["text"]),
        (#""text":"\ud800""#, ["text"]),
        (#""migrate_to_chat_id":-100"#, []),
    ])
    func namesOtherContent(fields: String, expected: [String]) throws {
        #expect(try decode(fields).otherContent == Set(expected))
    }

    @Test(arguments: [
        #""from":null"#, #""from":{"id":"x"}"#, #""from":[]"#, #""sender_chat":{"id":1}"#, #""edit_date":1e99"#,
        #""message_thread_id":"3""#, #""is_topic_message":1"#, #""reply_to_message":{}"#, #""reply_to_message":7"#,
        #""entities":{}"#, #""entities":null"#, #""reply_markup":[]"#, #""reply_markup":{"inline_keyboard":[1]}"#,
        #""migrate_to_chat_id":99999999999999999999"#, #""caption":7"#, #""from":{"id":1.5}"#, #""edit_date":-1e400"#,
    ])
    func losesOnlyAFieldThatIsBroken(field: String) throws {
        #expect(try decode(#"\#(field),"text":"hi""#) == decode(#""text":"hi""#))
    }

    @Test func losesOnlyAnEntityThatIsBroken() throws {
        let entities = #"""
            "entities":[null,7,[],{"type":"bold"},{"type":7,"offset":0,"length":1},{"type":"bold","offset":"0","length":1},
            {"type":"bold","offset":0,"length":1},{"type":"hologram","offset":1,"length":1,"url":7},
            {"type":"pre","offset":2,"length":1,"language":"swift","user":{}}]
            """#
        #expect(
            try decode(entities).entities == [
                MessageEntity(type: "bold", offset: 0, length: 1),
                MessageEntity(type: "hologram", offset: 1, length: 1),
                MessageEntity(type: "pre", offset: 2, length: 1, language: "swift"),
            ]
        )
    }

    @Test func keepsAKindOfChatThatIsNew() throws {
        let chat = try JSONDecoder().decode(Chat.self, from: Data(#"{"id":1,"type":"hall"}"#.utf8))
        #expect(chat.kind == .unknown("hall"))
        #expect(try String(decoding: JSONEncoder().encode(chat), as: UTF8.self).contains(#""type":"hall""#))
    }

    @Test(arguments: [
        #"{"date":1,"chat":{"id":1,"type":"private"}}"#,
        #"{"message_id":"7","date":1,"chat":{"id":1,"type":"private"}}"#,
        #"{"message_id":7,"date":1}"#, #"{"message_id":7,"date":1,"chat":{"type":"private"}}"#,
        #"{"message_id":7,"date":1,"chat":{"id":1}}"#,
        #"{"message_id":99999999999999999999,"chat":{"id":1,"type":"x"}}"#,
        "null", "[]", "7", "{}",
    ])
    func needsAnIDAndAChat(json: String) {
        #expect(throws: (any Error).self) { try JSONDecoder().decode(Message.self, from: Data(json.utf8)) }
    }

    @Test func comesBackAsItWasStored() throws {
        let message = try decode(
            #""photo":[],"caption":"x","caption_entities":[{"type":"bold","offset":0,"length":1}]"#
        )
        #expect(message.otherContent == ["photo"])
        #expect(try JSONDecoder().decode(Message.self, from: JSONEncoder().encode(message)) == message)
    }
}
