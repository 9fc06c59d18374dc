extension ServerProbe {
    /// “Unexpected endpoint or method. (GET /health)”, with status 200.
    func isLMStudio(_ json: JSONValue?) -> Bool {
        guard let json, let error = json["error"] else { return false }
        return ErrorMessage(json).text.lowercased().contains("unexpected endpoint") || error.string != nil
    }

    func describeLMStudio() async throws -> ServerDescription {
        // Its own list says which models are loaded, and with what context.
        let own = (try await askFor("/api/v0/models")?["data"]?.array ?? []).filter {
            $0["type"]?.string != "embeddings"
        }
        let loaded = own.filter { $0["state"]?.string == "loaded" }
        let listed = modelNames(try await askFor("/v1/models")?["data"])
        var result = description(.lmStudio, models: listed.isEmpty ? modelNames(.array(own)) : listed)
        result.model = configuration.modelName ?? modelNames(.array(loaded)).first ?? result.model
        result.contextSize = loaded.first { $0["id"]?.string == result.model }?["loaded_context_length"]?.int
        return result
    }

    func describeOllama() async throws -> ServerDescription? {
        let root = try await ask("/", nil)
        guard root.status == 200, root.body.count < 200, root.text.contains("Ollama is running") else { return nil }
        let version = try await askFor("/api/version")?["version"]?.string
        let models = modelNames(try await askFor("/api/tags")?["models"], key: "name")
        var result = description(.ollama, version: version, models: models)
        guard let model = result.model else { return result }
        // The context that it runs a model with is in neither list; only a loaded model's is known. (What `/api/show` gives
        // as the context length is the one that the model was trained for.)
        let running = try await askFor("/api/ps")?["models"]?.array ?? []
        result.contextSize =
            running.first {
                $0["name"]?.string == model || $0["name"]?.string == model + ":latest"
            }?["context_length"]?.int
        return result
    }

    /// vLLM, and whatever has OpenAI's list of models.
    func describeOther() async throws -> ServerDescription {
        let reply = try await ask("/v1/models", nil)
        guard let list = try json(of: reply)?["data"], let entries = list.array else {
            if reply.status >= 500 { throw configuration.error(in: reply) }
            throw LlamaServerError.http(status: reply.status, text: "no LLaMA server is known by what answers there")
        }
        let isVLLM = entries.contains { $0["owned_by"]?.string == "vllm" || $0["max_model_len"]?.int != nil }
        guard isVLLM else { return description(.openAICompatible, models: modelNames(list)) }
        var result = description(
            .vLLM,
            version: try await askFor("/version")?["version"]?.string,
            models: modelNames(list),
            // It batches, and queues what doesn't fit; more at once is faster in all.
            slots: nil
        )
        result.contextSize = entries.first { $0["id"]?.string == result.model }?["max_model_len"]?.int
        return result
    }
}
