import LlamaServer

extension ServerDescription {
    /// The server's kind and version, such as `llama.cpp b11549`.
    var kindAndVersion: String {
        let name =
            switch kind {
            case .llamaCpp: "llama.cpp"
            case .llamaCppPython: "llama-cpp-python"
            case .ollama: "Ollama"
            case .lmStudio: "LM Studio"
            case .vLLM: "vLLM"
            case .openAICompatible: "OpenAI-compatible server"
            }
        return version.map { "\(name) \($0)" } ?? name
    }

    /// The server in one line: kind, model, context size, slots.
    var summary: String {
        let context = contextSize.map { "context of \($0) tokens" } ?? "context size unknown"
        let slots = slots.map { $0 == 1 ? "1 slot" : "\($0) slots" } ?? "slots unknown"
        return "\(kindAndVersion), model \(model ?? "unknown"), \(context), \(slots)"
    }
}
