import Foundation
import Hummingbird
import Logging

/// A LLaMA server that writes so many words a second, whatever the machine, and remembers when it wrote each.
actor PacedModel {
    /// How a question is answered.
    struct Pace: Sendable, Hashable {
        var tokensPerSecond: Int
        /// The words of an answer; each is a token.
        var tokens: Int
    }

    private var paces: [String: Pace] = [:]
    private var written: [String: [ContinuousClock.Instant]] = [:]

    /// Says how a question is going to be answered. Each is asked once.
    func prepare(_ question: String, _ pace: Pace) {
        paces[question] = pace
    }

    /// When each word of an answer was written, in their order.
    func times(of question: String) -> [ContinuousClock.Instant] {
        written[question] ?? []
    }

    /// Serves on a free port while `body` runs.
    func serve<R: Sendable>(_ body: @Sendable (_ url: String) async throws -> R) async throws -> R {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        var logger = Logger(label: "model")
        logger.logLevel = .critical
        let application = Application(
            router: router(),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { port.yield($0.localAddress?.port ?? 0) },
            logger: logger
        )
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { port.finish() }
                try await application.run()
            }
            guard let number = await ports.first(where: { _ in true }) else {
                try await group.waitForAll()
                throw BenchmarkFailure("the model's server did not start")
            }
            let result = try await body("http://127.0.0.1:\(number)")
            group.cancelAll()
            return result
        }
    }

    /// The routes by which a `llama-server` is known, and the answers.
    private nonisolated func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.get("/health") { _, _ in Self.json(#"{"status":"ok"}"#) }
        router.get("/props") { _, _ in
            Self.json(
                """
                {"default_generation_settings":{"n_ctx":131072},"total_slots":16,"model_alias":"paced.gguf",\
                "model_path":"paced.gguf","chat_template":"{{ messages }}","build_info":"b1-paced"}
                """
            )
        }
        router.get("/v1/models") { _, _ in
            Self.json(#"{"object":"list","data":[{"id":"paced.gguf","object":"model","owned_by":"llamacpp"}]}"#)
        }
        router.post("/apply-template") { _, _ in Self.json(#"{"prompt":"<|im_start|>assistant\n"}"#) }
        router.post("/tokenize") { _, _ in Self.json(#"{"tokens":[1]}"#) }
        router.post("/v1/chat/completions") { request, _ in
            let start = ContinuousClock.now
            let body = try await request.body.collect(upTo: 1 << 22)
            let asked = try JSONDecoder().decode(ChatRequest.self, from: Data(body.readableBytesView))
            guard let question = asked.messages.last?.content else { throw HTTPError(.badRequest) }
            return Response(
                status: .ok,
                headers: [.contentType: "text/event-stream"],
                body: ResponseBody { writer in
                    try await self.write(to: &writer, question, since: start)
                    try await writer.finish(nil)
                }
            )
        }
        return router
    }

    private nonisolated func write(
        to writer: inout any ResponseBodyWriter,
        _ question: String,
        since start: ContinuousClock.Instant
    ) async throws {
        let pace = try await begin(question)
        for number in 1...pace.tokens {
            let due = start.advanced(by: .seconds(1) * number / pace.tokensPerSecond)
            try await Task.sleep(until: due, tolerance: .zero)
            await noteToken(of: question)
            try await writer.write(Self.event(#"{"content":"\#(Self.token(number))"}"#, finish: "null"))
        }
        try await writer.write(Self.event("{}", finish: #""stop""#))
        try await writer.write(ByteBuffer(string: "data: [DONE]\n\n"))
    }

    private func begin(_ question: String) throws -> Pace {
        guard let pace = paces[question] else { throw BenchmarkFailure("the model was asked what nobody asked") }
        // An answer that broke off is asked for once more.
        written[question] = []
        return pace
    }

    private func noteToken(of question: String) {
        written[question]?.append(.now)
    }

    /// A word, now and then with the end of a paragraph; as JSON has it.
    private static func token(_ number: Int) -> String {
        "\(wordPrefix)\(number)" + (number.isMultiple(of: 60) ? #".\n\n"# : " ")
    }

    private static let wordPrefix = "word"

    /// How many words of an answer a text shows.
    static func words(in text: String) -> Int {
        text.split(whereSeparator: \.isWhitespace).count { $0.hasPrefix(wordPrefix) }
    }

    private static func event(_ delta: String, finish: String) -> ByteBuffer {
        ByteBuffer(
            string: """
                data: {"choices":[{"finish_reason":\(finish),"index":0,"delta":\(delta)}],\
                "object":"chat.completion.chunk"}\n\n
                """
        )
    }

    private static func json(_ text: String) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "application/json; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }
}

/// What is read of a question.
private struct ChatRequest: Decodable {
    struct Message: Decodable {
        var content: String
    }

    var messages: [Message]
}
