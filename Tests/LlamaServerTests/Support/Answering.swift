import AsyncHTTPClient
import LlamaServer

/// A client of the server at `url`, with an HTTP client of its own while `body` runs.
func withClient<R: Sendable>(
    _ url: String,
    clock: any Clock<Duration> = ContinuousClock(),
    configure: (inout LlamaServerConfiguration) -> Void = { _ in },
    _ body: @Sendable (LlamaServer) async throws -> R
) async throws -> R {
    var configuration = LlamaServerConfiguration(url: url)
    configure(&configuration)
    let httpClient = LlamaServer.makeHTTPClient()
    do {
        let server = try LlamaServer(configuration: configuration, httpClient: httpClient, clock: clock)
        let result = try await body(server)
        try await httpClient.shutdown()
        return result
    } catch {
        try await httpClient.shutdown()
        throw error
    }
}

extension AnswerRequest {
    /// What people say at odd places and what they are answered at even ones, ending with a question.
    static func talk(_ messages: String..., nPredict: Int? = nil) -> AnswerRequest {
        AnswerRequest(
            messages: messages.enumerated().map { .init(role: $0 % 2 == 0 ? .user : .assistant, content: $1) },
            sampling: Sampling(nPredict: nPredict, temperature: 0)
        )
    }
}

/// All events of an answer, and how it ended.
///
/// - Parameter heard: Called for each piece of text.
func events(
    of stream: AnswerEvents,
    heard: () async -> Void = {}
) async -> (events: [AnswerEvent], error: (any Error)?) {
    var events: [AnswerEvent] = []
    do {
        for try await event in stream {
            events.append(event)
            if case .text = event { await heard() }
        }
        return (events, nil)
    } catch {
        return (events, error)
    }
}

extension LlamaServer {
    /// The text of a whole answer.
    func text(_ request: AnswerRequest) async throws -> String {
        var text = ""
        for try await event in answer(to: request) {
            if case .text(let piece) = event { text += piece }
        }
        return text
    }

    func failure(_ request: AnswerRequest = .talk("Hello!")) async -> LlamaServerError? {
        await events(of: answer(to: request)).error as? LlamaServerError
    }
}

extension [AnswerEvent] {
    var text: String { compactMap { if case .text(let text) = $0 { text } else { nil } }.joined() }
    var reasoning: String { compactMap { if case .reasoning(let text) = $0 { text } else { nil } }.joined() }
    var end: AnswerEnd? { compactMap { if case .done(let end) = $0 { end } else { nil } }.last }
}
