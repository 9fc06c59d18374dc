import AsyncHTTPClient
import NIOCore
import Testing

@testable import TelegramSandbox

/// Nobody listens: the only outage of which a bot knows that its call did not arrive.
@Suite(.timeLimit(.minutes(10))) struct RefusalOutageTests {
    @Test func connectionsAreRefusedAndThenNot() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            for round in 1...10 {
                let poll = Task {
                    try await bot.call("getUpdates", ["timeout": 50, "offset": .integer(Int64.max)])
                }
                try await sandbox.waitForCalls(of: "getUpdates", count: 2 * round - 1)
                await sandbox.setOutage(.refusal)
                await #expect(throws: (any Error).self) { try await poll.value }
                await #expect(throws: (any Error).self) { try await RawConnection(to: bot.url) }
                await #expect(throws: (any Error).self) { try await bot.call("getMe") }
                await anna.send("\(round)")

                await sandbox.setOutage(nil)
                let updates = try await bot.result("getUpdates").array ?? []
                #expect(updates.map { $0["message"]?["text"] } == [.string("\(round)")])
            }
            #expect(await sandbox.callCount(of: "getMe") == 0)
        }
    }

    @Test func aCallUnderWayIsCutOff() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            await sandbox.inject(.hold, on: "sendMessage")
            let call = Task { try await bot.call("sendMessage", ["chat_id": .integer(anna.id), "text": "x"]) }
            try await sandbox.waitForCalls(of: "sendMessage")
            await sandbox.setOutage(.refusal)
            await #expect(throws: (any Error).self) { try await call.value }
            #expect(await anna.messages() == [])
        }
        // And the sandbox ends although nobody listens.
    }

    @Test func changesOfMindEndAsTheLastOne() async throws {
        try await withBot { (sandbox, bot) async throws in
            await withTaskGroup(of: Void.self) { group in
                for round in 1...40 {
                    let outages: [Outage?] = [.refusal, nil, .badGateway, .refusal]
                    group.addTask { await sandbox.setOutage(outages[round % 4]) }
                }
            }
            await sandbox.setOutage(.refusal)
            await #expect(throws: (any Error).self) { try await RawConnection(to: bot.url) }
            await sandbox.setOutage(nil)
            try await bot.result("getMe")
        }
    }

    @Test func beforeItListens() async throws {
        let sandbox = TelegramSandbox()
        await sandbox.setOutage(.refusal)
        let running = Task { try await sandbox.run() }
        try await withHTTP { http in
            let bot = BotClient(http: http, url: try await sandbox.apiURL(), token: sandbox.botToken)
            await sandbox.setOutage(nil)
            try await bot.result("getMe")
        }
        running.cancel()
        try await running.value
    }
}
