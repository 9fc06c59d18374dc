import ChatBot
import LlamaServer

extension LlamaServerError {
    /// What went wrong, in a few words.
    var explanation: String {
        switch self {
        case .invalidURL: "LLAMA_SERVER_URL can't be used"
        case .notReachable(let reason): "can't connect (\(reason))"
        case .loading: "it is still loading the model"
        case .busy: "it is busy"
        case .contextTooLong(let prompt, let size):
            "the prompt (\(prompt.map(String.init) ?? "?") tokens) is longer than the context "
                + "(\(size.map(String.init) ?? "?") tokens)"
        case .unauthorized: "it refuses LLAMA_API_KEY"
        case .modelNotFound(let model): "it has no model \(model ?? "of that name")"
        case .http(let status, let text): "\(status) - \(text)"
        case .brokenStream(let reason): "the answer broke off (\(reason))"
        case .silence(let duration): "no sign of life for \(duration.components.seconds) s"
        }
    }

    /// What the owner can do about it.
    var advice: String {
        switch self {
        case .invalidURL: "set LLAMA_SERVER_URL to the server's address, such as http://127.0.0.1:8080"
        case .notReachable: "start the server, or set LLAMA_SERVER_URL to where it is"
        case .loading: "wait until the model is loaded, and check again"
        case .busy: "wait, or start the server with more slots (llama-server: --parallel)"
        case .contextTooLong: "start the server with a larger context (llama-server: --ctx-size)"
        case .unauthorized: "set LLAMA_API_KEY to the key that the server was started with"
        case .modelNotFound: "set LLAMA_MODEL_NAME to a model that the server has"
        case .http, .brokenStream: "look into the server's own log"
        case .silence: "look whether the server is overloaded, or raise REQUEST_TIMEOUT"
        }
    }

    /// The line for the console, in the words that owners know from the first version of the bot.
    func consoleLine(_ language: Language) -> String {
        switch (self, language) {
        case (.notReachable(let reason), .ru): "Не удается подключиться к LLaMA серверу (\(reason))"
        case (.notReachable(let reason), .en): "Can't connect to the LLaMA server (\(reason))"
        case (.http(let status, let text), .ru): "❌ Ошибка LLaMA сервера: \(status) - \(text)"
        case (.http(let status, let text), .en): "❌ LLaMA server error: \(status) - \(text)"
        default: explanation
        }
    }
}
