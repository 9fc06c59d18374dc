/// Finds out what a server is, by questions that disturb none of the known ones.
///
/// The order matters: `/v1/models` would cut off an answer that llama-cpp-python streams, so that server is recognised first, by the way
/// in which it doesn't know `/health`. LM Studio answers unknown paths with status 200, so the body decides and not the status.
struct ServerProbe: Sendable {
    /// Asks one question. It throws only if there is no reply at all.
    typealias Question = @Sendable (_ path: String, _ body: String?) async throws -> ServerReply

    let configuration: LlamaServerConfiguration
    let ask: Question
    /// The same, in a moment in which nothing streams.
    let askInTurn: Question

    /// The largest context that is believed, in tokens; larger ones, and none at all, are figures that make no sense.
    private static let largestContext = 1 << 32

    func describe() async throws -> ServerDescription {
        var description = try await identify()
        let contextSize = description.contextSize ?? 0
        guard contextSize <= 0 || contextSize > Self.largestContext else { return description }
        description.contextSize = nil
        description.sharedContextSize = nil
        return description
    }

    private func identify() async throws -> ServerDescription {
        let health = try await ask("/health", nil)
        let json = health.json
        if health.status == 401 || health.status == 403 { throw LlamaServerError.unauthorized }
        if isLlamaServer(health, json) {
            if let description = try await describeLlamaServer() { return description }
        } else if health.status == 404, json?["detail"] != nil {
            if let description = try await describeLlamaCppPython() { return description }
        } else if health.status >= 500, health.status != 501 {
            throw configuration.error(in: health)
        } else if health.status == 200, isLMStudio(json) {
            return try await describeLMStudio()
        } else if health.status == 404 || health.status == 405 || health.status == 200 {
            if let description = try await describeOllama() { return description }
        }
        return try await describeOther()
    }

    /// What the other descriptions have in common.
    func description(
        _ kind: ServerDescription.Kind,
        version: String? = nil,
        models: [String],
        contextSize: Int? = nil,
        slots: Int? = nil,
        hasChatTemplate: Bool? = nil
    ) -> ServerDescription {
        let api: LlamaServerConfiguration.API =
            switch configuration.api {
            case .chat: .chat
            case .completion: .completion
            case .auto: kind == .llamaCpp && hasChatTemplate == false ? .completion : .chat
            }
        return ServerDescription(
            kind: kind,
            version: version.map { oneLine($0, limit: 60) },
            model: configuration.modelName ?? models.first { !$0.lowercased().contains("embed") } ?? models.first,
            models: models,
            contextSize: contextSize,
            slots: slots.flatMap { $0 > 0 ? $0 : nil },
            hasChatTemplate: hasChatTemplate,
            api: api
        )
    }

    /// The reply, unless it is an error that tells more than “not here”.
    func askFor(_ path: String, _ body: String? = nil) async throws -> JSONValue? {
        let reply = try await ask(path, body)
        return try json(of: reply)
    }

    func json(of reply: ServerReply) throws -> JSONValue? {
        switch reply.status {
        case 200: return reply.json
        case 401, 403, 429, 503: throw configuration.error(in: reply)
        default: return nil
        }
    }
}

/// The names in a list of models, as of `/v1/models`: bounded, since they come from elsewhere.
func modelNames(_ list: JSONValue?, key: String = "id") -> [String] {
    (list?.array ?? []).prefix(200).compactMap { $0[key]?.string }.filter { !$0.isEmpty }.map { oneLine($0) }
}
