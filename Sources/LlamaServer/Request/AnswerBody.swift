import Foundation

/// The body of a request for an answer. What is `nil` is not sent.
struct AnswerBody: Encodable, Sendable {
    var model: String?
    var messages: [ChatMessage]?
    var prompt: String?
    var stream = true
    var maxTokens: Int?
    var nPredict: Int?
    var temperature: Double?
    var topP: Double?
    var stop: [String]?
    var cachePrompt: Bool?
    var returnProgress: Bool?
    var idSlot: Int?
    var streamOptions: StreamOptions?

    struct StreamOptions: Encodable, Sendable {
        var includeUsage = true

        enum CodingKeys: String, CodingKey {
            case includeUsage = "include_usage"
        }
    }

    enum CodingKeys: String, CodingKey {
        case model, messages, prompt, stream, temperature, stop
        case maxTokens = "max_tokens"
        case nPredict = "n_predict"
        case topP = "top_p"
        case cachePrompt = "cache_prompt"
        case returnProgress = "return_progress"
        case idSlot = "id_slot"
        case streamOptions = "stream_options"
    }

    /// - Throws: ``LlamaServerError/http(status:text:)`` if a number can't be written as JSON.
    func encoded() throws(LlamaServerError) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        do { return try encoder.encode(self) } catch {
            throw .http(status: 400, text: "temperature or top_p is not a number")
        }
    }
}
