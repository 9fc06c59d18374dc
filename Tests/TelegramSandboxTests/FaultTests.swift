import AsyncHTTPClient
import NIOHTTP1
import TestClocks
import Testing

@testable import TelegramSandbox

@Suite(.timeLimit(.minutes(10))) struct FaultTests {
    @Test func refusals() async throws {
        try await withBot { (sandbox, bot) async throws in
            await sandbox.inject(.tooManyRequests(retryAfter: 7), on: "GETME")
            await sandbox.inject(.refusal(errorCode: 502, description: "Bad Gateway"), on: "getMe")
            await sandbox.inject(.migrated(toChatID: -100_5), on: "getMe")
            await sandbox.inject(.garbage(status: 500, body: "<html>"), on: "getMe", times: 2)
            try await bot.result("getMyCommands")

            let flood = try await bot.call("getMe")
            #expect(flood.status == 429)
            #expect(flood.headers["Retry-After"] == ["7"])
            #expect(flood.json["parameters"]?["retry_after"] == 7)
            #expect(flood.error == "Too Many Requests: retry after 7")
            let gateway = try await bot.call("getMe")
            #expect(gateway.status == 502 && gateway.json["error_code"] == 502 && gateway.error == "Bad Gateway")
            let migrated = try await bot.call("getMe")
            #expect(migrated.status == 400 && migrated.json["parameters"]?["migrate_to_chat_id"] == -1005)
            for _ in 1...2 {
                let garbage = try await bot.call("getMe")
                #expect(garbage.status == 500 && garbage.text == "<html>")
            }
            try await bot.result("getMe")
            #expect(await sandbox.calls(of: "getMe").map(\.status) == [429, 502, 400, 500, 500, 200])
        }
    }

    @Test(arguments: [(Fault.dropBefore, 0), (Fault.dropAfter, 1)])
    func droppedConnections(fault: Fault, messages: Int) async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            // A connection that is already open: not to be taken for one that could not be made.
            try await bot.result("getMe")
            await sandbox.inject(fault, on: "sendMessage")
            await #expect(throws: (any Error).self) {
                try await bot.result("sendMessage", ["chat_id": .integer(anna.id), "text": "x"])
            }
            #expect(await anna.messages().count == messages)
            #expect(await sandbox.calls.last?.status == 0)
            #expect(await sandbox.calls.last?.isFinished == true)
            try await bot.result("sendMessage", ["chat_id": .integer(anna.id), "text": "x"])
        }
    }

    @Test func anyMethodAndNoMore() async throws {
        try await withBot { (sandbox, bot) async throws in
            await sandbox.inject(.refusal(errorCode: 500, description: "x"), times: 5)
            await sandbox.inject(.refusal(errorCode: 500, description: "x"), times: 0)
            #expect(try await bot.call("getMe").status == 500)
            #expect(try await bot.call("noSuchMethod").status == 500)
            await sandbox.removeFaults()
            #expect(try await bot.call("getMe").status == 200)
        }
    }

    @Test func aHeldCallIsCarriedOutWhenReleased() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            await sandbox.inject(.hold, on: "sendMessage")
            async let held = bot.result("sendMessage", ["chat_id": .integer(anna.id), "text": "held"])
            try await sandbox.waitForCalls(of: "sendMessage")
            try await bot.result("sendMessage", ["chat_id": .integer(anna.id), "text": "overtaking"])
            #expect(await sandbox.calls.first?.isFinished == false)
            await sandbox.releaseHeldCalls()
            _ = try await held
            #expect(await anna.messages().map(\.text) == ["overtaking", "held"])
        }
    }

    @Test func aHeldCallThatWasGivenUpIsNotCarriedOut() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            await sandbox.inject(.hold, on: "sendMessage")
            let held = Task { try await bot.result("sendMessage", ["chat_id": .integer(anna.id), "text": "held"]) }
            try await sandbox.waitForCalls(of: "sendMessage")
            held.cancel()
            try await sandbox.waitForFinishedCalls(of: "sendMessage")
            #expect(await anna.messages() == [])
        }
    }

    @Test func floodLimits() async throws {
        let clock = ManualClock()
        var configuration = SandboxConfiguration()
        configuration.clock = clock
        configuration.floodLimits = FloodLimits(perChatPerSecond: 2, perGroupPerMinute: 3, overallPerSecond: nil)
        try await withBot(configuration) { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let group = await sandbox.group(title: "Group", members: [anna])
            func send(_ chat: Int64) async throws -> BotClient.Reply {
                try await bot.call("sendMessage", ["chat_id": .integer(chat), "text": "x"])
            }
            #expect(try await send(anna.id).status == 200)
            #expect(try await send(anna.id).status == 200)
            let refused = try await send(anna.id)
            #expect(refused.status == 429 && refused.headers["Retry-After"] == ["1"])
            // Another chat goes on.
            #expect(try await send(group.id).status == 200)
            clock.advance(by: .seconds(1))
            #expect(try await send(anna.id).status == 200)
            let edit = try await bot.call(
                "editMessageText",
                ["chat_id": .integer(anna.id), "message_id": 1, "text": "y"]
            )
            #expect(edit.status == 200)
            #expect(try await send(anna.id).status == 429)
            #expect(try await send(group.id).status == 200)
            #expect(try await send(group.id).status == 200)
            clock.advance(by: .seconds(10))
            let groupRefused = try await send(group.id)
            #expect(groupRefused.json["parameters"]?["retry_after"] == 49)
            clock.advance(by: .seconds(49))
            #expect(try await send(group.id).status == 200)
        }
    }

    @Test func floodControlForAllChatsTogether() {
        var control = FloodControl(
            limits: FloodLimits(perChatPerSecond: nil, perGroupPerMinute: nil, overallPerSecond: 2)
        )
        #expect(control.send(to: 1, isGroup: false, at: .zero) == nil)
        #expect(control.send(to: 2, isGroup: false, at: .milliseconds(400)) == nil)
        #expect(control.send(to: 3, isGroup: false, at: .milliseconds(900)) == 1)
        #expect(control.send(to: 3, isGroup: false, at: .milliseconds(1_000)) == nil)
        #expect(control.send(to: 3, isGroup: false, at: .milliseconds(1_300)) == 1)
    }
}
