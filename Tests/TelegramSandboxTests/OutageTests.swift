import Testing

@testable import TelegramSandbox

@Suite(.timeLimit(.minutes(10))) struct OutageTests {
    private func send(_ bot: BotClient, _ person: Person) async throws -> BotClient.Reply {
        try await bot.call("sendMessage", ["chat_id": .integer(person.id), "text": "x"])
    }

    @Test func connectionsAreDropped() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            try await bot.result("getMe")
            await sandbox.setOutage(.drop)
            #expect(await sandbox.outage == .drop)
            for method in ["sendMessage", "getUpdates", "noSuchMethod"] {
                await #expect(throws: (any Error).self) {
                    try await bot.call(method, ["chat_id": .integer(anna.id), "text": "x"])
                }
            }
            await anna.send("Hello?")
            #expect(await anna.messages().map(\.isFromBot) == [false])
            #expect(await sandbox.calls.dropFirst().allSatisfy { $0.status == 0 && $0.isFinished && !$0.isCarriedOut })

            await sandbox.setOutage(nil)
            #expect(try await send(bot, anna).status == 200)
            #expect(try await bot.result("getUpdates").array?.count == 1)
        }
    }

    @Test func badGateway() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            await sandbox.inject(.tooManyRequests(retryAfter: 3), on: "sendMessage")
            await sandbox.setOutage(.badGateway)
            let reply = try await send(bot, anna)
            #expect(reply.status == 502 && reply.text.contains("<title>502 Bad Gateway"))
            #expect(await anna.messages() == [])
            await sandbox.setOutage(nil)
            // The fault has waited.
            #expect(try await send(bot, anna).status == 429)
            #expect(try await send(bot, anna).status == 200)
        }
    }

    @Test func silence() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            try await bot.result("getMe")
            await sandbox.setOutage(.silence)
            let first = Task { try await send(bot, anna) }
            let second = Task { try await send(bot, anna) }
            try await sandbox.waitForCalls(of: "sendMessage", count: 2)
            // Neither of these is meant for it.
            await sandbox.releaseHeldCalls()
            await sandbox.removeFaults()
            first.cancel()
            try await sandbox.waitForFinishedCalls(of: "sendMessage")
            #expect(await sandbox.calls.filter { !$0.isFinished }.count == 1)

            await sandbox.setOutage(nil)
            await #expect(throws: (any Error).self) { try await second.value }
            #expect(try await send(bot, anna).status == 200)
            #expect(await anna.messages().count == 1)
            #expect(await sandbox.heldCalls.isEmpty)
        }
    }

    @Test(arguments: [Outage.drop, .silence, .badGateway])
    func whoeverWaitsWhenItBeginsIsCutOff(outage: Outage) async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            await sandbox.enqueue(rawUpdate: #"{"update_id":1}"#)
            try await bot.result("getUpdates")
            var waiting = [Task { try await bot.call("getUpdates", ["timeout": 50]) }]
            try await sandbox.waitForCalls(of: "getUpdates", count: 2)
            let faults: [Fault] = [.hold, .delayBefore(.seconds(600)), .delayAfter(.seconds(600))]
            for (index, fault) in faults.enumerated() {
                await sandbox.inject(fault, on: "sendMessage")
                waiting.append(Task { try await send(bot, anna) })
                try await sandbox.waitForCalls(of: "sendMessage", count: index + 1)
            }

            await sandbox.setOutage(outage)
            await sandbox.setOutage(nil)
            for call in waiting { await #expect(throws: (any Error).self) { try await call.value } }
            #expect(await sandbox.calls(of: "sendMessage").map(\.isCarriedOut) == [false, false, true])
            #expect(await anna.messages().count == 1)
            await anna.send("Hello?")
            #expect(try await bot.result("getUpdates").array?.count == 1)
        }
    }

    @Test(arguments: [Outage.drop, .silence, .badGateway])
    func aSandboxEndsInTheMiddleOfIt(outage: Outage) async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            await sandbox.setOutage(outage)
            let call = Task { try await send(bot, anna) }
            try await sandbox.waitForCalls(of: "sendMessage")
            call.cancel()
            _ = await call.result
        }
    }
}
