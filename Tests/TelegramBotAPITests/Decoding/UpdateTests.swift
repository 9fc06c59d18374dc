import Testing

@testable import TelegramBotAPI

@Suite struct UpdateTests {
    private static let chat = #""chat":{"id":2,"type":"private"}"#

    private func decode(_ json: String) -> Update? {
        Update(json: json.utf8)
    }

    @Test func decodesEachKind() throws {
        let message = Message(messageID: 1, date: 3, chat: Chat(id: 2, kind: .private), text: "hi")
        let json = #"{"message_id":1,"date":3,\#(Self.chat),"text":"hi"}"#
        #expect(decode(#"{"update_id":5,"message":\#(json)}"#) == Update(updateID: 5, content: .message(message)))
        #expect(
            decode(#"{"edited_message":\#(json), "update_id" : 5}"#)
                == Update(updateID: 5, content: .editedMessage(message))
        )
        let member =
            #"{\#(Self.chat),"from":{"id":4,"is_bot":false,"first_name":"A"},"new_chat_member":{"status":"kicked"}}"#
        let change = ChatMemberUpdated(
            chat: Chat(id: 2, kind: .private),
            from: User(id: 4, firstName: "A"),
            newStatus: "kicked"
        )
        #expect(
            decode(#"{"update_id":5,"my_chat_member":\#(member)}"#)
                == Update(updateID: 5, content: .myChatMember(change))
        )
    }

    @Test(arguments: [
        ("", nil), (#","message_thread_id":3"#, 3), (#","message_thread_id":"3","hologram":[]"#, nil),
        (#","message_thread_id":null"#, nil),
    ])
    func decodesAStoppedDraft(fields: String, messageThreadID: Int?) {
        let stopped = MessageGenerationStopped(
            chat: Chat(id: 2, kind: .private),
            messageThreadID: messageThreadID,
            draftID: -8
        )
        #expect(
            decode(#"{"update_id":5,"stopped_message_generation":{\#(Self.chat),"draft_id":-8\#(fields)}}"#)
                == Update(updateID: 5, content: .messageGenerationStopped(stopped))
        )
    }

    @Test(arguments: [
        (
            #","message":{"message_id":1,"date":0,\#(chat)}"#,
            CallbackMessage(messageID: 1, chat: .init(id: 2, kind: .private), date: 0)
        ),
        (
            #","message":{"message_id":1,"date":9,\#(chat),"message_thread_id":3}"#,
            CallbackMessage(messageID: 1, chat: .init(id: 2, kind: .private), messageThreadID: 3, date: 9)
        ),
        (#","message":{"message_id":[]}"#, nil),
        (#","inline_message_id":"x""#, nil),
    ])
    func decodesAPressedButton(fields: String, message: CallbackMessage?) throws {
        let json =
            #"{"update_id":5,"callback_query":{"id":"9","from":{"id":4,"first_name":"A"},"data":"go"\#(fields)}}"#
        let query = CallbackQuery(id: "9", from: User(id: 4, firstName: "A"), message: message, data: "go")
        #expect(decode(json) == Update(updateID: 5, content: .callbackQuery(query)))
        #expect(query.message?.isAccessible == message.map { $0.date != 0 })
    }

    @Test(arguments: [
        (#""poll":{}"#, "poll"), (#""chat_boost":null"#, "chat_boost"), (#""hologram":[1,2]"#, "hologram"),
        (#""Bad Name\n":1"#, "none"), ("\"\(String(repeating: "a", count: 65))\":1", "none"), (#""":1"#, "none"),
    ])
    func keepsAKindThatItDoesNotKnow(member: String, kind: String) {
        #expect(decode(#"{"update_id":5,\#(member)}"#) == Update(updateID: 5, content: .unknown(kind: kind)))
    }

    @Test(arguments: [
        (#""message":null"#, "message", "it is null"),
        (#""message":{}"#, "message", "message_id is missing"),
        (#""message":[]"#, "message", "it is not of the type"),
        (#""message":"hi""#, "message", "it is not of the type"),
        (#""message":{"message_id":"secret words"}"#, "message", "message_id is not of the type Integer"),
        (#""message":{"message_id":99999999999999999999}"#, "message", "it is not valid JSON"),
        (#""message":{"message_id":1,"chat":{"id":null}}"#, "message", "chat.id is null"),
        (#""message":{"message_id":1,"chat":{"id":1,"type":7}}"#, "message", "chat.type is not of the type String"),
        (#""message":{"message_id":1 "chat":1}"#, "message", "it is not valid JSON"),
        (#""callback_query":{"id":"1"}"#, "callback_query", "from is missing"),
        (#""my_chat_member":{\#(chat),"from":{"id":1},"new_chat_member":{}}"#, "my_chat_member", "status is missing"),
        (#""stopped_message_generation":{\#(chat)}"#, "stopped_message_generation", "draft_id is missing"),
        (#""stopped_message_generation":{"draft_id":1}"#, "stopped_message_generation", "chat is missing"),
        (
            #""stopped_message_generation":{\#(chat),"draft_id":"secret words"}"#, "stopped_message_generation",
            "draft_id is not of the type Integer"
        ),
        (#""stopped_message_generation":[]"#, "stopped_message_generation", "it is not of the type"),
        (#""stopped_message_generation":{\#(chat),"draft_id":1"#, "none", "it is not valid JSON"),
        (#""message":1e999999"#, "message", "it is"),
        (#""message" {"message_id":1}"#, "none", "it is not valid JSON"),
    ])
    func tellsWhatIsWrong(member: String, kind: String, reason: String) throws {
        let update = try #require(decode(#"{"update_id":5,\#(member)}"#))
        #expect(update.updateID == 5)
        guard case .malformed(kind, let told) = update.content else {
            Issue.record("\(update)")
            return
        }
        #expect(told.contains(reason), "\(told)")
        #expect(!told.contains("secret words"))
    }

    @Test func tellsAnEmptyUpdate() {
        let content = Update.Content.malformed(kind: "none", reason: "it holds nothing but its id")
        #expect(decode(#"{"update_id":5}"#) == Update(updateID: 5, content: content))
    }

    @Test(arguments: [
        "{}", "[]", "null", "", #"{"update_id":"5"}"#, #"{"update_id":null}"#, #"{"update_id":-1}"#,
        #"{"update_id":5.5}"#,
        #"{"update_id":99999999999999999999}"#, #"{"update_id":9007199254740992}"#, #"{"message":{"update_id":5}}"#,
        #"{"update_id":{"update_id":5}}"#,
    ])
    func needsAnID(json: String) {
        #expect(decode(json) == nil)
    }

    @Test(arguments: [
        (#"{"update_id":1,"update_id":5,"poll":{}}"#, 5),
        (#"{"update_id":9007199254740991,"poll":{}}"#, 9_007_199_254_740_991),
        (#"{"update_id":0,"poll":{}}"#, 0),
    ])
    func takesOddIDs(json: String, id: Int) {
        #expect(decode(json)?.updateID == id)
    }

    @Test func aPersonsTextCannotPretendToBeAnID() {
        let json = #"[{"message":{"text":"\"update_id\":666"},"update_id":5,]"#
        #expect(Update.firstID(in: Array(json.utf8)[...]) == 5)
    }

    @Test func keepsALongText() throws {
        let text = String(repeating: "текст 😀 ", count: 10_000)
        let update = try #require(
            decode(#"{"update_id":5,"message":{"message_id":1,"date":3,\#(Self.chat),"text":"\#(text)"}}"#)
        )
        guard case .message(let message) = update.content else {
            Issue.record("\(update.content)")
            return
        }
        #expect(message.text == text)
    }
}

@Suite struct UpdateBatchTests {
    private static let good = #"{"update_id":7,"poll":{}}"#

    /// Whatever stands before it, the update that is good is delivered.
    @Test(arguments: [
        #"{"update_id":6,"message":{"text":"\ud800"}}"#,
        #"{"update_id":6,"message":{"a":\#(String(repeating: "[", count: 5000))\#(String(repeating: "]", count: 5000))}}"#,
        #"{"update_id":6,"message":{"message_id":1e400}}"#,
        #"{"update_id":6,"message":{"a":1,"a":2,"message_id":1,"message_id":"x"}}"#,
        #"{"update_id":6,"message":{"a":tru}}"#,
        #"{"update_id":6,"message":{"text":"\#u{1}\#u{0}"}}"#,
        #"{"update_id":6 "message"}"#,
        #"{"update_id":6,"message":\x}"#,
    ])
    func losesNoOtherUpdate(broken: String) throws {
        let batch = try #require(UpdateBatch(result: Array("[\(broken),\(Self.good)]".utf8)[...]))
        #expect(batch.updates.map(\.updateID) == [6, 7])
        #expect(batch.updates.last?.content == .unknown(kind: "poll"))
        guard case .malformed = batch.updates.first?.content else {
            Issue.record("\(batch)")
            return
        }
    }

    @Test func losesNoOtherUpdateToBytesThatAreNotUTF8() throws {
        let bytes =
            Array(#"[{"update_id":6,"message":{"text":""#.utf8) + [0xFF, 0xC0] + Array(#""}},\#(Self.good)]"#.utf8)
        #expect(UpdateBatch(result: bytes[...])?.updates.map(\.updateID) == [6, 7])
    }

    @Test(arguments: ["null", "7", "[]", "{}", #"{"update_id":"x"}"#, #""update_id""#])
    func countsWhatHasNoID(element: String) {
        let batch = UpdateBatch(result: Array("[\(element),\(Self.good)]".utf8)[...])
        #expect(batch?.updates.map(\.updateID) == [7])
        #expect(batch?.unusable == 1)
    }

    @Test(arguments: ["{}", "null", "", "[", "[\(good)", #""[]""#])
    func isAnArray(result: String) {
        #expect(UpdateBatch(result: Array(result.utf8)[...]) == nil)
    }
}
