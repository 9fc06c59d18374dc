import TestClocks
import Testing

@testable import TelegramSandbox

@Suite(.timeLimit(.minutes(10))) struct LongPollTests {
    private func ids(_ updates: JSON) -> [Int64] {
        (updates.array ?? []).compactMap { $0["update_id"]?.integer }
    }

    private func texts(_ updates: JSON) -> [String] {
        (updates.array ?? []).compactMap { $0["message"]?["text"]?.string }
    }

    @Test func anUpdateStaysUntilItIsConfirmed() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            for number in 1...3 { await anna.send("\(number)") }
            let first = try await bot.result("getUpdates", ["limit": 2])
            #expect(texts(first) == ["1", "2"])
            #expect(texts(try await bot.result("getUpdates")) == ["1", "2", "3"])
            let all = ids(try await bot.result("getUpdates"))
            #expect(all == [all[0], all[0] + 1, all[0] + 2])
            #expect(texts(try await bot.result("getUpdates", ["offset": .integer(all[1])])) == ["2", "3"])
            #expect(texts(try await bot.result("getUpdates", ["offset": .integer(all[0])])) == ["2", "3"])
            #expect(texts(try await bot.result("getUpdates", ["offset": .integer(all[2] + 1)])) == [])
            #expect(await sandbox.pendingUpdateCount == 0)
        }
    }

    @Test func aNegativeOffsetForgetsWhatIsBefore() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            for number in 1...5 { await anna.send("\(number)") }
            #expect(texts(try await bot.result("getUpdates", ["offset": -2])) == ["4", "5"])
            #expect(texts(try await bot.result("getUpdates", ["offset": -100])) == ["4", "5"])
            #expect(texts(try await bot.result("getUpdates")) == ["4", "5"])
        }
    }

    @Test(arguments: [0, -5, 1, 3])
    func limitsOutOfRangeAreBroughtIntoIt(limit: Int64) async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            for number in 1...3 { await anna.send("\(number)") }
            let updates = try await bot.result("getUpdates", ["limit": .integer(limit)])
            #expect(texts(updates).count == max(1, Int(limit)))
        }
    }

    @Test func theQueueGoesOnPastAThousand() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            for number in 1...2_500 { await anna.send("\(number)") }
            var offset: Int64 = 0
            var seen: [String] = []
            while true {
                let updates = try await bot.result("getUpdates", ["offset": .integer(offset)])
                guard let last = ids(updates).last else { break }
                seen += texts(updates)
                offset = last + 1
            }
            #expect(seen == (1...2_500).map(String.init))
        }
    }

    @Test func aPollThatWaitsGetsTheUpdateAtOnce() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            async let updates = bot.result("getUpdates", ["timeout": 50])
            try await sandbox.waitForCalls(of: "getUpdates")
            await anna.send("Hello")
            #expect(texts(try await updates) == ["Hello"])
        }
    }

    @Test(arguments: [5, 50, 600])
    func aPollEndsWhenItsTimeIsUp(timeout: Int64) async throws {
        let clock = ManualClock()
        var configuration = SandboxConfiguration()
        configuration.clock = clock
        try await withBot(configuration) { (_, bot) async throws in
            async let updates = bot.result("getUpdates", ["timeout": .integer(timeout)])
            await clock.sleepers(1)
            // 50 s is the longest that there is.
            clock.advance(by: .seconds(min(timeout, 50)))
            let result = try await updates
            #expect(result == [])
        }
    }

    @Test func aSecondPollerEndsTheOlderOne() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            async let older = bot.call("getUpdates", ["timeout": 50])
            try await sandbox.waitForCalls(of: "getUpdates")
            async let newer = bot.result("getUpdates", ["timeout": 50])
            let reply = try await older
            #expect(reply.status == 409)
            #expect(
                reply.error
                    == "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
            )
            await anna.send("Hello")
            #expect(texts(try await newer) == ["Hello"])
        }
    }

    @Test func aCallerThatHasGoneIsNoticed() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let poll = Task { try await bot.result("getUpdates", ["timeout": 50]) }
            try await sandbox.waitForCalls(of: "getUpdates")
            poll.cancel()
            try await sandbox.waitForFinishedCalls(of: "getUpdates")
            await anna.send("Hello")
            await sandbox.enqueue(rawUpdate: #"{"update_id":1}"#)
            let updates = try await bot.result("getUpdates", ["timeout": 50])
            #expect(texts(updates) == ["Hello"])
            #expect(ids(updates).contains(1))
        }
    }

    @Test func allowedUpdatesAreRemembered() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            try await bot.result("getUpdates", ["allowed_updates": ["callback_query"]])
            await anna.send("not wanted")
            #expect(try await bot.result("getUpdates") == [])
            #expect(try await bot.result("getWebhookInfo")["allowed_updates"] == ["callback_query"])
            try await bot.result("getUpdates", ["allowed_updates": []])
            await anna.send("wanted")
            #expect(texts(try await bot.result("getUpdates")) == ["wanted"])
            #expect(try await bot.result("getWebhookInfo")["allowed_updates"] == nil)
        }
    }

    @Test(
        arguments: [
            (["offset": "x"], "parameter \"offset\" must be of type Integer"),
            (["limit": .number(1.5)], "parameter \"limit\" must be of type Integer"),
            (["timeout": true], "parameter \"timeout\" must be of type Integer"),
            (["allowed_updates": "message"], "can't parse allowed_updates JSON object"),
            (["allowed_updates": [1]], "can't parse allowed_updates JSON object"),
            (["allowed_updates": ["a": 1]], "can't parse allowed_updates JSON object"),
        ] as [(JSON, String)]
    )
    func wrongParameters(parameters: JSON, description: String) async throws {
        try await withBot { (_, bot) async throws in
            let reply = try await bot.call("getUpdates", parameters)
            #expect(reply.status == 400)
            #expect(reply.error == "Bad Request: " + description)
        }
    }

    @Test(arguments: [
        (#"{"message":{"text":"x"}}"#, #"{"update_id":ID,"message":{"text":"x"}}"#),
        (#"{ }"#, #"{"update_id":ID }"#),
        (#"{"message":{"text":"\ud83d"}}"#, #"{"update_id":ID,"message":{"text":"\ud83d"}}"#),
        (#"{"update_id":5,"poll":{}}"#, #"{"update_id":5,"poll":{}}"#),
        (#"{"update_id":"x"}"#, #"{"update_id":"x"}"#),
        (#"[1e400, "\ud83d"]"#, #"[1e400, "\ud83d"]"#),
        ("not JSON", "not JSON"),
    ])
    func rawUpdates(raw: String, expected: String) async throws {
        var configuration = SandboxConfiguration()
        configuration.randomNumber = { 7 }
        try await withBot(configuration) { (sandbox, bot) async throws in
            await sandbox.enqueue(rawUpdate: raw)
            let reply = try await bot.call("getUpdates")
            let text = expected.replacing("ID", with: "100000007")
            #expect(reply.text == #"{"ok":true,"result":["# + text + "]}")
            // It does not stand in the way of what comes after it.
            let anna = await sandbox.person(firstName: "Anna")
            await anna.send("Hello")
            let offset: Int64 = expected.contains("ID") ? 100_000_008 : 100_000_007
            #expect(texts(try await bot.result("getUpdates", ["offset": .integer(offset)])) == ["Hello"])
        }
    }

    @Test func anUpdateThatWasConfirmedCanComeAgain() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            await anna.send("Hello")
            let update = try #require(try await bot.result("getUpdates").array?.first)
            let id = try #require(update["update_id"]?.integer)
            try await bot.result("getUpdates", ["offset": .integer(id + 1)])
            await sandbox.enqueue(rawUpdate: update.text)
            #expect(try await bot.result("getUpdates", ["offset": .integer(id + 1)]) == [update])
            #expect(try await bot.result("getUpdates", ["offset": .integer(id + 1)]) == [])
        }
    }

    @Test func aWebhookKeepsPollersAway() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            async let waiting = bot.call("getUpdates", ["timeout": 50])
            try await sandbox.waitForCalls(of: "getUpdates")
            try await bot.result("setWebhook", ["url": "https://example.com/hook", "max_connections": 7])
            #expect(try await waiting.error == "Conflict: terminated by setWebhook request")
            await anna.send("Hello")
            let reply = try await bot.call("getUpdates")
            #expect(reply.status == 409)
            #expect(
                reply.error
                    == "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
            let info = try await bot.result("getWebhookInfo")
            #expect(info["url"] == "https://example.com/hook")
            #expect(info["pending_update_count"] == 1)
            #expect(info["max_connections"] == 7)
            try await bot.result("deleteWebhook")
            #expect(texts(try await bot.result("getUpdates")) == ["Hello"])
            try await bot.result("deleteWebhook", ["drop_pending_updates": true])
            #expect(try await bot.result("getUpdates") == [])
            #expect(try await bot.result("getWebhookInfo")["url"] == "")
        }
    }

    @Test(
        arguments: [
            (["url": "http://example.com"], "bad webhook: An HTTPS URL must be provided for webhook"),
            (["url": "example.com"], "bad webhook: An HTTPS URL must be provided for webhook"),
            (["url": "https:///x"], "bad webhook: URL host is empty"),
            (
                ["url": "https://example.com:8080/"],
                "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"
            ),
            (["url": "https://example.com", "secret_token": "a b"], "secret token contains unallowed characters"),
            (
                ["url": "https://example.com", "certificate": "x"],
                "the sandbox does not support \"certificate\" of setWebhook"
            ),
        ] as [(JSON, String)]
    )
    func webhooksThatAreRefused(parameters: JSON, description: String) async throws {
        try await withBot { (_, bot) async throws in
            let reply = try await bot.call("setWebhook", parameters)
            #expect(reply.status == 400)
            #expect(reply.error == "Bad Request: " + description)
            #expect(try await bot.result("getWebhookInfo")["url"] == "")
        }
    }
}
