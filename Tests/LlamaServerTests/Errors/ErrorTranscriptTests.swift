import Foundation
import Testing

@testable import LlamaServer

@Suite("Errors that real servers have sent")
struct ErrorTranscriptTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var file: String
        var title: String
        var error: LlamaServerError
        var testDescription: String { "\(file): \(title)" }
    }

    static let cases: [Case] = [
        .init(
            file: "llama_cpp_server_stream_errors",
            title: "chat too long",
            error: .contextTooLong(promptTokens: 2029, contextSize: 512)
        ),
        .init(
            file: "llama_cpp_server_stream_errors",
            title: "completion too long",
            error: .contextTooLong(promptTokens: 2000, contextSize: 512)
        ),
        .init(
            file: "llama_cpp_server_stream_errors",
            title: "bad json",
            error: .http(status: 500, text: "Internal Server Error")
        ),
        .init(
            file: "llama_server_errors_auth",
            title: "chat too long, stream",
            error: .contextTooLong(promptTokens: 2019, contextSize: 1024)
        ),
        .init(
            file: "llama_server_errors_auth",
            title: "/completion too long",
            error: .contextTooLong(promptTokens: 2000, contextSize: 1024)
        ),
        .init(file: "llama_server_errors_auth", title: "no key: GET /props", error: .unauthorized),
        .init(file: "llama_server_errors_auth", title: "wrong key: POST /v1/chat/completions", error: .unauthorized),
        .init(
            file: "llama_server_errors_auth",
            title: "missing messages",
            error: .http(status: 400, text: "'messages' is required")
        ),
        .init(
            file: "llama_server_endpoints",
            title: "GET /nope",
            error: .http(status: 404, text: "File Not Found")
        ),
        .init(
            file: "xllamacpp_endpoints",
            title: "too long",
            error: .contextTooLong(promptTokens: 2519, contextSize: 2048)
        ),
        .init(file: "llama_server_router", title: "chat, no model field", error: .modelNotFound(nil)),
        .init(file: "llama_server_router", title: "chat, unknown model", error: .modelNotFound("nope")),
        .init(
            file: "llama_server_router",
            title: "chat, autoload=false on unloaded model",
            error: .busy
        ),
        .init(
            file: "llama_cpp_server_endpoints",
            title: "POST /completion",
            error: .http(status: 404, text: "Not Found")
        ),
    ]

    @Test(arguments: cases)
    func `is the case that one can act on`(_ test: Case) throws {
        let reply = try Transcript(test.file)[test.title]
        #expect(LlamaServerError(status: reply.status, ErrorMessage(reply)) == test.error)
    }

    @Test func `pydantic's report is cut before the request that it repeats`() throws {
        let reply = try Transcript("llama_cpp_server_stream_errors")["bad role"]
        #expect(reply.text.contains("'content': 'hi'"))
        let error = LlamaServerError(status: reply.status, ErrorMessage(reply))
        guard case .http(500, let text) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(!text.contains("hi'") && !text.contains("wizard'"))
    }

    static let bodies: [(Int, String, LlamaServerError)] = [
        (503, #"{"error":{"message":"Loading model","type":"unavailable_error","code":503}}"#, .loading),
        (503, #"{"status":"loading model"}"#, .loading),
        (503, "", .busy),
        (429, #"{"error":"server busy, please try again.  maximum pending requests exceeded"}"#, .busy),
        (503, #"{"error":"server busy, please try again.  maximum pending requests exceeded"}"#, .busy),
        (401, #"{"detail":"Invalid API key"}"#, .unauthorized),
        (403, "<html>Forbidden</html>", .unauthorized),
        (404, #"{"error":{"message":"model 'qwen' not found","type":"not_found_error"}}"#, .modelNotFound("qwen")),
        (404, #"{"error":"model \"qwen\" not found, try pulling it first"}"#, .modelNotFound("qwen")),
        (
            404, #"{"object":"error","message":"The model `qwen` does not exist.","type":"NotFoundError","code":404}"#,
            .modelNotFound("qwen")
        ),
        (
            404, #"{"error":{"message":"No models loaded. Please load a model in the developer page.","code":null}}"#,
            .modelNotFound(nil)
        ),
        (
            500, #"{"error":{"code":500,"message":"Context size has been exceeded.","type":"server_error"}}"#,
            .contextTooLong(promptTokens: nil, contextSize: nil)
        ),
        (
            400,
            #"{"error":"Trying to keep the first 5000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens"}"#,
            .contextTooLong(promptTokens: 5000, contextSize: 4096)
        ),
        (500, "Internal Server Error", .http(status: 500, text: "Internal Server Error")),
        (502, "<html><body>Bad Gateway</body></html>", .http(status: 502, text: "")),
        (500, "", .http(status: 500, text: "")),
        (500, "{", .http(status: 500, text: "")),
        (500, "[1,2]", .http(status: 500, text: "")),
        (500, #"{"error":null}"#, .http(status: 500, text: "")),
        (500, #"{"error":{"message":7}}"#, .http(status: 500, text: "")),
        (500, "one\n\ttwo\u{7}\r\nthree", .http(status: 500, text: "one two three")),
        (
            500, String(repeating: "x", count: 100_000),
            .http(status: 500, text: String(repeating: "x", count: 200) + "…")
        ),
        (
            422,
            #"{"detail":[{"loc":["body","messages"],"msg":"Field required","type":"missing","input":{"secret":"hi"}}]}"#,
            .http(status: 422, text: "Field required")
        ),
    ]

    @Test(arguments: bodies)
    func `is found in any shape of body`(status: Int, body: String, error: LlamaServerError) {
        #expect(
            LlamaServerError(status: status, ErrorMessage(ServerReply(status: status, body: Data(body.utf8)))) == error
        )
    }

    @Test(arguments: [
        (LlamaServerError.http(status: 500, text: ""), "❌ Ошибка LLaMA сервера: 500 - Internal Server Error"),
        (.http(status: 500, text: "no memory"), "❌ Ошибка LLaMA сервера: 500 - no memory"),
        (
            .silence(.seconds(300)),
            "LLaMA server said nothing for 300 s: it hangs, or REQUEST_TIMEOUT is too short for it"
        ),
        (
            .silence(.milliseconds(1500)),
            "LLaMA server said nothing for 1.5 s: it hangs, or REQUEST_TIMEOUT is too short for it"
        ),
    ])
    func `is one line for the owner`(error: LlamaServerError, text: String) {
        #expect(error.description == text)
    }
}
