import TelegramBotAPI
import Testing

@testable import ChatBot

@Suite struct IncomingReaderTests {
    let reader: IncomingReader

    init() throws {
        let bot = try #require(
            Self.message(of: Self.update(#""text":"x","reply_to_message":{"message_id":1,"from":\#(Self.bot)}"#))?
                .replyToMessage?.from
        )
        reader = IncomingReader(bot: bot)
    }

    private static let bot = #"{"id":99,"is_bot":true,"first_name":"Bot","username":"our_bot"}"#
    private static let anna = #"{"id":1,"is_bot":false,"first_name":"Anna","language_code":"ru"}"#
    private static let privateChat = #"{"id":1,"type":"private","first_name":"Anna"}"#
    private static let group = #"{"id":-5,"type":"supergroup","title":"G"}"#

    private static func update(_ fields: String, chat: String = privateChat, from: String = anna) -> String {
        #"{"update_id":7,"message":{"message_id":3,"date":1,"chat":\#(chat),"from":\#(from),\#(fields)}}"#
    }

    private static func message(of json: String) -> Message? {
        guard case .message(let message) = Update(json: json.utf8)?.content else { return nil }
        return message
    }

    private func event(_ json: String) throws -> Incoming.Event? {
        let update = try #require(Update(json: json.utf8))
        guard case .incoming(let incoming) = reader.read(update) else { return nil }
        return incoming.event
    }

    @Test(
        arguments: [
            (#""text":"hello""#, .text("hello")),
            (#""text":"  spaces stay  ""#, .text("  spaces stay  ")),
            (#""text":"/start""#, .command(.start)),
            (#""text":"/help@our_bot""#, .command(.help)),
            (#""text":"/help@other_bot""#, .text("/help@other_bot")),
            (#""text":"/usr/lib@2 what is this?""#, .text("/usr/lib@2 what is this?")),
            (#""text":"/nope""#, .unknownCommand),
            (#""text":"""#, .unreadable),
            (#""text":" \n ""#, .unreadable),
            (#""photo":[{}],"caption":"what is this?""#, .text("what is this?")),
            (#""photo":[{}]"#, .unreadable),
            (#""voice":{}"#, .unreadable),
            (#""sticker":{}"#, .unreadable),
            (#""new_chat_title":"x""#, nil),
            (#""pinned_message":{}"#, nil),
            (#""something_from_the_future":{}"#, nil),
        ] as [(String, Incoming.Event?)]
    )
    func inPrivateEveryMessageIsAnswered(fields: String, event expected: Incoming.Event?) throws {
        #expect(try event(Self.update(fields)) == expected)
    }

    @Test(
        arguments: [
            (#""text":"hello all""#, nil),
            (#""text":"@our_bot hello""#, .text("hello")),
            (#""text":"hello, @OUR_BOT: how are you?""#, .text("hello, how are you?")),
            (#""text":"@our_bot2 hello""#, nil),
            (#""text":"mail@our_botany.org""#, nil),
            (#""text":"@our_bot""#, .unreadable),
            (#""text":"/start""#, .command(.start)),
            (#""text":"/nope""#, nil),
            (#""text":"yes","reply_to_message":{"message_id":2,"from":\#(bot)}"#, .text("yes")),
            (#""text":"yes","reply_to_message":{"message_id":2,"from":\#(anna)}"#, nil),
            (#""photo":[{}]"#, nil),
            (#""photo":[{}],"caption":"@our_bot look""#, .text("look")),
            (#""new_chat_members":[]"#, nil),
        ] as [(String, Incoming.Event?)]
    )
    func inGroupsOnlyWhatIsForTheBot(fields: String, event expected: Incoming.Event?) throws {
        #expect(try event(Self.update(fields, chat: Self.group)) == expected)
    }

    /// Anonymous administrators, and people who write as a channel: Telegram puts a bot in their place.
    @Test func whoWritesAsAChatIsAnswered() throws {
        let standIn = #"{"id":1087968824,"is_bot":true,"first_name":"Group","username":"GroupAnonymousBot"}"#
        let json = Self.update(
            #""text":"@our_bot hi","sender_chat":\#(Self.group)"#,
            chat: Self.group,
            from: standIn
        )
        #expect(try event(json) == .text("hi"))
    }

    @Test(arguments: [
        Self.update(#""text":"x""#, chat: #"{"id":-9,"type":"channel"}"#),
        Self.update(#""text":"x""#, chat: #"{"id":-9,"type":"hologram"}"#),
        Self.update(#""text":"x""#, from: bot),
        #"{"update_id":7,"edited_message":{"message_id":3,"date":1,"chat":\#(privateChat),"text":"x"}}"#,
        #"{"update_id":7,"poll":{}}"#,
        #"{"update_id":7,"message":{"message_id":"three"}}"#,
        #"{"update_id":7}"#,
        #"{"update_id":7,"callback_query":{"id":"1","from":\#(anna),"data":"reset"}}"#,
    ])
    func whatHasNoAnswerIsIgnored(json: String) throws {
        #expect(try event(json) == nil)
    }

    @Test func aTopicIsAConversationOfItsOwn() throws {
        for (fields, topic) in [
            (#""message_thread_id":42,"is_topic_message":true"#, 42), (#""message_thread_id":42"#, nil),
        ] {
            let json = Self.update(#""text":"@our_bot hi",\#(fields)"#, chat: Self.group)
            guard case .incoming(let incoming) = reader.read(try #require(Update(json: json.utf8))) else {
                Issue.record("not taken")
                return
            }
            #expect(incoming.conversation == ConversationID(chatID: -5, messageThreadID: topic))
            #expect(incoming.isInGroup)
            #expect(incoming.languageCode == "ru")
        }
    }

    @Test(arguments: [("reset", Button.resetContext), ("of an older version", .unknown), ("", .unknown)])
    func buttons(data: String, button: Button) throws {
        for date in [0, 1] {
            let json = """
                {"update_id":7,"callback_query":{"id":"q1","from":\(Self.anna),"chat_instance":"1","data":"\(data)",
                "message":{"message_id":3,"date":\(date),"chat":\(Self.privateChat)}}}
                """
            #expect(try event(json) == .button(button, callbackQueryID: "q1"))
        }
    }
}
