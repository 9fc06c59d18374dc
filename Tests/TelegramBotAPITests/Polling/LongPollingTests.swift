import Logging
import Testing

@testable import TelegramBotAPI

/// Long polling against a server that has more than one way to fail.
@Suite struct LongPollingTests {
    private static func text(_ id: Int, _ text: String = "hi") -> String {
        #"{"update_id":\#(id),"message":{"message_id":1,"date":1,"chat":{"id":2,"type":"private"},"text":"\#(text)"}}"#
    }

    /// Polls until `count` updates have come, and confirms each.
    private func updates(
        _ count: Int,
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        clock: InstantClock = InstantClock(),
        script: @escaping @Sendable (ScriptedServer.Request) async -> ScriptedServer.Answer
    ) async throws -> (ids: [Int], requests: [String]) {
        try await withClient(logger: logger, script) { client, server in
            let polling = LongPolling(client: client, clock: clock, random: { $0.upperBound }, logger: logger)
            var ids: [Int] = []
            for try await received in polling {
                ids.append(received.update.updateID)
                received.confirm()
                if ids.count == count { break }
            }
            return (ids, server.requests.map(\.body))
        }
    }

    @Test func receivesAndConfirms() async throws {
        let (ids, requests) = try await updates(3) { request in
            switch request.index {
            case 0: .result("[\(Self.text(5)),\(Self.text(6))]")
            default: .result("[\(Self.text(7))]")
            }
        }
        #expect(ids == [5, 6, 7])
        let common = #""allowed_updates":["message","callback_query"]"#
        #expect(requests.allSatisfy { $0.contains(common) && $0.contains(#""timeout":50"#) })
        #expect(!requests[0].contains("offset"))
        #expect(requests[1].contains(#""offset":7"#))
    }

    @Test func survivesEverySortOfFailureInARow() async throws {
        let log = LogRecorder()
        let clock = InstantClock()
        let (ids, _) = try await updates(2, logger: log.logger, clock: clock) { request in
            switch request.index {
            case 0: .drop
            case 1: .refusal(409, "Conflict: terminated by other getUpdates request")
            case 2: .refusal(429, "Too Many Requests", parameters: #"{"retry_after":30}"#)
            case 3: .respond(status: 502, body: "<html>502</html>")
            case 4: .refusal(500, "Internal Server Error")
            case 5: .bytes(Array("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{\"ok".utf8))
            case 6: .result("[\(Self.text(5))]")
            default: .result("[\(Self.text(6))]")
            }
        }
        #expect(ids == [5, 6])
        #expect(clock.waits == [2, 4, 30, 16, 32, 60].map { .seconds($0) })
        let expected = [
            "closed the connection", "409 Conflict", "429 Too Many", "502", "500 Internal",
            "again, after 6 failed tries",
        ]
        #expect(log.notable.count == expected.count, "\(log.notable)")
        for (line, words) in zip(log.notable, expected) { #expect(line.contains(words), "\(line)") }
        #expect(log.notable[1].contains("another program"))
    }

    @Test(arguments: [(401, "Unauthorized"), (404, "Not Found")])
    func throwsWhereTheTokenIsWrong(code: Int, description: String) async throws {
        try await withClient { _ in
            .refusal(code, description)
        } body: { client, server in
            var iterator = LongPolling(client: client, clock: InstantClock()).makeAsyncIterator()
            let refusal = Refusal(method: "getUpdates", errorCode: code, description: description)
            await #expect(throws: BotAPIError.refused(refusal)) { try await iterator.next() }
            let next = try await iterator.next()
            #expect(next == nil)
            #expect(server.requests.count == 1)
        }
    }

    @Test func losesOnlyTheUpdateThatIsBroken() async throws {
        let broken = #"{"update_id":6,"message":{"message_id":[}}"#
        let (ids, requests) = try await updates(3) { request in
            let all = [Self.text(5), broken, Self.text(7)]
            let offset = [5, 6, 7].first { request.body.contains("\"offset\":\($0)") } ?? 5
            let limit = request.body.contains(#""limit":1,"#) || request.body.contains(#""limit":1}"#) ? 1 : 100
            return .result("[\(all[(offset - 5)...].prefix(limit).joined(separator: ","))]")
        }
        #expect(ids == [5, 6, 7])
        #expect(requests.count == 5, "\(requests)")
    }

    @Test func comesAgainUntilItIsConfirmed() async throws {
        try await withClient { _ in
            .result("[\(Self.text(5)),\(Self.text(6))]")
        } body: { client, server in
            let clock = InstantClock()
            var iterator = LongPolling(client: client, clock: clock).makeAsyncIterator()
            let first = try #require(try await iterator.next())
            let second = try #require(try await iterator.next())
            second.confirm()
            let again = try #require(try await iterator.next())
            #expect(again.update == first.update)
            #expect(server.requests.count == 2)
            #expect(clock.waits == [.seconds(1)])
        }
    }

    @Test(.timeLimit(.minutes(10))) func wakesWhenTheLastIsConfirmedByAnotherTask() async throws {
        try await withClient { request in
            request.index == 0 ? .result("[\(Self.text(5))]") : .result("[\(Self.text(6))]")
        } body: { client, server in
            let (waited, waits) = AsyncStream<Void>.makeStream()
            // Only the confirmation can end the wait.
            let polling = LongPolling(client: client, clock: StoppedClock { waits.yield() })
            var iterator = polling.makeAsyncIterator()
            let first = try #require(try await iterator.next())
            let confirming = Task {
                var waits = waited.makeAsyncIterator()
                await waits.next()
                first.confirm()
            }
            let second = try #require(try await iterator.next())
            await confirming.value
            #expect(second.update.updateID == 6)
            #expect(server.requests.last?.body.contains(#""offset":6"#) == true)
        }
    }

    @Test func endsWhenTheTaskIsCancelled() async throws {
        let (asked, asks) = AsyncStream<Void>.makeStream()
        try await withClient { _ in
            asks.yield()
            return .hold
        } body: { client, _ in
            let task = Task {
                for try await _ in LongPolling(client: client) {}
                return "ended"
            }
            var requests = asked.makeAsyncIterator()
            await requests.next()
            task.cancel()
            let end = try await task.value
            #expect(end == "ended")
        }
    }

    @Test func acknowledgesAtTheEndAlsoInACancelledTask() async throws {
        try await withClient { request in
            request.index == 0 ? .result("[\(Self.text(5))]") : .result("[]")
        } body: { client, server in
            let task = Task {
                let polling = LongPolling(client: client)
                for try await received in polling {
                    received.confirm()
                    withUnsafeCurrentTask { $0?.cancel() }
                }
                try await polling.acknowledge()
                try await polling.acknowledge()
            }
            try await task.value
            let bodies = server.requests.map(\.body)
            #expect(bodies.count == 2)
            #expect(bodies[1].contains(#""offset":6"#))
            #expect(bodies[1].contains(#""timeout":0"#))
        }
    }

    @Test func saysThatAnAcknowledgementFailed() async throws {
        try await withClient { request in
            request.index == 0 ? .result("[\(Self.text(5))]") : .hold
        } body: { client, _ in
            let polling = LongPolling(client: client)
            for try await received in polling {
                received.confirm()
                break
            }
            await #expect(throws: BotAPIError.self) { try await polling.acknowledge(timeout: .milliseconds(50)) }
        }
    }

    @Test func anAcknowledgementEndsInTimeAlsoWhereItsAnswerDoesNot() async throws {
        let beginning = Array("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"ok\":".utf8)
        try await withClient { request in
            request.index == 0 ? .result("[\(Self.text(5))]") : .bytesAndHold(beginning)
        } body: { client, _ in
            let polling = LongPolling(client: client)
            for try await received in polling {
                received.confirm()
                break
            }
            let start = ContinuousClock.now
            await #expect(throws: BotAPIError.self) { try await polling.acknowledge(timeout: .milliseconds(500)) }
            // The time for the rest of any other answer is 60 s.
            #expect(ContinuousClock.now - start < .seconds(30))
        }
    }
}
