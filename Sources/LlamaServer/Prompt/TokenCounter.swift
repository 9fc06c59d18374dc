import Foundation
import NIOHTTP1

/// Has a server count the tokens of a prompt, by whichever route it has.
struct TokenCounter: Sendable {
    /// The request whose prompt is counted. Its time limit is that of each question.
    let call: AnswerCall
    /// Whether a route is known to be missing.
    let isMissing: @Sendable (_ path: String) -> Bool
    /// Called for each route that turns out to be missing.
    let miss: @Sendable (_ path: String) -> Void

    /// - Returns: `nil` where the server has no route for that.
    func count() async throws -> TokenCount? {
        switch call.description.kind {
        case .llamaCpp: try await countByLlamaServer()
        case .llamaCppPython: try await countByLlamaCppPython()
        case .vLLM: try await countByVLLM()
        case .ollama, .lmStudio, .openAICompatible: nil
        }
    }

    private func countByLlamaServer() async throws -> TokenCount? {
        let plan = try await unlessMissing("/apply-template") { try await AnswerPlan(call) }
        guard let plan else { return nil }
        if let prompt = plan.body.prompt { return try await countByTokenize(prompt, model: plan.body.model) }

        let body = Body(model: plan.body.model, messages: plan.body.messages)
        if let count = try await ask("/v1/chat/completions/input_tokens", body)?["input_tokens"]?.int {
            return TokenCount(tokens: count, isExact: true)
        }
        let prompt = try await unlessMissing("/apply-template") {
            try await AnswerPlan.templatedPrompt(call, model: plan.body.model)
        }
        guard let prompt else { return nil }
        return try await countByTokenize(prompt, model: plan.body.model)
    }

    /// The server takes prompts in the same way: with the marks that stand before every text, and those of the template in it.
    private func countByTokenize(_ prompt: String, model: String?) async throws -> TokenCount? {
        let body = Body(model: model, content: prompt, addSpecial: true, parseSpecial: true)
        let tokens = try await ask("/tokenize", body)?["tokens"]?.array
        return tokens.map { TokenCount(tokens: $0.count, isExact: true) }
    }

    /// Source: vLLM's documentation of its server's tokenizer API.
    private func countByVLLM() async throws -> TokenCount? {
        let plan = try await AnswerPlan(call)
        let body = Body(
            model: plan.body.model,
            messages: plan.body.messages,
            prompt: plan.body.prompt,
            addGenerationPrompt: plan.body.messages.map { _ in true }
        )
        let count = try await ask("/tokenize", body)?["count"]?.int
        return count.map { TokenCount(tokens: $0, isExact: true) }
    }

    /// What templates add for each message, as its role and its end, and for all, as a system prompt of the model's own: more
    /// than any known one does.
    static let margin = (message: 12, prompt: 48)

    private func countByLlamaCppPython() async throws -> TokenCount? {
        let plan = try await AnswerPlan(call)
        let messages = call.request.messages
        let text = plan.body.prompt ?? messages.map(\.content).joined(separator: "\n")
        let margin = plan.body.prompt == nil ? Self.margin.message * (messages.count + 1) + Self.margin.prompt : 0
        let count = try await ask("/extras/tokenize/count", Body(input: text))?["count"]?.int
        return count.map { TokenCount(tokens: $0.addingReportingOverflow(margin).partialValue, isExact: false) }
    }

    // MARK: Questions

    private struct Body: Encodable {
        var model: String?
        var messages: [ChatMessage]?
        var prompt: String?
        var content: String?
        var input: String?
        var addSpecial: Bool?
        var parseSpecial: Bool?
        var addGenerationPrompt: Bool?

        enum CodingKeys: String, CodingKey {
            case model, messages, prompt, content, input
            case addSpecial = "add_special"
            case parseSpecial = "parse_special"
            case addGenerationPrompt = "add_generation_prompt"
        }
    }

    /// - Returns: `nil` if the server doesn't have the route.
    private func ask(_ path: String, _ body: Body) async throws -> JSONValue? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        let data = try encoder.encode(body)
        return try await unlessMissing(path) {
            let reply = try await call.connection.reply(
                .POST,
                path,
                body: data,
                limit: call.configuration.requestTimeout
            )
            guard reply.status == 200 else {
                throw LlamaServerError(status: reply.status, ErrorMessage(reply), secrets: call.secrets)
            }
            return reply.json ?? .null
        }
    }

    private func unlessMissing<R: Sendable>(_ path: String, _ body: () async throws -> R) async throws -> R? {
        if isMissing(path) { return nil }
        do {
            return try await body()
        } catch LlamaServerError.http(status: 404, _), LlamaServerError.http(status: 405, _),
            LlamaServerError.http(status: 501, _)
        {
            miss(path)
            return nil
        }
    }
}
