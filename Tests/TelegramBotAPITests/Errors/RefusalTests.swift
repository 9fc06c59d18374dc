import Testing

@testable import TelegramBotAPI

@Suite struct RefusalTests {
    struct Case: Sendable {
        var code = 400
        var description = ""
        var migrateToChatID: Int64?
        var reason: Refusal.Reason
    }

    @Test(arguments: [
        Case(
            description: "Bad Request: message is not modified: specified new message content and reply markup are "
                + "exactly the same as a current content and reply markup of the message",
            reason: .messageNotModified
        ),
        Case(description: "Bad Request: message to edit not found", reason: .messageToEditNotFound),
        Case(description: "Bad Request: message can't be edited", reason: .messageCannotBeEdited),
        Case(description: "Bad Request: there is no text in the message to edit", reason: .noTextToEdit),
        Case(description: "Bad Request: message is too long", reason: .messageTooLong),
        Case(description: "Bad Request: MESSAGE_TOO_LONG", reason: .messageTooLong),
        Case(description: "Bad Request: message text is empty", reason: .messageTextEmpty),
        Case(
            description: "Bad Request: can't parse entities: Can't find end of the entity starting at byte offset 3",
            reason: .cannotParseEntities
        ),
        Case(description: "Bad Request: message to be replied not found", reason: .repliedMessageNotFound),
        Case(description: "Bad Request: message thread not found", reason: .messageThreadNotFound),
        Case(description: "Bad Request: chat not found", reason: .chatNotFound),
        Case(
            description: "Bad Request: query is too old and response timeout expired or query ID is invalid",
            reason: .queryTooOld
        ),
        Case(
            description: "Bad Request: group chat was upgraded to a supergroup chat",
            migrateToChatID: -1001,
            reason: .migrated
        ),
        Case(description: "Bad Request: something new", reason: .other),
        Case(code: 401, description: "Unauthorized", reason: .unauthorized),
        Case(code: 403, description: "Forbidden: bot was blocked by the user", reason: .blocked),
        Case(code: 403, description: "Forbidden: bot was kicked from the supergroup chat", reason: .blocked),
        Case(code: 403, description: "Forbidden: user is deactivated", reason: .blocked),
        Case(code: 403, description: "Forbidden: not enough rights to send text messages", reason: .forbidden),
        Case(code: 404, description: "Not Found", reason: .notFound),
        Case(code: 409, description: "Conflict: terminated by other getUpdates request", reason: .conflict),
        Case(code: 429, description: "Too Many Requests: retry after 5", reason: .floodControl),
        Case(code: 500, description: "Internal Server Error: message is not modified", reason: .serverError),
        Case(code: 599, reason: .serverError),
        Case(code: 0, reason: .other),
    ])
    func isToldApart(test: Case) {
        let refusal = Refusal(
            method: "sendMessage",
            errorCode: test.code,
            description: test.description,
            migrateToChatID: test.migrateToChatID
        )
        #expect(refusal.reason == test.reason)
    }
}

@Suite struct BotAPIErrorTests {
    @Test(arguments: [
        (
            BotAPIError.refused(
                Refusal(method: "sendMessage", errorCode: 400, description: "Bad\r\nRequest\u{1B}[31m")
            ),
            "sendMessage was refused: 400 Bad  Request [31m"
        ),
        (
            .connection(
                ConnectionFailure(method: "getMe", reason: "the connection was refused", mayHaveArrived: false)
            ),
            "getMe got no answer: the connection was refused"
        ),
        (
            .malformedResponse(method: "getMe", status: 502, reason: "it is empty"),
            "getMe got an answer (HTTP status 502) that is not the Bot API's: it is empty"
        ),
        (.invalidURL("it is empty"), "the address of the Bot API server can't be used: it is empty"),
        (.encoding(method: "getMe", reason: "x"), "getMe could not be encoded: x"),
        (.cancelled, "cancelled"),
    ])
    func isOneLine(error: BotAPIError, line: String) {
        #expect("\(error)" == line)
    }
}

@Suite struct UnknownTokenTests {
    @Test(arguments: [
        ("getMe", 401, true), ("getMe", 404, true), ("getUpdates", 401, true), ("getUpdates", 404, true),
        ("sendMessage", 401, true), ("sendMessage", 404, false), ("deleteWebhook", 404, false),
        ("getMe", 429, false), ("getMe", 400, false), ("getUpdates", 409, false), ("getMe", 500, false),
    ])
    func isToldApart(method: String, code: Int, isUnknown: Bool) {
        let error = BotAPIError.refused(Refusal(method: method, errorCode: code, description: "Not Found"))
        #expect(error.isUnknownToken == isUnknown)
        #expect((FailureSort(error) == .hopeless) == isUnknown)
    }

    @Test(arguments: [
        BotAPIError.cancelled, .invalidURL("it is empty"),
        .connection(ConnectionFailure(method: "getMe", reason: "refused", mayHaveArrived: false)),
        .malformedResponse(method: "getMe", status: 404, reason: "it is a page"),
    ])
    func isARefusal(error: BotAPIError) {
        #expect(!error.isUnknownToken)
    }
}
