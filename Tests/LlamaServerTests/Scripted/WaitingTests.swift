import LlamaServerTesting
import TestClocks
import Testing

@testable import LlamaServer

private typealias Reply = ScriptedLlamaServer.Reply
private let chat = "/v1/chat/completions"

@Suite("Waiting for a slot of the server")
struct WaitingTests {
    private static let disabled = Reply.json(#"{"error":{"code":501,"message":"no slots endpoint"}}"#, status: 501)

    /// No sleep that the test waits for is ever as long as what is left of it.
    private static let limit = Duration.seconds(61)

    /// How the server explains that nothing comes, if it does.
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var slots: ScriptedLlamaServer.Reply
        var health = ScriptedLlamaServer.Reply.json(#"{"status":"ok"}"#)
        var isExplained: Bool
        var isWaiting = false
    }

    static let cases: [Case] = [
        Case(testDescription: "all slots are busy", slots: .slots(busy: 2, of: 2), isExplained: true, isWaiting: true),
        Case(testDescription: "a slot is free", slots: .slots(busy: 1, of: 2), isExplained: false),
        Case(testDescription: "it doesn't tell, and is healthy", slots: disabled, isExplained: true),
        Case(
            testDescription: "it doesn't tell, but that no slot is free",
            slots: disabled,
            health: .json(#"{"status":"no slot available"}"#, status: 503),
            isExplained: true,
            isWaiting: true
        ),
        Case(
            testDescription: "it doesn't tell, and is in trouble",
            slots: disabled,
            health: .json(#"{"error":{"message":"Loading model"}}"#, status: 503),
            isExplained: false
        ),
        Case(
            testDescription: "it is gone",
            slots: Reply(steps: [.abort]),
            health: Reply(steps: [.abort]),
            isExplained: false
        ),
    ]

    @Test(.timeLimit(.minutes(5)), arguments: cases)
    func `is no silence, as long as it is explained`(_ test: Case) async throws {
        let clock = ManualClock()
        let scripted = ScriptedLlamaServer(slots: 2)
        try await scripted.run { url in
            try await withClient(url, clock: clock, configure: { $0.requestTimeout = Self.limit }) { server in
                _ = try await server.description()
                await scripted.always("/slots", test.slots)
                await scripted.always("/health", test.health)
                await scripted.script(chat, Reply(steps: [.hold, Reply.chatDelta("OK"), Reply.chatEnd]))
                let answer = Task { await events(of: server.answer(to: .talk("Hello!"))) }
                await scripted.held(1)
                // Until 74 s have gone by, or three times the limit.
                let pauses = [2, 4, 8] + Array(repeating: 15, count: test.isExplained ? 12 : 4)
                await pass(pauses, on: clock, during: answer)
                if test.isExplained { await scripted.release() }
                let (heard, error) = await answer.value
                if test.isExplained {
                    #expect(error == nil)
                    #expect(heard.text == "OK")
                } else {
                    #expect(error as? LlamaServerError == .silence(Self.limit))
                }
                #expect(heard.count { $0 == .waiting } == (test.isWaiting ? 1 : 0))
                #expect(!test.isWaiting || heard.prefix(2) == [.waiting, .started])
            }
        }
    }
}
