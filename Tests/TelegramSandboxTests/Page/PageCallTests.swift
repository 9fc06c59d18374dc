import TestClocks
import Testing

@testable import TelegramSandbox

@Suite("Calls and faults on the page", .timeLimit(.minutes(10))) struct PageCallTests {
    private func message(_ person: Person, _ text: String = "x") -> JSON {
        ["chat_id": .integer(person.id), "text": .string(text)]
    }

    @Test("a call with all that is known of it, and what the flood limits say then")
    func entry() async throws {
        let clock = ManualClock()
        try await withPage {
            $0.clock = clock
            $0.unixTime = { 1_700_000_000 }
            $0.floodLimits = FloodLimits()
        } _: { (sandbox, page, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            var tab = try await page.events()
            clock.advance(by: .milliseconds(2_500))
            try await bot.result("sendMessage", message(anna, "Hello"))
            let chat: JSON = ["chat_id": .integer(anna.id)]
            #expect(
                try await tab.next("call").data == [
                    "number": 0, "method": "sendMessage", "date": 1_700_000_002_500, "milliseconds": 0,
                    "parameters": message(anna, "Hello"), "status": 200,
                    "flood": chat.adding(["wait_seconds": .number(1)]),
                ]
            )
            clock.advance(by: .milliseconds(600))
            _ = try await bot.call("sendMessage", message(anna))
            let refused = try await tab.next("call").data
            #expect(refused["status"] == 429)
            #expect(refused["error_code"] == 429)
            #expect(refused["description"] == "Too Many Requests: retry after 1")
            #expect(refused["retry_after"] == 1)
            #expect(refused["fault"] == nil)
            #expect(refused["flood"] == chat.adding(["wait_seconds": .number(1)]))
            try await bot.result("getMe")
            let getMe = try await tab.next("call").data
            #expect(getMe["parameters"] == [:])
            #expect(getMe["flood"] == nil)
        }
    }

    @Test("a poll that brought nothing is left out, one that brought something or failed is not")
    func polls() async throws {
        try await withPage { (sandbox, page, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            var tab = try await page.events()
            try await bot.result("getUpdates")
            try await bot.result("getUpdates")
            await anna.send("x")
            try await bot.result("getUpdates")
            #expect(try await tab.next("call").data["number"] == 2)
            _ = try await bot.call("getUpdates", ["limit": "x"])
            #expect(try await tab.next("call").data["status"] == 400)
            var other = try await page.events()
            #expect(try await other.next("scene").data["calls"]?.array?.map { $0["number"] } == [2, 3])
        }
    }

    @Test("what is long is cut, and the log keeps the last 100")
    func limits() async throws {
        try await withPage { (sandbox, page, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            var tab = try await page.events()
            try await bot.result("sendMessage", message(anna, String(repeating: "я", count: 4_000)))
            let text = try await tab.next("call").data["parameters"]?["text"]?.string
            #expect(text == String(repeating: "я", count: 500) + "…")
            let rows = JSON.array((0..<2_000).map { .array([.string("row \($0)")]) })
            _ = try await bot.call("noSuchMethod", ["rows": rows])
            #expect(try await tab.next("call").data.text.utf8.count < 40_000)
            for _ in 0..<120 { try await bot.result("getMe") }
            var other = try await page.events()
            let calls = try await other.next("scene").data["calls"]?.array
            #expect(calls?.map { $0["number"] } == (22..<122).map { .integer($0) })
        }
    }

    @Test(
        "what is switched on strikes until it is switched off",
        arguments: [("flood", 429), ("error", 500), ("drop", nil), ("outage", nil)] as [(String, Int?)]
    )
    func switches(kind: String, status: Int?) async throws {
        try await withPage { (sandbox, page, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            var tab = try await page.events()
            #expect(try await tab.next("scene").data["faults"] == ["active": []])
            let faults = try await page.result("faults", ["kind": .string(kind), "seconds": 7])
            #expect(faults["active"]?.array?.first?["kind"] == .string(kind))
            #expect(try await tab.next("faults").data == faults)
            for _ in 0..<2 {
                let reply = try? await bot.call("sendMessage", message(anna))
                #expect(reply?.status == status)
                let call = try await tab.next("call").data
                #expect(call["status"] == status.map { .integer($0) } ?? .null)
                #expect(call["fault"] == .string(kind))
                if kind == "flood" { #expect(call["retry_after"] == 7) }
            }
            // Not a call of a chat.
            if kind == "flood" { try await bot.result("getMe") }
            var other = try await page.events()
            #expect(try await other.next("scene").data["faults"] == faults)
            #expect(try await page.result("faults/clear") == ["active": []])
            #expect(try await tab.next("faults").data == ["active": []])
            try await bot.result("sendMessage", message(anna))
        }
    }

    @Test("so often, of one method, and each kind by itself")
    func times() async throws {
        try await withPage { (sandbox, page, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            var tab = try await page.events()
            try await page.result("faults", ["kind": "error", "method": "SENDMESSAGE", "times": 2])
            try await page.result("faults", ["kind": "flood", "method": "getMe", "seconds": 1])
            // In place of the one before.
            try await page.result("faults", ["kind": "flood", "method": "getme", "seconds": 9])
            var active: JSON?
            for _ in 0..<3 { active = try await tab.next("faults").data["active"] }
            #expect(
                active == [
                    ["kind": "error", "method": "SENDMESSAGE", "times_left": 2],
                    ["kind": "flood", "method": "getme", "seconds": 9],
                ]
            )
            #expect(try await bot.call("sendMessage", message(anna)).status == 500)
            #expect(try await tab.next("faults").data["active"]?.array?.first?["times_left"] == 1)
            #expect(try await bot.call("sendMessage", message(anna)).status == 500)
            #expect(try await tab.next("faults").data["active"]?.array?.count == 1)
            try await bot.result("sendMessage", message(anna))
            #expect(try await bot.call("getMe").status == 429)
            try await page.result("faults", ["kind": "error", "method": "getMe"])
            #expect(try await bot.call("getMe").status == 500)
            #expect(try await page.result("faults/clear", ["kind": "error"])["active"]?.array?.count == 1)
            #expect(try await bot.call("getMe").status == 429)
            await sandbox.removeFaults()
            try await bot.result("getMe")
        }
    }

    @Test("slow: each call waits, together with what else is switched on, and goes on at once when it is switched off")
    func slow() async throws {
        let clock = ManualClock()
        try await withPage {
            $0.clock = clock
        } _: { (sandbox, page, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            var tab = try await page.events()
            try await page.result("faults", ["kind": "slow", "seconds": 3])
            try await page.result("faults", ["kind": "error", "times": 1])
            async let failed = bot.call("sendMessage", message(anna))
            await clock.sleeper(for: .seconds(3))
            #expect(await anna.messages().isEmpty)
            clock.advance(by: .seconds(3))
            #expect(try await failed.status == 500)
            let call = try await tab.next("call").data
            #expect(call["milliseconds"] == 3_000)
            #expect(call["fault"] == "error")
            async let sent = bot.call("sendMessage", message(anna))
            await clock.sleeper(for: .seconds(3))
            try await page.result("faults/clear", ["kind": "slow"])
            #expect(try await sent.status == 200)
            #expect(try await tab.next("call").data["fault"] == "slow")
        }
    }
}
