import Testing

@testable import TelegramBotAPI

@Suite(.timeLimit(.minutes(10))) struct BotAPIClientTests {
    private static let bot = #"{"id":7,"is_bot":true,"first_name":"Echo","username":"echo_bot"}"#

    @Test func callsAMethod() async throws {
        try await withClient { _ in
            .result(Self.bot)
        } body: { call, server in
            let me = try await call(GetMe())
            #expect(me == User(id: 7, isBot: true, firstName: "Echo", username: "echo_bot"))
            let request = try #require(server.requests.first)
            #expect(request.path == "/bot123456:\(secret)/getMe")
            #expect(request.body == "{}")
        }
    }

    @Test func usesAServerBelowAPath() async throws {
        try await ScriptedServer.run { _ in
            .result(Self.bot)
        } body: { server in
            try await withHTTPClient { httpClient in
                let url = server.url + "/telegram/"
                let call = try BotAPIClient(token: makeToken(), apiURL: url, httpClient: httpClient)
                _ = try await call(GetMe())
                #expect(server.requests.first?.path == "/telegram/bot123456:\(secret)/getMe")
            }
        }
    }

    @Test(arguments: [
        (
            ScriptedServer.Answer.refusal(429, "Too Many Requests: retry after 7", parameters: #"{"retry_after":7}"#),
            Refusal(method: "getMe", errorCode: 429, description: "Too Many Requests: retry after 7", retryAfter: 7)
        ),
        (
            .respond(
                status: 429,
                headers: ["Retry-After": "9"],
                body: #"{"ok":false,"error_code":429,"description":"Slowly"}"#
            ),
            Refusal(method: "getMe", errorCode: 429, description: "Slowly", retryAfter: 9)
        ),
        (
            .refusal(400, "upgraded", parameters: #"{"migrate_to_chat_id":-1001234567890,"retry_after":"x"}"#),
            Refusal(method: "getMe", errorCode: 400, description: "upgraded", migrateToChatID: -1_001_234_567_890)
        ),
        (
            .respond(status: 502, body: #"{"ok":false,"error_code":[],"description":17,"parameters":[]}"#),
            Refusal(method: "getMe", errorCode: 502, description: "(no description)")
        ),
    ])
    func tellsARefusal(answer: ScriptedServer.Answer, refusal: Refusal) async throws {
        try await withClient { _ in
            answer
        } body: { call, _ in
            await #expect(throws: BotAPIError.refused(refusal)) { try await call(GetMe()) }
        }
    }

    @Test(arguments: [
        (502, "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n</html>", "502 Bad Gateway"),
        (502, "", "it is empty"),
        (302, "", "it points to another address"),
        (200, "OK", "not a JSON object"),
        (200, "[]", "not a whole JSON object"),
        (200, "null", "not a JSON object"),
        (200, "{}", "ok is missing"),
        (200, #"{"ok":"yes","result":{}}"#, "ok is missing"),
        (200, #"{"ok":true}"#, "result is missing"),
        (200, #"{"ok":true,"result":{"#, "not a whole JSON object"),
    ])
    func tellsAMalformedResponse(status: Int, body: String, reason: String) async throws {
        try await withClient { _ in
            .respond(status: status, body: body)
        } body: { call, _ in
            let error = await #expect(throws: BotAPIError.self) { try await call(GetMe()) }
            guard case .malformedResponse("getMe", status, let told) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(told.contains(reason), "\(told)")
            #expect(told.count < 200)
        }
    }

    /// To call again would do twice what the server has done.
    @Test(arguments: [
        ("null", ""), (#"{"id":"7"}"#, "id is not of the type Integer"), (#"{"id":99999999999999999999}"#, ""),
        (#"{"id":7 "first_name":"A"}"#, "not valid JSON"),
    ])
    func tellsASuccessWhoseResultCannotBeRead(result: String, reason: String) async throws {
        try await withClient { _ in
            .respond(status: 200, body: #"{"ok":true,"result":\#(result)}"#)
        } body: { call, _ in
            let error = await #expect(throws: BotAPIError.self) { try await call(GetMe()) }
            guard case .unreadableResult("getMe", let told) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(told.contains(reason) || reason.isEmpty, "\(told)")
            #expect(told.count < 200)
        }
    }

    @Test(arguments: [
        (ScriptedServer.Answer.drop, "the server closed the connection"),
        (
            .bytes(Array("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"ok\":".utf8)),
            "the server closed the connection"
        ),
        (.bytes(Array("SSH-2.0-OpenSSH_9.2\r\n\r\n".utf8)), "the answer is not HTTP"),
    ])
    func tellsABrokenConnectionAfterTheRequestWentOut(answer: ScriptedServer.Answer, reason: String) async throws {
        try await withClient { _ in
            answer
        } body: { call, _ in
            let error = await #expect(throws: BotAPIError.self) { try await call(GetMe()) }
            guard case .connection(let failure) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(failure.mayHaveArrived)
            #expect(failure.reason.contains(reason), "\(failure.reason)")
        }
    }

    @Test func boundsTheTimeUntilAnAnswerBegins() async throws {
        try await withClient { _ in
            .hold
        } body: { call, _ in
            let failure = ConnectionFailure(
                method: "getMe",
                reason: "no answer within the time allowed",
                mayHaveArrived: true
            )
            await #expect(throws: BotAPIError.connection(failure)) {
                try await call.exchange("getMe", GetMe(), patience: .milliseconds(20))
            }
        }
    }

    @Test func boundsTheTimeUntilAnAnswerEnds() async throws {
        let beginning = Array("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{".utf8)
        try await withClient { _ in
            .bytesAndHold(beginning)
        } body: { call, _ in
            let impatient = call.with(bodyTimeout: .milliseconds(20))
            let failure = ConnectionFailure(
                method: "getMe",
                reason: "the answer did not end in time",
                mayHaveArrived: true
            )
            await #expect(throws: BotAPIError.connection(failure)) { try await impatient(GetMe()) }
        }
    }

    @Test func boundsTheSizeOfAnAnswer() async throws {
        let answer = ScriptedServer.Answer.respond(body: String(repeating: " ", count: 21 * 1024 * 1024))
        try await withClient { _ in
            answer
        } body: { call, _ in
            let failure = ConnectionFailure(method: "getMe", reason: "the answer is too large", mayHaveArrived: true)
            await #expect(throws: BotAPIError.connection(failure)) { try await call(GetMe()) }
        }
    }

    @Test(arguments: ["http://127.0.0.1:1", "http://nobody.invalid"])
    func tellsThatARequestDidNotGoOut(url: String) async throws {
        try await withHTTPClient { httpClient in
            let call = try BotAPIClient(token: makeToken(), apiURL: url, httpClient: httpClient)
            let error = await #expect(throws: BotAPIError.self) { try await call(GetMe()) }
            guard case .connection(let failure) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(!failure.mayHaveArrived)
            #expect(["the connection was refused", "the server's name is not known"].contains(failure.reason))
        }
    }

    @Test func tellsThatAServerSpeaksNoTLS() async throws {
        try await ScriptedServer.run { _ in
            .drop
        } body: { server in
            try await withHTTPClient { httpClient in
                let url = server.url.replacing("http:", with: "https:")
                let call = try BotAPIClient(token: makeToken(), apiURL: url, httpClient: httpClient)
                let error = await #expect(throws: BotAPIError.self) { try await call(GetMe()) }
                guard case .connection(let failure) = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
                #expect(!failure.mayHaveArrived)
                #expect(failure.reason.contains("TLS"), "\(failure.reason)")
            }
        }
    }

    @Test func endsWhenTheTaskIsCancelled() async throws {
        let (asked, asks) = AsyncStream<Void>.makeStream()
        try await withClient { _ in
            asks.yield()
            return .hold
        } body: { call, _ in
            let task = Task { () async -> BotAPIError? in
                do throws(BotAPIError) {
                    _ = try await call(GetMe())
                    return nil
                } catch {
                    return error
                }
            }
            var requests = asked.makeAsyncIterator()
            await requests.next()
            task.cancel()
            #expect(await task.value == .cancelled)
        }
    }

    @Test func doesNotFollowARedirect() async throws {
        try await withClient { _ in
            .respond(status: 302, headers: ["location": "/elsewhere"], body: "")
        } body: { call, server in
            await #expect(throws: BotAPIError.self) { try await call(GetMe()) }
            #expect(server.requests.count == 1)
        }
    }

    @Test func tellsWhatCannotBeEncoded() async throws {
        struct Broken: BotAPIMethod {
            typealias Result = Bool
            static let name = "broken"
            var number = Double.infinity
        }
        try await withClient { _ in
            .result("true")
        } body: { call, server in
            let error = BotAPIError.encoding(method: "broken", reason: "Broken is not representable as JSON")
            await #expect(throws: error) { try await call(Broken()) }
            #expect(server.requests.isEmpty)
        }
    }
}

extension BotAPIClient {
    fileprivate func with(bodyTimeout: Duration) -> BotAPIClient {
        var client = self
        client.bodyTimeout = bodyTimeout
        return client
    }
}
