import AsyncHTTPClient
import LlamaServerTesting
import NIOCore
import NIOHTTP1
import Testing

@Suite("The scripted server as a test double", .timeLimit(.minutes(10)))
struct ScriptedLlamaServerTests {
    @Test func `passes for llama-server and keeps what it was asked`() async throws {
        let server = ScriptedLlamaServer()
        try await server.run { url in
            let health = try await get(url + "/health")
            let properties = try await get(url + "/props?a=b")
            let answer = try await get(url + "/v1/chat/completions")
            let none = try await get(url + "/none")
            #expect(health == #"{"status":"ok"}"#)
            #expect(properties.contains(#""total_slots":4"#))
            #expect(answer.hasSuffix("data: [DONE]\n\n"))
            #expect(none.contains("File Not Found"))
        }
        #expect(await server.requests.map(\.path) == ["/health", "/props", "/v1/chat/completions", "/none"])
        #expect(await server.requests[1].query == "a=b")
        #expect(await server.mostAtOnce == 1)
    }

    @Test func `says what it is told to, then the default again`() async throws {
        let server = ScriptedLlamaServer()
        try await server.run { url in
            await server.script("/health", .json("1"), .json("2"))
            await server.always("/health", .json("always"))
            var answers: [String] = []
            for _ in 0..<3 { answers.append(try await get(url + "/health")) }
            await server.always("/health", nil)
            answers.append(try await get(url + "/health"))
            #expect(answers == ["1", "2", "always", #"{"status":"ok"}"#])
        }
    }

    @Test func `holds until it is released, and counts what is open at once`() async throws {
        let server = ScriptedLlamaServer()
        try await server.run { url in
            await server.always("/slow", .init(steps: [.hold, .bytes("x")]))
            async let first = get(url + "/slow")
            async let second = get(url + "/slow")
            await server.held(2)
            await server.release()
            let both = try await first + second
            #expect(both == "xx")
            #expect(await server.mostAtOnce == 2)
            await server.release()
            let third = try await get(url + "/slow")
            #expect(third == "x")
        }
    }

    @Test func `breaks the connection off`() async throws {
        let server = ScriptedLlamaServer()
        try await server.run { url in
            await server.script("/cut", .init(steps: [.bytes("half"), .abort]))
            await #expect(throws: (any Error).self) { try await get(url + "/cut") }
            #expect(await server.brokenOff == 0)
        }
    }

    @Test func `sees that the client has gone`() async throws {
        let server = ScriptedLlamaServer()
        try await server.run { url in
            await server.script("/held", .init(steps: [.bytes("a"), .hold, .bytes("b")]))
            let client = Task { try await get(url + "/held") }
            await server.held(1)
            client.cancel()
            await server.brokenOff(1)
            await #expect(throws: (any Error).self) { try await client.value }
        }
    }

    private func get(_ url: String) async throws -> String {
        let response = try await HTTPClient.shared.execute(HTTPClientRequest(url: url), timeout: .seconds(30))
        return String(buffer: try await response.body.collect(upTo: 1 << 20))
    }
}
