import LlamaServer

/// How long a context is, in tokens. What a server has said of earlier turns is taken as it is; the rest is estimated.
extension Context {
    /// Tokens that a chat template puts around a message, where nothing is known. Those in use need 3 to 6.
    private static let wrapping = 6
    /// Where nothing is known of how a model cuts text: about four letters of English, one and a half of Russian.
    private static let tokensPerByte = 1.0 / 3
    /// A token is at least a byte of text, but for what belongs to the template.
    private static let mostWrapping = 32

    /// The last question of whose prompt the length is known.
    private var lastKnown: Int? { history.lastIndex { $0.promptTokens != nil } }

    /// How long the prompt is likely to be.
    func likelyTokens(asking question: String? = nil) -> Int {
        let ratio = tokensPerByte
        let rest = question.map { Self.estimate($0, ratio) } ?? 0
        guard let lastKnown, let known = history[lastKnown].promptTokens else {
            return history.reduce(rest + (system.map { Self.estimate($0, ratio) } ?? 0)) { sum, message in
                sum + (message.predictedTokens.map { $0 + Self.wrapping } ?? Self.estimate(message.content, ratio))
            }
        }
        return history[(lastKnown + 1)...].reduce(known + rest) { sum, message in
            sum + (message.predictedTokens.map { $0 + Self.wrapping } ?? Self.estimate(message.content, ratio))
        }
    }

    /// How long the prompt is at most.
    func mostTokens(asking question: String? = nil) -> Int {
        func most(_ text: String) -> Int { text.utf8.count + Self.mostWrapping }
        var sum = question.map(most) ?? 0
        var unknown = history[...]
        if let lastKnown, let known = history[lastKnown].promptTokens {
            sum += known
            unknown = history[(lastKnown + 1)...]
        } else {
            sum += system.map(most) ?? Self.mostWrapping
        }
        return unknown.reduce(sum) { sum, message in
            sum + (message.predictedTokens.map { $0 + Self.mostWrapping } ?? most(message.content))
        }
    }

    /// How long each message of the history is.
    ///
    /// - Parameter whole: How long the whole prompt is; estimates are made to fit it.
    func lengths(ofWhole whole: Int, asking question: String? = nil) -> [Int] {
        let bytes = messages(asking: question).reduce(0) { $0 + $1.content.utf8.count }
        let ratio = Self.ratio(whole, of: bytes)
        return history.indices.map { index in
            if let known = knownLength(of: index) { return known }
            return Int(Double(history[index].content.utf8.count) * ratio) + 1
        }
    }

    /// As far as it follows from what the server has said.
    private func knownLength(of index: Int) -> Int? {
        if let predicted = history[index].predictedTokens { return predicted }
        // From one question to the next there is an answer between.
        guard index >= 2, let prompt = history[index].promptTokens, let before = history[index - 2].promptTokens,
            let answer = history[index - 1].predictedTokens, prompt > before + answer
        else { return nil }
        return prompt - before - answer
    }

    private var tokensPerByte: Double {
        guard let lastKnown, let known = history[lastKnown].promptTokens else { return Self.tokensPerByte }
        let bytes = history[...lastKnown].reduce(system?.utf8.count ?? 0) { $0 + $1.content.utf8.count }
        return Self.ratio(known, of: bytes)
    }

    private static func ratio(_ tokens: Int, of bytes: Int) -> Double {
        bytes > 0 ? min(1.5, max(0.1, Double(tokens) / Double(bytes))) : tokensPerByte
    }

    private static func estimate(_ text: String, _ ratio: Double) -> Int {
        Int((Double(text.utf8.count) * ratio).rounded(.up)) + wrapping
    }
}
