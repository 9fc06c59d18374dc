import NIOHTTP1
import Testing

@testable import TelegramSandbox

@Suite(.timeLimit(.minutes(10))) struct ParameterTests {
    private static let multipart = """
        --B0undary\r
        Content-Disposition: form-data; name="chat_id"\r
        \r
        CHAT\r
        --B0undary\r
        Content-Disposition: form-data; name="text"\r
        Content-Type: text/plain\r
        \r
        Ünïcode & more\r
        --B0undary\r
        Content-Disposition: form-data; name="entities"\r
        \r
        [{"type":"bold","offset":0,"length":7}]\r
        --B0undary\r
        Content-Disposition: form-data; name="file"; filename="a.bin"\r
        \r
        ignored\r
        --B0undary--\r

        """

    @Test(
        arguments: [
            (
                "", "application/json",
                #"{"chat_id":CHAT,"text":"Ünïcode & more","entities":[{"type":"bold","offset":0,"length":7}]}"#
            ),
            (
                "", "application/json; charset=utf-8",
                #"{"chat_id":"CHAT","text":"Ünïcode & more","entities":"[{\"type\":\"bold\",\"offset\":0,\"length\":7}]","reply_markup":null}"#
            ),
            (
                "", "application/x-www-form-urlencoded",
                "chat_id=CHAT&text=%C3%9Cn%C3%AFcode+%26%20more&entities=%5B%7B%22type%22%3A%22bold%22,%22offset%22:0,%22length%22:7%7D%5D"
            ),
            (
                "?chat_id=CHAT&text=%C3%9Cn%C3%AFcode+%26%20more&entities=%5B%7B%22type%22%3A%22bold%22,%22offset%22:0,%22length%22:7%7D%5D",
                nil, nil
            ),
            ("", "multipart/form-data; boundary=B0undary", multipart),
            ("", "Multipart/Form-Data; charset=utf-8; boundary=\"B0undary\"", multipart),
            (
                "?chat_id=1&text=another", "application/json",
                #"{"chat_id":CHAT,"text":"Ünïcode & more","entities":[{"type":"bold","offset":0,"length":7}]}"#
            ),
        ] as [(String, String?, String?)]
    )
    func formsOfTheSameCall(query: String, type: String?, body: String?) async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            func fill(_ text: String) -> String { text.replacing("CHAT", with: "\(anna.id)") }
            let reply = try await bot.send(
                path: "/bot\(bot.token)/sendMessage" + fill(query),
                verb: body == nil ? .GET : .POST,
                type: type,
                body: body.map(fill)
            )
            #expect(reply.status == 200, "\(reply.text)")
            let message = try #require(await anna.messages().first)
            #expect(message.text == "Ünïcode & more")
            #expect(message.entities.map(\.type) == ["bold"])
            #expect(message.entities.first?.length == 7)
            // A file that the method has no use for is noted.
            #expect(await sandbox.calls.last?.unknownParameters == (body == Self.multipart ? ["file"] : []))
        }
    }

    @Test(
        arguments: [
            ("application/json", "{", "can't parse JSON object of the request"),
            ("application/json", "[]", "can't parse JSON object of the request"),
            ("application/json", "text=1", "can't parse JSON object of the request"),
            ("application/x-www-form-urlencoded", "text=%FF", "strings must be encoded in UTF-8"),
            ("application/x-www-form-urlencoded", "text=%4", "strings must be encoded in UTF-8"),
            ("multipart/form-data", "--x--", "can't parse multipart/form-data of the request"),
            ("multipart/form-data; boundary=x", "hello", "can't parse multipart/form-data of the request"),
            (
                "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1",
                "can't parse multipart/form-data of the request"
            ),
            ("multipart/form-data; boundary=x", "--x", "can't parse multipart/form-data of the request"),
            ("text/plain", "hello", "unsupported Content-Type of the request"),
            (nil, "{}", "unsupported Content-Type of the request"),
        ] as [(String?, String, String)]
    )
    func bodiesThatAreNotWhatTheySay(type: String?, body: String, description: String) async throws {
        try await withBot { (_, bot) async throws in
            let reply = try await bot.send(path: "/bot\(bot.token)/getMe", type: type, body: body)
            #expect(reply.status == 400)
            #expect(reply.error == "Bad Request: " + description)
        }
    }

    @Test func unknownParametersAreNoted() async throws {
        try await withBot { (sandbox, bot) async throws in
            try await bot.result("getMe", ["foo": 1, "bar": "x"])
            let anna = await sandbox.person(firstName: "Anna")
            try await bot.result(
                "sendMessage",
                ["chat_id": .integer(anna.id), "text": "Hi", "disable_web_page_preview": true]
            )
            #expect(await sandbox.calls.map(\.unknownParameters) == [["foo", "bar"], ["disable_web_page_preview"]])
        }
    }

    @Test func callsAreNotedWithTheirAnswers() async throws {
        try await withBot { (sandbox, bot) async throws in
            _ = try await bot.call("sendMessage", ["chat_id": 1, "text": "Hi"])
            try await bot.result("GETme")
            let calls = await sandbox.calls
            #expect(calls.map(\.method) == ["sendMessage", "GETme"])
            #expect(calls.map(\.status) == [400, 200])
            #expect(calls.map(\.errorDescription) == ["Bad Request: chat not found", nil])
            #expect(calls.map(\.isFinished) == [true, true])
            #expect(calls[0].parameters == #"{"chat_id":1,"text":"Hi"}"#)
            #expect(await sandbox.calls(of: "getMe").count == 1)
        }
    }
}
