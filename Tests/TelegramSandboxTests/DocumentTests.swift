import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Testing

@testable import TelegramSandbox

@Suite(.timeLimit(.minutes(10))) struct DocumentTests {
    /// A form as libraries write it.
    private func form(
        _ chat: Int64,
        disposition: String = #"name="document"; filename="answer.md""#,
        content: [UInt8] = Array("# Answer\r\n--bound".utf8),
        fields: [String: String] = [:]
    ) -> ByteBuffer {
        var buffer = ByteBuffer()
        for (name, value) in fields.merging(["chat_id": String(chat)], uniquingKeysWith: { $1 }) {
            buffer.writeString("--bound5\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n")
        }
        buffer.writeString("--bound5\r\ncontent-disposition: form-data; \(disposition)\r\n")
        buffer.writeString("Content-Type: text/markdown\r\n\r\n")
        buffer.writeBytes(content)
        buffer.writeString("\r\n--bound5--\r\n")
        return buffer
    }

    private func send(_ bot: BotClient, _ body: ByteBuffer) async throws -> BotClient.Reply {
        var request = HTTPClientRequest(url: "\(bot.url)/bot\(bot.token)/sendDocument")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "multipart/form-data; boundary=bound5")
        request.body = .bytes(body)
        let response = try await bot.http.execute(request, timeout: .seconds(60))
        let text = String(buffer: try await response.body.collect(upTo: 1 << 20))
        return BotClient.Reply(status: Int(response.status.code), headers: response.headers, text: text)
    }

    @Test func aDocumentWithACaption() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            try await bot.result("sendMessageDraft", ["chat_id": .integer(anna.id), "draft_id": 1, "text": "x"])
            let entities = #"[{"type":"bold","offset":0,"length":3}]"#
            let fields = ["caption": "The rest", "caption_entities": entities]
            let reply = try await send(bot, form(anna.id, fields: fields))
            #expect(reply.status == 200)
            #expect(reply.result["document"]?["file_name"] == "answer.md")
            #expect(reply.result["document"]?["file_size"] == 17)
            #expect(reply.result["document"]?["mime_type"] == "text/markdown")
            #expect(reply.result["caption"] == "The rest")
            #expect(reply.result["caption_entities"]?.array?.count == 1)
            #expect(reply.result["text"] == nil)
            let message = try #require(await anna.messages().first)
            #expect(message.document?.name == "answer.md")
            #expect(message.document?.text == "# Answer\r\n--bound")
            #expect(message.text == "The rest")
            #expect(message.entities.map(\.type) == ["bold"])
            #expect(await anna.draft() == nil)
            #expect(await sandbox.calls.last?.unknownParameters == [])
            #expect(await sandbox.calls.last?.parameters.contains("Answer") == false)
            #expect(await sandbox.calls.last?.chatID == anna.id)
        }
    }

    @Test(arguments: [
        (#"name="document"; filename="a;b \"c\".md""#, #"a;b "c".md"#),
        (#"name="document"; filename="%22q%22.md""#, #""q".md"#),
        (#"filename=plain.md; name=document"#, "plain.md"),
        (#"name="document"; filename="../../etc/Ответ.md""#, "Ответ.md"),
        (#"name="document"; filename="""#, "file"),
    ])
    func fileNames(disposition: String, name: String) async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            #expect(try await send(bot, form(anna.id, disposition: disposition)).status == 200)
            #expect(await anna.messages().first?.document?.name == name)
        }
    }

    @Test func aDocumentNamedByAParameter() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let disposition = #"name="upload"; filename="a.md""#
            let body = form(anna.id, disposition: disposition, fields: ["document": "attach://upload"])
            #expect(try await send(bot, body).status == 200)
            #expect(await sandbox.calls.last?.unknownParameters == [])
            #expect(try await send(bot, form(anna.id, disposition: disposition)).status == 400)
            #expect(await sandbox.calls.last?.unknownParameters == ["upload"])
        }
    }

    @Test func everyByteArrives() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let content =
                (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / 256) } + Array("\r\n--bound".utf8)
            #expect(try await send(bot, form(anna.id, content: content)).status == 200)
            #expect(await anna.messages().first?.document?.bytes == content)
        }
    }

    @Test func refusals() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            func error(_ body: ByteBuffer) async throws -> String? { try await send(bot, body).error }
            #expect(try await error(form(anna.id, content: [])) == "Bad Request: file must be non-empty")
            #expect(
                try await error(form(anna.id, disposition: #"name="other"; filename="x""#))
                    == "Bad Request: there is no document in the request"
            )
            #expect(
                try await error(form(anna.id, fields: ["document": "attach://other"]))
                    == "Bad Request: there is no document in the request"
            )
            #expect(
                try await error(form(anna.id, fields: ["document": "BQACAgIAAx"]))
                    == "Bad Request: the sandbox does not support a document by file_id or URL"
            )
            #expect(
                try await error(form(anna.id, fields: ["caption": String(repeating: "x", count: 1025)]))
                    == "Bad Request: message caption is too long"
            )
            #expect(
                try await error(form(anna.id, fields: ["caption": "*x*", "parse_mode": "MarkdownV2"]))
                    == "Bad Request: can't parse entities: the sandbox parses HTML only, not MarkdownV2"
            )
            #expect(try await error(form(12)) == "Bad Request: chat not found")
            let json = try await bot.call("sendDocument", ["chat_id": .integer(anna.id)])
            #expect(json.error == "Bad Request: there is no document in the request")
            #expect(await anna.messages() == [])
        }
    }

    @Test func tooLarge() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            var form = MultipartForm.File(name: "document", fileName: "a", bytes: [])
            form.bytes = Array(repeating: 0, count: TelegramSandbox.largestFile + 1)
            let chat = JSON.Member(name: "chat_id", value: .integer(anna.id))
            let parameters = Parameters([chat], files: [form])
            let method = try #require(BotAPIMethod.all["senddocument"])
            await #expect(throws: Refusal.tooLarge) { try await method.body(sandbox, parameters) }
            form.bytes.removeLast()
            _ = try await method.body(sandbox, Parameters([chat], files: [form]))
        }
    }
}
