import NIOHTTP1
import Testing

@testable import TelegramSandbox

@Suite struct ServerTests {
    @Test func itSaysWhatItIs() async throws {
        try await withBot { (_, bot) async throws in
            let reply = try await bot.send(path: "/", verb: .GET)
            #expect(reply.status == 200)
            #expect(reply.text.contains("sandbox of the Telegram Bot API"))
            #expect(!reply.text.contains(bot.token))
        }
    }

    @Test(arguments: [
        ("/bot7000000001:wrong/getMe", 401, "Unauthorized"),
        ("/bot7000000001:wrong/noSuchMethod", 401, "Unauthorized"),
        ("/botTOKEN/noSuchMethod", 404, "Not Found"),
        ("/botTOKEN/", 404, "Not Found"),
        ("/botTOKEN", 404, "Not Found"),
        ("/botTOKEN/getMe/more", 404, "Not Found"),
        ("/botnonsense/getMe", 404, "Not Found"),
        ("/bot123/getMe", 404, "Not Found"),
        ("/bot123:/getMe", 404, "Not Found"),
        ("/botabc:abc/getMe", 404, "Not Found"),
        ("/bot123:a:b/getMe", 404, "Not Found"),
        ("/bot/getMe", 404, "Not Found"),
        ("/getMe", 404, "Not Found"),
    ])
    func pathsThatLeadNowhere(path: String, status: Int, description: String) async throws {
        try await withBot { (_, bot) async throws in
            let reply = try await bot.send(path: path.replacing("TOKEN", with: bot.token), verb: .GET)
            #expect(reply.status == status)
            #expect(reply.json["ok"] == false)
            #expect(reply.json["error_code"]?.integer == Int64(status))
            #expect(reply.error == description)
        }
    }

    @Test(arguments: ["getMe", "GETME", "getme", "GetMe"])
    func methodsInAnySpelling(name: String) async throws {
        try await withBot { (sandbox, bot) async throws in
            let me = try await bot.result(name)
            #expect(me["id"] == 7_000_000_001)
            #expect(me["is_bot"] == true)
            #expect(me["first_name"] == "LocalAIChat")
            #expect(me["username"] == "localaichat_bot")
            #expect(await sandbox.callCount(of: "getMe") == 1)
        }
    }

    @Test func theColonOfTheTokenMayBeEncoded() async throws {
        try await withBot { (_, bot) async throws in
            let token = bot.token.replacing(":", with: "%3A")
            let reply = try await bot.send(path: "/bot\(token)/getMe", verb: .GET)
            #expect(reply.status == 200)
        }
    }

    @Test func onlyGetAndPost() async throws {
        try await withBot { (_, bot) async throws in
            let reply = try await bot.send(path: "/bot\(bot.token)/getMe", verb: .DELETE)
            #expect(reply.status == 405)
        }
    }

    @Test func aBodyThatIsTooLarge() async throws {
        try await withBot { (_, bot) async throws in
            let body = String(repeating: "x", count: BotAPIResponder.largestBody + 1)
            let reply = try await bot.send(path: "/bot\(bot.token)/getMe", type: "application/json", body: body)
            #expect(reply.status == 413)
        }
    }

    @Test(.timeLimit(.minutes(10))) func twoSandboxesAtOnce() async throws {
        try await withBot { (first, bot) async throws in
            try await withBot { (second, otherBot) async throws in
                #expect(bot.url != otherBot.url)
                try await bot.result("getMe")
                #expect(await first.callCount(of: "getMe") == 1)
                #expect(await second.callCount(of: "getMe") == 0)
            }
        }
    }

    @Test func anAddressThatIsTaken() async throws {
        try await withBot { (_, bot) async throws in
            var configuration = SandboxConfiguration()
            configuration.port = try #require(bot.url.split(separator: ":").last.flatMap { Int($0) })
            await #expect(throws: (any Error).self) {
                try await TelegramSandbox.withSandbox(configuration) { _, _ in }
            }
        }
    }
}
