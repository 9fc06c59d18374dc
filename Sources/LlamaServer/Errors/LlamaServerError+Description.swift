import NIOHTTP1

/// One line each, that the owner of the server can act on.
extension LlamaServerError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .invalidURL(let reason):
            "LLAMA_SERVER_URL: \(reason); it should look like http://127.0.0.1:8080"
        case .notReachable(let reason):
            "LLaMA server is not reachable (\(reason)): is it running, and is LLAMA_SERVER_URL right?"
        case .loading:
            "LLaMA server is still loading its model: it will answer when that is done"
        case .busy:
            "LLaMA server is busy and takes no further request now"
        case .contextTooLong(let prompt?, let size?):
            "the prompt (\(prompt) tokens) does not fit the LLaMA server's context (\(size) tokens)"
        case .contextTooLong(nil, let size?):
            "the prompt or its answer does not fit the LLaMA server's context (\(size) tokens)"
        case .contextTooLong(let prompt?, nil):
            "the prompt (\(prompt) tokens) does not fit the LLaMA server's context"
        case .contextTooLong(nil, nil):
            "the prompt or its answer does not fit the LLaMA server's context"
        case .unauthorized:
            "LLaMA server refuses the key: set LLAMA_API_KEY to the one that it was started with"
        case .modelNotFound(let name?):
            "LLaMA server has no model “\(name)”: set LLAMA_MODEL_NAME to one that it has"
        case .modelNotFound(nil):
            "LLaMA server has no model loaded, or not the one that was asked for: see LLAMA_MODEL_NAME"
        case .http(let status, let text):
            "❌ Ошибка LLaMA сервера: \(status) - \(text.isEmpty ? Self.reasonPhrase(status) : text)"
        case .brokenStream(let reason):
            "LLaMA server's answer broke off: \(reason)"
        case .silence(let duration):
            "LLaMA server said nothing for \(duration.formattedSeconds) s: it hangs, or REQUEST_TIMEOUT is too short for it"
        }
    }

    private static func reasonPhrase(_ status: Int) -> String {
        HTTPResponseStatus(statusCode: status).reasonPhrase
    }
}

extension Duration {
    fileprivate var formattedSeconds: String {
        let seconds = Double(components.seconds) + Double(components.attoseconds) / 1e18
        return seconds == seconds.rounded() ? "\(components.seconds)" : "\(seconds)"
    }
}
