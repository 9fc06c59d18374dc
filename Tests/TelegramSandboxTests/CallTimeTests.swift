import TestClocks
import Testing

@testable import TelegramSandbox

/// When calls come and go, by a clock that the test moves.
@Suite(.timeLimit(.minutes(10))) struct CallTimeTests {
    private func withClock(
        _ limits: FloodLimits? = nil,
        isolation: isolated (any Actor)? = #isolation,
        _ body: (TelegramSandbox, BotClient, ManualClock) async throws -> Void
    ) async throws {
        let clock = ManualClock()
        var configuration = SandboxConfiguration()
        configuration.clock = clock
        configuration.floodLimits = limits
        try await withBot(configuration) { (sandbox, bot) async throws in try await body(sandbox, bot, clock) }
    }

    private func message(_ chat: Int64) -> JSON { ["chat_id": .integer(chat), "text": "x"] }

    @Test func callsKnowTheirTimeAndChat() async throws {
        try await withClock { (sandbox, bot, clock) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            clock.advance(by: .seconds(2))
            try await bot.result("getMe")
            clock.advance(by: .seconds(1))
            await sandbox.inject(.tooManyRequests(retryAfter: 9), on: "sendMessage")
            #expect(try await bot.call("sendMessage", message(anna.id)).status == 429)
            try await bot.result("getChat", ["chat_id": .string(String(anna.id))])
            #expect(await sandbox.time == .seconds(3))
            let calls = await sandbox.calls
            #expect(calls.map(\.number) == [0, 1, 2])
            #expect(calls.map(\.time) == [.seconds(2), .seconds(3), .seconds(3)])
            #expect(calls.map(\.endTime) == [.seconds(2), .seconds(3), .seconds(3)])
            #expect(calls.map(\.chatID) == [nil, anna.id, anna.id])
            #expect(calls.map(\.retryAfter) == [nil, 9, nil])
        }
    }

    @Test func callsDuringPauses() async throws {
        try await withClock { (sandbox, bot, clock) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let boris = await sandbox.person(firstName: "Boris")
            // On its way when the 429 is answered.
            await sandbox.inject(.hold, on: "editMessageText")
            async let early = bot.call("editMessageText", message(anna.id))
            try await sandbox.waitForCalls(of: "editMessageText")
            await sandbox.inject(.tooManyRequests(retryAfter: 5), on: "sendMessage")
            #expect(try await bot.call("sendMessage", message(anna.id)).status == 429)
            await sandbox.releaseHeldCalls()
            _ = try await early

            try await bot.result("sendMessage", message(boris.id))
            try await bot.result("getMe")
            #expect(await sandbox.callsDuringPauses.isEmpty)

            clock.advance(by: .milliseconds(4_999))
            try await bot.result("sendChatAction", ["chat_id": .integer(anna.id), "action": "typing"])
            clock.advance(by: .milliseconds(1))
            try await bot.result("sendMessage", message(anna.id))
            let tooEarly = await sandbox.callsDuringPauses
            #expect(tooEarly.map(\.method) == ["sendChatAction"])
            #expect(tooEarly.map(\.time) == [.milliseconds(4_999)])
        }
    }

    @Test func aShorterPauseDoesNotEndALongerOne() async throws {
        try await withClock { (sandbox, bot, clock) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            await sandbox.inject(.tooManyRequests(retryAfter: 10), on: "sendMessage")
            await sandbox.inject(.tooManyRequests(retryAfter: 1), on: "sendMessage")
            _ = try await bot.call("sendMessage", message(anna.id))
            clock.advance(by: .seconds(1))
            _ = try await bot.call("sendMessage", message(anna.id))
            clock.advance(by: .seconds(5))
            _ = try await bot.call("sendMessage", message(anna.id))
            #expect(await sandbox.callsDuringPauses.map(\.number) == [1, 2])
        }
    }

    @Test(arguments: [(Fault.delayBefore(.seconds(3)), 0), (Fault.delayAfter(.seconds(3)), 1)])
    func delays(fault: Fault, messagesMeanwhile: Int) async throws {
        try await withClock { (sandbox, bot, clock) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            await sandbox.inject(fault, on: "sendMessage")
            async let sent = bot.result("sendMessage", message(anna.id))
            await clock.sleeper(for: .seconds(3))
            #expect(await anna.messages().count == messagesMeanwhile)
            // It is not for these to end it.
            await sandbox.releaseHeldCalls()
            #expect(await sandbox.calls.first?.isFinished == false)
            clock.advance(by: .seconds(3))
            #expect(try await sent["text"] == "x")
            #expect(await anna.messages().count == 1)
            #expect(await sandbox.calls.first?.endTime == .seconds(3))
        }
    }

    @Test(arguments: [(Fault.delayBefore(.seconds(3)), 0), (Fault.delayAfter(.seconds(3)), 1)])
    func delayedCallsThatAreGivenUp(fault: Fault, messages: Int) async throws {
        try await withClock { (sandbox, bot, clock) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            await sandbox.inject(fault, on: "sendMessage")
            let sending = Task { try await bot.result("sendMessage", message(anna.id)) }
            await clock.sleeper(for: .seconds(3))
            sending.cancel()
            try await sandbox.waitForFinishedCalls(of: "sendMessage")
            #expect(await anna.messages().count == messages)
        }
    }

    @Test func removingFaultsEndsDelays() async throws {
        try await withClock { (sandbox, bot, clock) async throws in
            await sandbox.inject(.delayBefore(.seconds(100)), on: "getMe")
            async let answer = bot.result("getMe")
            await clock.sleeper(for: .seconds(100))
            await sandbox.removeFaults()
            _ = try await answer
        }
    }

    @Test func draftsHaveALimitOfTheirOwn() async throws {
        let limits = FloodLimits(draftsPerChat: .init(interval: .milliseconds(300), burst: 2))
        try await withClock(limits) { (sandbox, bot, clock) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            func draft() async throws -> Int {
                let parameters: JSON = ["chat_id": .integer(anna.id), "draft_id": 1, "text": "x"]
                return try await bot.call("sendMessageDraft", parameters).status
            }
            #expect(try await draft() == 200)
            #expect(try await draft() == 200)
            #expect(try await draft() == 429)
            // A message is none of them.
            try await bot.result("sendMessage", message(anna.id))
            clock.advance(by: .milliseconds(299))
            #expect(try await draft() == 429)
            clock.advance(by: .milliseconds(1))
            #expect(try await draft() == 200)
            #expect(try await draft() == 429)
            #expect(await sandbox.calls.last?.retryAfter == 1)
        }
    }

    @Test func penaltiesGrowWhenIgnored() {
        var control = FloodControl(
            limits: FloodLimits(draftsPerChat: .init(interval: .seconds(1), burst: 1), growsWhenIgnored: true)
        )
        func send(_ milliseconds: Int) -> Int? {
            control.send(to: 1, isGroup: false, at: .milliseconds(milliseconds))
        }
        #expect(send(0) == nil)
        #expect(send(500) == 1)
        #expect(send(1_400) == 2)
        #expect(control.sendDraft(to: 1, at: .milliseconds(3_300)) == 4)
        #expect(control.send(to: 2, isGroup: false, at: .milliseconds(3_300)) == nil)
        #expect(send(7_300) == nil)
        #expect(send(7_400) == 1)
        var seconds = 1
        for _ in 0..<20 { seconds = send(7_400) ?? 0 }
        #expect(seconds == 3_600)
        // A bot that waits starts from the beginning.
        #expect(send(3_700_000) == nil)
        #expect(send(3_700_000) == 1)
    }
}
