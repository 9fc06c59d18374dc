import Foundation

extension ServerProbe {
    /// `{"status":"ok"}`, or 503 while it loads; older ones have 503 with `{"status":"loading model"}` or `"no slot available"`.
    func isLlamaServer(_ health: ServerReply, _ json: JSONValue?) -> Bool {
        guard let status = json?["status"]?.string else { return false }
        return status == "ok" && health.status == 200 || status == "no slot available"
    }

    /// llama.cpp's `llama-server`; `nil` if something else has such a `/health`.
    func describeLlamaServer() async throws -> ServerDescription? {
        guard let properties = try await askFor("/props") else { return nil }
        // What a build outside llama.cpp's own repository, such as xllamacpp's, is stamped with.
        let version = properties["build_info"]?.string.flatMap { $0 == "b0-unknown" ? nil : $0 }
        if properties["role"]?.string == "router" { return try await describeRouter(version: version) }
        let settings = properties["default_generation_settings"]
        guard settings?.object != nil || properties["total_slots"] != nil else { return nil }

        let path = properties["model_path"]?.string.map { URL(filePath: $0).lastPathComponent }
        let name = [properties["model_alias"]?.string, path].compactMap { $0 }.first { !$0.isEmpty }.map { oneLine($0) }
        let listed = modelNames(try await askFor("/v1/models")?["data"])
        var result = description(
            .llamaCpp,
            version: version,
            models: listed.isEmpty ? [name].compactMap { $0 } : listed,
            contextSize: settings?["n_ctx"]?.int,
            slots: properties["total_slots"]?.int,
            hasChatTemplate: hasChatTemplate(properties)
        )
        // It has one model, and ignores what is asked for.
        result.model = name ?? listed.first
        result.sharedContextSize = sharedContextSize(result)
        return result
    }

    /// `llama-server` without a model of its own, which starts one for each model that is asked for.
    private func describeRouter(version: String?) async throws -> ServerDescription {
        let list = try await askFor("/v1/models")?["data"]
        let loaded = (list?.array ?? []).filter { $0["status"]?["value"]?.string == "loaded" }
        let names = modelNames(list)
        let preferred = configuration.modelName ?? modelNames(.array(loaded)).first ?? names.first
        var result = description(.llamaCpp, version: version, models: names)
        result.model = preferred
        result.isRouter = true
        // Asking for the properties of a model that is not loaded would load it.
        guard let preferred, modelNames(.array(loaded)).contains(preferred), let query = queryValue(preferred),
            let properties = try await askFor("/props?model=\(query)")
        else { return result }
        result.contextSize = properties["default_generation_settings"]?["n_ctx"]?.int
        result.slots = properties["total_slots"]?.int.flatMap { $0 > 0 ? $0 : nil }
        result.hasChatTemplate = hasChatTemplate(properties)
        if configuration.api == .auto, result.hasChatTemplate == false { result.api = .completion }
        result.sharedContextSize = sharedContextSize(result)
        return result
    }

    /// What is to be assumed; ``ContextSharing`` says why.
    private func sharedContextSize(_ description: ServerDescription) -> Int? {
        (description.slots ?? 1) > 1 ? description.contextSize : nil
    }

    /// Whether the template is the model's own. For a model without one, `llama-server` shows the ChatML that it uses instead
    /// (seen with b11549), in words that no model has; such a model was never taught ChatML.
    private func hasChatTemplate(_ properties: JSONValue) -> Bool? {
        properties["chat_template"]?.string.map { template in
            let words = template.filter { !$0.isWhitespace }
            return !words.isEmpty && words != Self.substitute
        }
    }

    private static let substitute = #"""
        {%- for message in messages -%}
          {{- '<|im_start|>' + message.role + '
        ' + message.content + '<|im_end|>
        ' -}}
        {%- endfor -%}
        {%- if add_generation_prompt -%}
          {{- '<|im_start|>assistant
        ' -}}
        {%- endif -%}
        """#.filter { !$0.isWhitespace }

    private func queryValue(_ text: String) -> String? {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics)
    }

    /// `python -m llama_cpp.server`; `nil` if it is another FastAPI program.
    func describeLlamaCppPython() async throws -> ServerDescription? {
        guard let api = try await askFor("/openapi.json"),
            api["info"]?["title"]?.string?.contains("llama.cpp") == true || api["paths"]?["/extras/tokenize"] != nil
        else { return nil }
        let models = modelNames(try json(of: try await askInTurn("/v1/models", nil))?["data"])
        return description(.llamaCppPython, version: api["info"]?["version"]?.string, models: models, slots: 1)
    }
}
