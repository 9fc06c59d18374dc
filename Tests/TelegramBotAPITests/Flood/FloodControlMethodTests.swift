import TestClocks
import Testing

@testable import TelegramBotAPI

@Suite(.timeLimit(.minutes(10))) struct FloodControlMethodTests {
    private static let message = #"{"message_id":77,"date":3,"chat":{"id":1,"type":"private"}}"#
    private static let refusal = ScriptedServer.Answer.refusal(429, "Slowly", parameters: #"{"retry_after":3}"#)

    @Test func aMessageIsDeliveredAfterAllRefusals() async throws {
        let (clock, log) = (InstantClock(), LogRecorder())
        let flood = FloodControl(clock: clock, logger: log.logger)
        try await withClient { request in
            request.index < 3 ? Self.refusal : .result(Self.message)
        } body: { client, server in
            let message = try await flood.deliver(SendMessage(chatID: 1, text: "our little secret"), through: client)
            #expect(message.messageID == 77)
            #expect(server.requests.map(\.method) == Array(repeating: "sendMessage", count: 4))
            #expect(clock.waits == [.seconds(3), .seconds(3), .seconds(3)])
        }
        #expect(log.notable.count == 3)
        #expect(!log.lines.contains { $0.contains("secret") })
    }

    @Test func aDraftIsNotRepeated() async throws {
        let flood = FloodControl(clock: ManualClock(), logger: LogRecorder().logger)
        try await withClient { request in
            request.index == 0 ? .result("true") : Self.refusal
        } body: { client, server in
            let draft = SendMessageDraft(chatID: 1, draftID: 5, text: "")
            guard case .made(true) = try await flood.preview(draft, through: client),
                case .held(.seconds(3), true) = try await flood.preview(draft, through: client),
                case .held(.seconds(3), false) = try await flood.preview(draft, through: client)
            else {
                Issue.record("not as it was answered")
                return
            }
            #expect(server.requests.count == 2)
        }
    }

    @Test func whatElseGoesWrongIsThrown() async throws {
        let flood = FloodControl(
            limits: FloodLimits(previewDistance: .zero),
            clock: ManualClock(),
            logger: LogRecorder().logger
        )
        try await withClient { _ in
            .refusal(403, "Forbidden: bot was blocked by the user")
        } body: { client, _ in
            let expected = BotAPIError.refused(
                Refusal(method: "deleteMessage", errorCode: 403, description: "Forbidden: bot was blocked by the user")
            )
            let method = DeleteMessage(chatID: 1, messageID: 2)
            await #expect(throws: expected) { try await flood.deliver(method, through: client) }
            await #expect(throws: expected) { try await flood.preview(method, through: client) }
        }
    }

    @Test func aCancelledWaitIsABotAPIError() async throws {
        let flood = FloodControl(clock: ManualClock(), logger: LogRecorder().logger)
        await flood.pause(1, for: .seconds(10))
        try await withClient { _ in
            .result("true")
        } body: { client, server in
            let task = Task { try await flood.deliver(SendChatAction(chatID: 1, action: .typing), through: client) }
            try await flood.waiting(1)
            task.cancel()
            await #expect(throws: BotAPIError.cancelled) { try await task.value }
            #expect(server.requests.isEmpty)
        }
    }
}
