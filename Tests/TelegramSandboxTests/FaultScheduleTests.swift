import TestClocks
import Testing

@testable import TelegramSandbox

@Suite(.timeLimit(.minutes(10))) struct FaultScheduleTests {
    private func call(_ method: String, _ chatID: Int64? = nil) -> BotAPICall {
        BotAPICall(method: method, parameters: "{}", chatID: chatID, status: 0)
    }

    private static let rates: [FaultSchedule.Rate] = [
        .tooManyRequests(0.2, retryAfter: 1...30, on: ["sendMessage"]),
        .fault(.dropAfter, 0.1),
        .delayBefore(0.1, .milliseconds(5) ... .seconds(2)),
        .delayAfter(0.1, .zero ... .milliseconds(5)),
    ]

    @Test func theSameSeedGivesTheSameFaults() {
        func faults(seed: UInt64) -> [Fault?] {
            var schedule = FaultSchedule(seed: seed, rates: Self.rates)
            return (0..<100).map { _ in schedule.fault(for: call("sendMessage", 5)) }
        }
        #expect(faults(seed: 1) == faults(seed: 1))
        #expect(faults(seed: 1) != faults(seed: 2))
    }

    @Test func whatHappensElsewhereMakesNoDifference() {
        var alone = FaultSchedule(seed: 3, rates: Self.rates)
        var among = FaultSchedule(seed: 3, rates: Self.rates)
        for round in 0..<200 {
            for _ in 0..<round % 3 {
                _ = among.fault(for: call("sendMessage", 6))
                _ = among.fault(for: call("editMessageText", 5))
            }
            #expect(alone.fault(for: call("sendMessage", 5)) == among.fault(for: call("SENDMESSAGE", 5)))
        }
    }

    @Test func sharesAndRanges() {
        var schedule = FaultSchedule(seed: 4, rates: Self.rates)
        var floods = 0
        var drops = 0
        var before = 0
        var after = 0
        for _ in 0..<10_000 {
            switch schedule.fault(for: call("sendMessage", 5)) {
            case .tooManyRequests(let seconds):
                #expect(1...30 ~= seconds)
                floods += 1
            case .dropAfter: drops += 1
            case .delayBefore(let duration):
                #expect(.milliseconds(5) ... .seconds(2) ~= duration)
                before += 1
            case .delayAfter(let duration):
                #expect(.zero ... .milliseconds(5) ~= duration)
                after += 1
            case nil: break
            case .some(let fault): Issue.record("unexpected \(fault)")
            }
        }
        #expect(1_800...2_200 ~= floods)
        for count in [drops, before, after] { #expect(850...1_150 ~= count) }
    }

    @Test func methods() {
        var all = FaultSchedule(seed: 1, rates: [.fault(.dropBefore, 1)])
        #expect(all.fault(for: call("getUpdates")) == nil)
        #expect(all.fault(for: call("sendMessage", 1)) == .dropBefore)
        var some = FaultSchedule(seed: 1, rates: [.fault(.dropBefore, 1, on: ["GetUpdates"])])
        #expect(some.fault(for: call("getUpdates")) == .dropBefore)
        #expect(some.fault(for: call("sendMessage", 1)) == nil)
        var none = FaultSchedule(seed: 1, rates: [.fault(.dropBefore, 0)])
        #expect((0..<1_000).allSatisfy { _ in none.fault(for: call("sendMessage", 1)) == nil })
    }

    @Test func aRuleOfOnesOwn() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let boris = await sandbox.person(firstName: "Boris")
            await sandbox.setFaultSchedule(
                FaultSchedule { $0.chatID == anna.id ? .refusal(errorCode: 500, description: "x") : nil }
            )
            // What is injected comes first.
            await sandbox.inject(.tooManyRequests(retryAfter: 0), on: "sendMessage")
            func send(_ person: Person) async throws -> Int {
                try await bot.call("sendMessage", ["chat_id": .integer(person.id), "text": "x"]).status
            }
            #expect(try await send(anna) == 429)
            #expect(try await send(anna) == 500)
            #expect(try await send(anna) == 500)
            #expect(try await send(boris) == 200)
            await sandbox.removeFaults()
            #expect(try await send(anna) == 200)
        }
    }
}
