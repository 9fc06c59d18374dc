extension LlamaServerError {
    /// The case for an error that a server has sent.
    ///
    /// - Parameters:
    ///   - status: Of the reply. In the middle of a stream it was 200, and the message may say another.
    ///   - secrets: What must not be repeated: the key, and what people wrote.
    init(status: Int, _ message: ErrorMessage, secrets: [String] = []) {
        let status = status == 200 ? message.status.flatMap { (400..<600).contains($0) ? $0 : nil } ?? 500 : status
        let lowercased = message.text.lowercased()
        let shown = oneLine(Redaction(secrets: secrets).clean(message.whole))
        if let tooLong = Self.contextTooLong(message, lowercased) {
            self = tooLong
        } else if status == 401 || status == 403 || message.type == "authentication_error" {
            self = .unauthorized
        } else if let missing = Self.modelNotFound(status, message, lowercased, shown: shown) {
            self = missing
        } else if status == 503, lowercased.contains("loading") {
            self = .loading
        } else if status == 503 || status == 429 || lowercased.hasPrefix("proxy error: could not establish connection")
        {
            // The last are llama.cpp's words for a request that met a model being unloaded by its router.
            self = .busy
        } else {
            self = .http(status: status, text: shown)
        }
    }

    /// Patterns: what the text has, and the counts in it. The wording is that of the servers, in lower case.
    private static func contextTooLong(_ message: ErrorMessage, _ text: String) -> LlamaServerError? {
        let isTooLong =
            message.type == "exceed_context_size_error" || message.code == "context_length_exceeded"
            || [
                "context size has been exceeded", "exceeds the available context size", "maximum context length is",
                "exceed context window of", "exceeds the context length", "context length exceeded",
                "loaded with context length of only",
            ].contains { text.contains($0) }
        guard isTooLong else { return nil }
        let prompt =
            message.promptTokens ?? number(in: text, before: " in the messages") ?? number(
                in: text,
                before: " in your prompt"
            )
            ?? number(in: text, after: "request (") ?? number(in: text, after: "requested tokens (")
            ?? number(in: text, after: "you requested ") ?? number(in: text, after: "keep the first ")
        let size =
            message.contextSize ?? number(in: text, after: "maximum context length is ")
            ?? number(in: text, after: "context size (") ?? number(in: text, after: "exceed context window of ")
            ?? number(in: text, after: "context length of only ")
        return .contextTooLong(promptTokens: prompt, contextSize: size)
    }

    private static func modelNotFound(
        _ status: Int,
        _ message: ErrorMessage,
        _ text: String,
        shown: String
    ) -> LlamaServerError? {
        guard status == 404 || status == 400 || status == 500 else { return nil }
        let isMissing =
            message.code == "model_not_found" || text.hasPrefix("model name is missing")
            || text.hasPrefix("no models loaded")
            || (text.contains("model") && (text.contains("not found") || text.contains("does not exist")))
        guard isMissing, !text.contains("file not found") else { return nil }
        return .modelNotFound(quoted(in: shown))
    }

    /// What stands in the first pair of quotation marks.
    private static func quoted(in text: String) -> String? {
        for mark in ["'", "\"", "`"] as [Character] {
            let parts = text.split(separator: mark, maxSplits: 2, omittingEmptySubsequences: false)
            if parts.count == 3, !parts[1].isEmpty { return oneLine(parts[1], limit: 100) }
        }
        return nil
    }

    private static func number(in text: String, after words: String) -> Int? {
        guard let range = text.firstRange(of: words) else { return nil }
        return Int(text[range.upperBound...].prefix { $0.isASCII && $0.isNumber })
    }

    private static func number(in text: String, before words: String) -> Int? {
        guard let range = text.firstRange(of: words) else { return nil }
        let digits = text[..<range.lowerBound].reversed().prefix { $0.isASCII && $0.isNumber }
        return Int(String(digits.reversed()))
    }
}

extension LlamaServerConfiguration {
    /// What a reply to a question of ours says about an error, without the key, should the server repeat that.
    func error(in reply: ServerReply) -> LlamaServerError {
        LlamaServerError(status: reply.status, ErrorMessage(reply), secrets: apiKey.map { [$0] } ?? [])
    }
}
