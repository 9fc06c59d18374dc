import AsyncHTTPClient
import LlamaServerTesting
import NIOCore
import NIOHTTP1
import Testing

@Suite("The real servers as test doubles", .tags(.realServer), .timeLimit(.minutes(10)))
struct RealLlamaServerTests {
    @Test(arguments: RealLlamaServer.allCases)
    func `runs, stops, comes back on the same port, and is gone at the end`(kind: RealLlamaServer) async throws {
        let url = try await kind.runRestartable { server in
            #expect(await answers(server.url))
            await server.stop()
            #expect(await !answers(server.url))
            try await server.start()
            #expect(await answers(server.url))
            return server.url
        }
        #expect(await !answers(url))
    }

    @Test func `is gone after a body that throws`() async throws {
        struct Stop: Error { var url: String }
        do {
            try await RealLlamaServer.llamaCpp.run { throw Stop(url: $0) }
        } catch let stop as Stop {
            #expect(await !answers(stop.url))
        }
    }

    @Test func `says what is missing`() async throws {
        let error = await #expect(throws: RealLlamaServerError.self) {
            try await RealLlamaServer.llamaCpp.run(model: "none.gguf") { _ in }
        }
        #expect(error?.description.hasSuffix("none.gguf is missing: run script/setup --tests") == true)
    }

    private func answers(_ url: String) async -> Bool {
        let response = try? await HTTPClient.shared.execute(
            HTTPClientRequest(url: url + "/v1/models"),
            timeout: .seconds(5)
        )
        _ = try? await response?.body.collect(upTo: 1 << 20)
        return response?.status.code == 200
    }
}

extension Tag {
    /// Starts a server with a model: `script/setup --tests` installs them.
    @Tag static var realServer: Self
}
