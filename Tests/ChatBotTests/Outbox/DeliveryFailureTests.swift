import TelegramBotAPI
import Testing

@testable import ChatBot

@Suite struct DeliveryFailureTests {
    private static func refused(
        _ code: Int,
        _ description: String,
        retryAfter: Int? = nil,
        migrateToChatID: Int64? = nil
    ) -> BotAPIError {
        .refused(
            Refusal(
                method: "sendMessage",
                errorCode: code,
                description: description,
                retryAfter: retryAfter,
                migrateToChatID: migrateToChatID
            )
        )
    }

    @Test(
        arguments: [
            (refused(429, "Too Many Requests: retry after 35", retryAfter: 35), .wait(seconds: 35)),
            (refused(429, "Too Many Requests", retryAfter: 0), .wait(seconds: 1)),
            (refused(429, "Too Many Requests"), .backOff(reason: "Too Many Requests")),
            (refused(500, "Internal Server Error"), .backOff(reason: "Internal Server Error")),
            (refused(502, "Bad Gateway"), .backOff(reason: "Bad Gateway")),
            (refused(401, "Unauthorized"), .backOff(reason: "Unauthorized")),
            (
                refused(403, "Forbidden: bot was blocked by the user"),
                .isAlone(reason: "Forbidden: bot was blocked by the user")
            ),
            (refused(400, "Bad Request: chat not found"), .isAlone(reason: "Bad Request: chat not found")),
            (refused(403, "Forbidden: no rights to write"), .giveUp(reason: "Forbidden: no rights to write")),
            (refused(429, "Too Many Requests", retryAfter: .max), .wait(seconds: 86_400)),
            (refused(400, "Bad Request: message thread not found"), .leaveTopic),
            (
                refused(400, "Bad Request: group chat was upgraded to a supergroup chat", migrateToChatID: -100),
                .migrate(to: -100)
            ),
        ] as [(BotAPIError, DeliveryFailure)]
    )
    func asksFor(error: BotAPIError, failure: DeliveryFailure) {
        #expect(DeliveryFailure(error, isInTopic: true) == failure)
    }

    @Test func outsideATopicThereIsNoneToLeave() {
        let error = Self.refused(400, "Bad Request: message thread not found")
        #expect(DeliveryFailure(error, isInTopic: false) == .giveUp(reason: "Bad Request: message thread not found"))
    }

    @Test(arguments: [true, false])
    func aBrokenConnectionIsTriedAgain(mayHaveArrived: Bool) {
        let error = BotAPIError.connection(
            ConnectionFailure(method: "sendMessage", reason: "connection refused", mayHaveArrived: mayHaveArrived)
        )
        guard case .backOff = DeliveryFailure(error, isInTopic: false) else {
            Issue.record("not tried again")
            return
        }
    }
}
