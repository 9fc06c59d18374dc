import NIOHTTP1
import Testing

@testable import TelegramSandbox

@Suite("What the page asks for", .timeLimit(.minutes(10))) struct PageViewTests {
    @Test("the scene has the newest 50 messages of a chat, history the ones before")
    func history() async throws {
        try await withPage { (sandbox, page, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            var ids: [Int] = []
            for number in 0..<120 { ids.append(await anna.send("\(number)")) }
            var tab = try await page.events()
            let chat = try await tab.next("scene").data["chats"]?.array?.first
            var shown = chat?["messages"]?.array ?? []
            #expect(chat?["more"] == true)
            #expect(shown.map { $0["message_id"] } == ids.suffix(50).map { .integer($0) })
            var more = true
            while more, shown.count < 200 {
                let before = try #require(shown.first?["message_id"]?.integer)
                let path = "page/history?chat_id=\(anna.id)&before=\(before)&limit=30"
                let reply = try await page.request(path).json
                shown = (reply["messages"]?.array ?? []) + shown
                more = reply["more"] == true
            }
            #expect(shown.map { $0["text"] } == (0..<120).map { .string("\($0)") })
            let newest = try await page.request("page/history?chat_id=\(anna.id)").json
            #expect(newest["messages"]?.array?.count == 50)
        }
    }

    @Test(
        "what can't be shown",
        arguments: [
            ("history", 400), ("history?chat_id=x", 400), ("history?chat_id=1", 404),
            ("history?chat_id=#&limit=0", 400),
            ("history?chat_id=#&limit=101", 400), ("history?chat_id=#&before=x", 400), ("history?chat_id=%zz", 400),
            ("documents?chat_id=#", 400), ("documents?chat_id=#&message_id=1", 404),
            ("documents?chat_id=#&message_id=99", 404),
        ]
    )
    func bad(path: String, status: Int) async throws {
        try await withPage { (sandbox, page, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            await anna.send("x")
            let reply = try await page.request("page/" + path.replacing("#", with: "\(anna.id)"))
            #expect(reply.status == status)
            #expect(reply.error?.hasSuffix(".") == true)
        }
    }

    @Test("a file is kept by the browser as it is, never shown")
    func documents() async throws {
        try await withPage { (sandbox, page, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let name = "отчёт \"1\";.html"
            let content = "<script>alert(1)</script>"
            let fileName = name.replacing("\"", with: "%22")
            let body =
                "--b\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n\(anna.id)\r\n--b\r\n"
                + "Content-Disposition: form-data; name=\"document\"; filename=\"\(fileName)\"\r\n\r\n\(content)\r\n--b--\r\n"
            let reply = try await bot.send(
                path: "/bot\(bot.token)/sendDocument",
                type: "multipart/form-data; boundary=b",
                body: body
            )
            let id = try #require(reply.result["message_id"]?.integer)
            let file = try await page.request("page/documents?chat_id=\(anna.id)&message_id=\(id)")
            #expect(file.text == content)
            #expect(file.headers["Content-Type"] == ["application/octet-stream"])
            #expect(file.headers["X-Content-Type-Options"] == ["nosniff"])
            let disposition = try #require(file.headers["Content-Disposition"].first)
            #expect(disposition.hasPrefix("attachment; filename*=UTF-8''%D0%BE"))
            #expect(disposition.hasSuffix(".html"))
            #expect(disposition.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F || $0 == 0x20 })
            #expect(disposition.filter { $0 == "\"" || $0 == ";" }.count == 1)
        }
    }
}
