import Foundation
import Hummingbird

extension PacedModel {
    /// The routes by which a `llama-server` is known, what it counts, and the answers.
    nonisolated func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.get("/health") { _, _ in Self.json(#"{"status":"ok"}"#) }
        router.get("/props") { _, _ in
            Self.json(
                """
                {"default_generation_settings":{"n_ctx":\(Self.contextSize)},"total_slots":\(self.slots),"model_alias":"paced.gguf",\
                "model_path":"paced.gguf","chat_template":"{{ messages }}","build_info":"b1-paced"}
                """
            )
        }
        router.get("/v1/models") { _, _ in
            Self.json(#"{"object":"list","data":[{"id":"paced.gguf","object":"model","owned_by":"llamacpp"}]}"#)
        }
        router.get("/slots") { _, _ in
            let slots = await self.busy.enumerated().map {
                #"{"id":\#($0),"n_ctx":\#(Self.contextSize),"is_processing":\#($1)}"#
            }
            return Self.json("[\(slots.joined(separator: ","))]")
        }
        router.post("/apply-template") { request, _ in
            let body = try await request.body.collect(upTo: 1 << 22)
            let prompt = String(decoding: try JSONEncoder().encode(String(buffer: body)), as: UTF8.self)
            return Self.json(#"{"prompt":\#(prompt)}"#)
        }
        router.post("/tokenize") { request, _ in
            let count = try await Self.tokens(in: request)
            return Self.json(#"{"tokens":[\#((0..<count).map(String.init).joined(separator: ","))]}"#)
        }
        router.post("/v1/chat/completions/input_tokens") { request, _ in
            let count = try await Self.tokens(in: request)
            return Self.json(#"{"object":"response.input_tokens","input_tokens":\#(count)}"#)
        }
        router.post("/v1/chat/completions") { request, _ in
            let asked = ContinuousClock.now
            let body = try await request.body.collect(upTo: 1 << 22)
            let chat = try JSONDecoder().decode(ChatRequest.self, from: Data(body.readableBytesView))
            if chat.isWarmUp { return try await self.warmUp() }
            guard let question = chat.messages.last?.content else { throw HTTPError(.badRequest) }
            return Self.stream { writer in
                try await self.answer(question, asked: asked) { number in
                    try await writer.write(Self.event(#"{"content":"\#(Self.token(number))"}"#, finish: "null"))
                }
                try await writer.write(Self.event("{}", finish: #""stop""#))
                try await writer.write(ByteBuffer(string: "data: [DONE]\n\n"))
            }
        }
        return router
    }

    /// Room for as many answers at once as there are in any of the benchmarks, also where all share it.
    private static let contextSize = 1 << 22

    /// Reading is nothing to this model.
    private func warmUp() async throws -> Response {
        Self.json(
            #"{"choices":[{"finish_reason":"length","index":0,"message":{"role":"assistant","content":""}}],"#
                + #""timings":{"prompt_n":1,"cache_n":0}}"#
        )
    }

    private static func stream(
        _ write: @escaping @Sendable (inout any ResponseBodyWriter) async throws -> Void
    ) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "text/event-stream"],
            body: ResponseBody { writer in
                try await write(&writer)
                try await writer.finish(nil)
            }
        )
    }

    /// About as many as a real one would have.
    private static func tokens(in request: Request) async throws -> Int {
        try await request.body.collect(upTo: 1 << 22).readableBytes / 4 + 1
    }

    /// A word, now and then with the end of a paragraph; as JSON has it.
    private static func token(_ number: Int) -> String {
        "\(wordPrefix)\(number)" + (number.isMultiple(of: 60) ? #".\n\n"# : " ")
    }

    static let wordPrefix = "word"

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
    var maxTokens: Int?
    var nPredict: Int?

    /// Asked so that the prompt is read; nobody wants the answer.
    var isWarmUp: Bool { (maxTokens ?? nPredict).map { $0 <= 1 } ?? false }

    enum CodingKeys: String, CodingKey {
        case messages
        case maxTokens = "max_tokens"
        case nPredict = "n_predict"
    }
}
