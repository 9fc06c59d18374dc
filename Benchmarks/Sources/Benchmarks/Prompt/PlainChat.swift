import Foundation

/// A conversation without a bot: what was said is kept here, and sent as a policy says.
struct PlainChat: Sendable {
    struct Message: Codable, Sendable, Hashable {
        var role: String
        var content: String
    }

    var policy: PromptPolicy
    var url: String
    private var history: [Message] = []

    init(policy: PromptPolicy, url: String) {
        self.policy = policy
        self.url = url
    }

    /// Asks, and keeps what is answered.
    ///
    /// - Throws: ``BenchmarkFailure`` where the server refuses, as it does when a conversation no longer fits.
    mutating func ask(_ question: String) async throws {
        let question = Message(role: "user", content: question)
        let system = Message(role: "system", content: PromptScene.systemPrompt)
        let body = Body(messages: [system] + policy.shown(of: history) + [question])
        let reply = try await PlainHTTP.post(JSONEncoder().encode(body), to: url + "/v1/chat/completions")
        guard reply.status == 200, let answer = try JSONDecoder().decode(Answer.self, from: reply.body).choices.first
        else { throw BenchmarkFailure("\(policy.rawValue): \(String(decoding: reply.body, as: UTF8.self))") }
        history += [question, answer.message]
    }

    private struct Body: Encodable {
        var messages: [Message]
        var temperature = 0
        var maxTokens = PromptScene.maxTokens

        enum CodingKeys: String, CodingKey {
            case messages, temperature
            case maxTokens = "max_tokens"
        }
    }

    private struct Answer: Decodable {
        struct Choice: Decodable {
            var message: Message
        }

        var choices: [Choice]
    }
}
