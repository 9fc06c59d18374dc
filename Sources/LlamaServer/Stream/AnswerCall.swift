import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// One request for an answer, from its first byte to its last.
///
/// In one place: the tasks that carry it out would else hold several copies of it each, as long as the answer takes.
final class AnswerCall: Sendable {
    let connection: ServerConnection
    let configuration: LlamaServerConfiguration
    let description: ServerDescription
    let request: AnswerRequest
    /// Where llama.cpp's `llama-server` is to write the answer (`id_slot`); it chooses by itself if nothing is said.
    let slot: Int?

    init(
        connection: ServerConnection,
        configuration: LlamaServerConfiguration,
        description: ServerDescription,
        request: AnswerRequest,
        slot: Int? = nil
    ) {
        self.connection = connection
        self.configuration = configuration
        self.description = description
        self.request = request
        self.slot = slot
    }

    /// - Returns: The end, which was also given to `yield`.
    /// - Throws: ``LlamaServerError``, and `CancellationError`.
    func run(_ yield: @escaping @Sendable (AnswerEvent) -> Void) async throws -> AnswerEnd {
        let plan = try await AnswerPlan(self)
        let body = try plan.body.encoded()
        do {
            let end = try await withSilenceLimit(configuration.requestTimeout, clock: connection.clock) {
                [self] heard in
                let response = try await send(plan.path, body, heard: heard, yield)
                heard(.answer)
                return try await read(response, plan, heard: heard, yield)
            }
            yield(.done(end))
            return end
        } catch let error as LlamaServerError {
            guard error == .contextTooLong(promptTokens: nil, contextSize: nil), description.kind == .llamaCppPython
            else { throw error }
            throw try await explanation(of: error, plan)
        }
    }

    /// llama-cpp-python says nothing of a prompt that is too long where the answer is to be streamed, but says how long it is, and how long it
    /// may be, where the answer is to come in one piece. One token is asked for, in case that it is not too long after all.
    private func explanation(of error: LlamaServerError, _ plan: AnswerPlan) async throws -> LlamaServerError {
        var body = plan.body
        body.stream = false
        body.streamOptions = nil
        body.maxTokens = 1
        let limit = configuration.requestTimeout
        let reply = try await connection.reply(.POST, plan.path, body: try body.encoded(), limit: limit)
        guard case .contextTooLong(let promptTokens?, let contextSize?) = self.error(for: reply) else { return error }
        return .contextTooLong(promptTokens: promptTokens, contextSize: contextSize)
    }

    /// Sends the request, and finds out in the meantime why nothing comes.
    private func send(
        _ path: String,
        _ body: Data,
        heard: @escaping @Sendable (SignOfLife) -> Void,
        _ yield: @escaping @Sendable (AnswerEvent) -> Void
    ) async throws -> HTTPClientResponse {
        guard description.kind == .llamaCpp else { return try await connection.send(.POST, path, body: body) }
        let lookout = QueueLookout(connection: connection, configuration: configuration)
        // It is cancelled, and over, when this returns.
        async let _ = lookout.run(explained: { heard(.presence) }, waiting: { yield(.waiting) })
        return try await connection.send(.POST, path, body: body)
    }

    /// What no error may repeat.
    var secrets: [String] {
        [configuration.apiKey].compactMap { $0 } + request.messages.map(\.content)
    }

    private func read(
        _ response: HTTPClientResponse,
        _ plan: AnswerPlan,
        heard: @escaping @Sendable (SignOfLife) -> Void,
        _ yield: @Sendable (AnswerEvent) -> Void
    ) async throws -> AnswerEnd {
        guard response.status == .ok else {
            let reply = try await connection.wholeReply(response, limit: 64 << 10) { heard(.answer) }
            throw error(for: reply)
        }
        let parser = AnswerParser(
            kind: description.kind,
            trimsSpace: plan.trimsSpace,
            prompt: plan.body.prompt,
            secrets: secrets
        )
        let type = response.headers.first(name: "content-type")?.lowercased() ?? ""
        if type.contains("text/html") { throw LlamaServerError.brokenStream("the server sent a web page") }
        if type.contains("application/json") {
            let reply = try await connection.wholeReply(response) { heard(.answer) }
            return try readWhole(reply, parser, yield)
        }
        return try await readStream(response, parser, heard: heard, yield)
    }

    private func error(for reply: ServerReply) -> LlamaServerError {
        let error = LlamaServerError(status: reply.status, ErrorMessage(reply), secrets: secrets)
        if case .modelNotFound(nil) = error { return .modelNotFound(description.model) }
        return error
    }

    /// Some servers answer in one piece, and LM Studio sends errors like this.
    private func readWhole(
        _ reply: ServerReply,
        _ parser: AnswerParser,
        _ yield: (AnswerEvent) -> Void
    ) throws -> AnswerEnd {
        var parser = parser
        guard let json = reply.json, json.object != nil else {
            throw LlamaServerError.brokenStream("the server sent something that is not JSON")
        }
        let events = try parser.consume(whole: json)
        yield(.started)
        for event in events { yield(event) }
        return try parser.finish(ignoredLines: 0)
    }

    private func readStream(
        _ response: HTTPClientResponse,
        _ parser: AnswerParser,
        heard: @Sendable (SignOfLife) -> Void,
        _ yield: (AnswerEvent) -> Void
    ) async throws -> AnswerEnd {
        var reader = AnswerReader(parser)
        yield(.started)
        do {
            for try await part in response.body {
                // Told when it counts as heard, and in any case: whoever is told may measure the silence from there.
                var events: [AnswerEvent] = []
                defer { for event in events { yield(event) } }
                if let sign = try reader.feed(part.readableBytesView, { events.append($0) }) { heard(sign) }
                if reader.parser.isComplete { return try reader.parser.finish(ignoredLines: 0) }
            }
            try reader.finish(yield)
        } catch {
            // The server has said why the answer ended, so it is complete, whatever became of the connection then.
            if let end = reader.parser.end { return end }
            reader.rest(yield)
            try Task.checkCancellation()
            throw Self.error(error)
        }
        return try reader.parser.finish(ignoredLines: reader.lines.ignoredLines)
    }

    private static func error(_ error: any Error) -> LlamaServerError {
        switch error as? ServerSentEventParser.Failure {
        case .tooLong: .brokenStream("the server sent a line without an end")
        case .notAnEventStream: .brokenStream("the server sent something that is not an answer")
        case nil: LlamaServerError(duringAnswer: error)
        }
    }
}
