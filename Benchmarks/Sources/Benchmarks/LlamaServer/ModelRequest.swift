import Foundation

/// A request that made a model read, and what became of it.
struct ModelRequest: Sendable {
    /// Of its URL, without the query.
    var path: String
    /// As it was sent.
    var body: Data
    var began: ContinuousClock.Instant
    /// `nil` while it is answered, and where that was broken off.
    var ended: ContinuousClock.Instant?
    var status = 0
    /// Tokens that the server read for it, and those that it knew before; `nil` where it did not say.
    var tokensRead: Int?
    var tokensKnown: Int?
    /// The answer.
    var text = ""

    /// Nobody wants more than one token of an answer, unless to have the prompt read.
    var isWarmUp: Bool { (limits?.longest).map { $0 <= 1 } ?? false }

    private var limits: Limits? { try? JSONDecoder().decode(Limits.self, from: body) }

    /// Whether a path is one by which answers are asked for.
    static func isRequested(by path: String) -> Bool {
        ["/v1/chat/completions", "/v1/completions", "/completion"].contains(path)
    }

    /// Takes in what the server answers: an event of a stream, or all of it.
    mutating func take(_ json: some DataProtocol) {
        guard let piece = try? JSONDecoder().decode(Piece.self, from: Data(json)) else { return }
        if let timings = piece.timings {
            tokensRead = timings.promptN ?? tokensRead
            tokensKnown = timings.cacheN ?? tokensKnown
        }
        let choice = piece.choices?.first
        text += piece.content ?? choice?.text ?? choice?.delta?.content ?? choice?.message?.content ?? ""
    }

    private struct Limits: Decodable {
        var maxTokens: Int?
        var nPredict: Int?

        var longest: Int? { maxTokens ?? nPredict }

        enum CodingKeys: String, CodingKey {
            case maxTokens = "max_tokens"
            case nPredict = "n_predict"
        }
    }

    private struct Piece: Decodable {
        struct Choice: Decodable {
            struct Message: Decodable { var content: String? }

            var delta: Message?
            var message: Message?
            var text: String?
        }

        struct Timings: Decodable {
            var promptN: Int?
            var cacheN: Int?

            enum CodingKeys: String, CodingKey {
                case promptN = "prompt_n"
                case cacheN = "cache_n"
            }
        }

        var choices: [Choice]?
        var content: String?
        var timings: Timings?
    }
}
