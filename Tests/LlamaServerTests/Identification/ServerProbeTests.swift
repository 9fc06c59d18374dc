import Foundation
import NIOConcurrencyHelpers
import Testing

@testable import LlamaServer

@Suite("What a server is", .timeLimit(.minutes(10)))
struct ServerProbeTests {
    static let real: [(String, ServerDescription)] = [
        (
            "llama_server_endpoints",
            ServerDescription(
                kind: .llamaCpp,
                version: "b11434-sdist",
                model: "chain.gguf",
                models: ["chain.gguf"],
                contextSize: 1024,
                slots: 2,
                sharedContextSize: 1024,
                hasChatTemplate: true
            )
        )
    ]

    @Test(arguments: real)
    func `is read from what real ones said`(file: String, expected: ServerDescription) async throws {
        let transcript = try Transcript(file)
        #expect(try await probe { path, _ in transcript.reply(to: path) }.describe() == expected)
    }

    @Test func `llama-cpp-python is asked for its models only in its turn`() async throws {
        let transcript = try Transcript("llama_cpp_server_endpoints")
        let asked = NIOLockedValueBox<[String]>([])
        let inTurn = NIOLockedValueBox<[String]>([])
        let probe = ServerProbe(configuration: .init()) { path, _ in
            asked.withLockedValue { $0.append(path) }
            // The transcript has only the beginning of this one.
            if path == "/openapi.json" {
                return reply(200, #"{"info":{"title":"🦙 llama.cpp Python API","version":"0.3.36"}}"#)
            }
            return transcript.reply(to: path)
        } askInTurn: { path, _ in
            inTurn.withLockedValue { $0.append(path) }
            return transcript.reply(to: path)
        }
        let expected = ServerDescription(
            kind: .llamaCppPython,
            version: "0.3.36",
            model: "chain.gguf",
            models: ["chain.gguf"],
            slots: 1
        )
        #expect(try await probe.describe() == expected)
        #expect(asked.withLockedValue { $0 } == ["/health", "/openapi.json"])
        #expect(inTurn.withLockedValue { $0 } == ["/v1/models"])
    }

    @Test func `a router names its models, and has to be told one`() async throws {
        let description = try await describe([
            "/health": (200, #"{"status":"ok"}"#),
            "/props": (
                200, #"{"role":"router","build_info":"b1","default_generation_settings":{"params":null,"n_ctx":0}}"#
            ),
            "/v1/models": (
                200,
                #"{"data":[{"id":"a","status":{"value":"unloaded"}},{"id":"b c","status":{"value":"loaded"}}]}"#
            ),
            "/props?model=b%20c": (
                200, #"{"total_slots":3,"default_generation_settings":{"n_ctx":512},"chat_template":"x"}"#
            ),
        ])
        var expected = ServerDescription(
            kind: .llamaCpp,
            version: "b1",
            model: "b c",
            models: ["a", "b c"],
            contextSize: 512,
            slots: 3,
            sharedContextSize: 512,
            hasChatTemplate: true
        )
        expected.isRouter = true
        #expect(description == expected)
        #expect(description.needsModelName)
    }

    static let templates: [(String, LlamaServerConfiguration.API, Bool?)] = [
        (#"","chat_template":"""#, .completion, false),
        (#"","chat_template":"{{ x }}""#, .chat, true),
        // It doesn't say, so there may be one.
        ("\"", .chat, nil),
    ]

    @Test(arguments: templates)
    func `a model without a chat template gets a prompt of our own`(
        template: String,
        api: LlamaServerConfiguration.API,
        hasChatTemplate: Bool?
    ) async throws {
        let description = try await describe([
            "/health": (200, #"{"status":"ok"}"#),
            "/props": (200, #"{"total_slots":1,"model_path":"/models/x.gguf\#(template)}"#),
        ])
        #expect(description.hasChatTemplate == hasChatTemplate)
        #expect(description.api == api)
        #expect(description.model == "x.gguf")
    }

    @Test func `Ollama is known by its greeting`() async throws {
        let description = try await describe([
            "/health": (404, "404 page not found"),
            "/": (200, "Ollama is running"),
            "/api/version": (200, #"{"version":"0.12.0"}"#),
            "/api/tags": (200, #"{"models":[{"name":"nomic-embed-text:latest"},{"name":"llama3.2:1b"}]}"#),
            "/api/ps": (200, #"{"models":[{"name":"llama3.2:1b","context_length":4096}]}"#),
        ])
        #expect(
            description
                == ServerDescription(
                    kind: .ollama,
                    version: "0.12.0",
                    model: "llama3.2:1b",
                    models: ["nomic-embed-text:latest", "llama3.2:1b"],
                    contextSize: 4096
                )
        )
        #expect(description.answersAtOnce == 1)
    }

    @Test func `LM Studio is known by its body, not its status`() async throws {
        let unknown = #"{"error":"Unexpected endpoint or method. (GET /health). Returning 200 anyway"}"#
        let description = try await describe([
            "/health": (200, unknown),
            "/api/v0/models": (
                200,
                #"{"data":[{"id":"e","type":"embeddings","state":"loaded"},{"id":"q","type":"llm","state":"loaded","loaded_context_length":8192}]}"#
            ),
            "/v1/models": (200, #"{"data":[{"id":"e"},{"id":"p"},{"id":"q"}]}"#),
        ])
        #expect(
            description == ServerDescription(kind: .lmStudio, model: "q", models: ["e", "p", "q"], contextSize: 8192)
        )
        // An older one has no list of its own, and says so with status 200.
        let older = try await describe(["/health": (200, unknown), "/v1/models": (200, #"{"data":[{"id":"q"}]}"#)]) {
            (200, unknown)
        }
        #expect(older == ServerDescription(kind: .lmStudio, model: "q", models: ["q"]))
    }

    @Test func `vLLM is known by its list of models`() async throws {
        let description = try await describe([
            "/health": (200, ""), "/": (404, #"{"detail":"Not Found"}"#), "/version": (200, #"{"version":"0.11"}"#),
            "/v1/models": (200, #"{"data":[{"id":"qwen","owned_by":"vllm","max_model_len":32768}]}"#),
        ])
        #expect(
            description
                == ServerDescription(
                    kind: .vLLM,
                    version: "0.11",
                    model: "qwen",
                    models: ["qwen"],
                    contextSize: 32768
                )
        )
    }

    @Test(arguments: [
        (404, "not found"), (404, #"{"detail":"Not Found"}"#), (200, "OK"), (200, #"{"status":"ok"}"#), (400, ""),
    ])
    func `whatever has a list of models is compatible`(status: Int, body: String) async throws {
        let description = try await describe([
            "/health": (status, body), "/v1/models": (200, #"{"data":[{"id":"m"}]}"#),
        ])
        #expect(description == ServerDescription(kind: .openAICompatible, model: "m", models: ["m"]))
    }

    static let failures: [(Int, String, LlamaServerError)] = [
        (503, #"{"error":{"message":"Loading model","type":"unavailable_error","code":503}}"#, .loading),
        (503, "Service Unavailable", .busy),
        (401, "", .unauthorized),
        (500, "Internal Server Error", .http(status: 500, text: "Internal Server Error")),
        (502, "<html>", .http(status: 502, text: "")),
        (404, "<html>", .http(status: 404, text: "no LLaMA server is known by what answers there")),
        (200, "<html>", .http(status: 404, text: "no LLaMA server is known by what answers there")),
        (200, "", .http(status: 404, text: "no LLaMA server is known by what answers there")),
        (301, "", .http(status: 404, text: "no LLaMA server is known by what answers there")),
    ]

    @Test(arguments: failures)
    func `or the reason why it isn't known`(status: Int, body: String, error: LlamaServerError) async throws {
        await #expect(throws: error) { try await describe(["/health": (status, body)]) }
    }

    @Test(arguments: [
        "null", "[]", "{}", "7", "\"x\"", "{", #"{"data":7}"#, #"{"data":[7,null,{"id":9},{"id":""}]}"#,
        #"{"total_slots":-1,"default_generation_settings":{"n_ctx":1e300}}"#, #"{"total_slots":"many"}"#,
        #"{"models":{"name":"x"},"version":[],"info":{"title":1}}"#, String(repeating: "[", count: 100_000),
    ])
    func `nonsense is no more than an error`(nonsense: String) async throws {
        for health in [(200, #"{"status":"ok"}"#), (404, #"{"detail":"x"}"#), (404, ""), (200, #"{"error":"x"}"#)] {
            do {
                let description = try await describe(["/health": health, "/": (200, "Ollama is running")]) {
                    (200, nonsense)
                }
                #expect(description.models.isEmpty)
                #expect(description.contextSize == nil)
            } catch {
                #expect(error is LlamaServerError)
            }
        }
    }

    /// Everything that is reckoned with it would be nonsense as well.
    @Test(arguments: ["0", "-1", "4294967297", "9e18", "4096.5"])
    func `a context that nobody has is none`(size: String) async throws {
        let ok = #"{"status":"ok"}"#
        let servers = [
            [
                "/health": (200, ok),
                "/props": (200, #"{"default_generation_settings":{"n_ctx":\#(size)},"total_slots":8}"#),
            ],
            ["/v1/models": (200, #"{"data":[{"id":"m","owned_by":"vllm","max_model_len":\#(size)}]}"#)],
            [
                "/": (200, "Ollama is running"), "/api/tags": (200, #"{"models":[{"name":"m"}]}"#),
                "/api/ps": (200, #"{"models":[{"name":"m","context_length":\#(size)}]}"#),
            ],
        ]
        for server in servers {
            let description = try await describe(server)
            #expect(description.model == "m" || description.slots == 8)
            #expect(description.contextSize == nil)
            #expect(description.sharedContextSize == nil)
        }
    }

    private func probe(
        _ configuration: LlamaServerConfiguration = .init(),
        _ ask: @escaping ServerProbe.Question
    ) -> ServerProbe {
        ServerProbe(configuration: configuration, ask: ask, askInTurn: ask)
    }

    private func describe(
        _ replies: [String: (Int, String)],
        otherwise: @escaping @Sendable () -> (Int, String) = { (404, "not found") }
    ) async throws -> ServerDescription {
        try await probe { path, _ in
            let (status, body) = replies[path] ?? otherwise()
            return reply(status, body)
        }.describe()
    }
}

private func reply(_ status: Int, _ body: String) -> ServerReply {
    ServerReply(status: status, body: Data(body.utf8))
}
