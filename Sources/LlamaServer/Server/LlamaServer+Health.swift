import NIOHTTP1

extension LlamaServer {
    /// Whether the server can answer now. While an answer streams from a server that does one thing at a time, it is `ready` without being asked.
    ///
    /// It asks for nothing but a few bytes, by a route that no known server keeps waiting. The server has 10 s for each
    /// question (less where ``LlamaServerConfiguration/requestTimeout`` is less). It is one question to a server that is
    /// known, and about five to one that is not: those wait for their turn while somebody else asks them, and one of them,
    /// at llama-cpp-python, until no answer streams. Whoever can't wait that long cancels the task.
    public func health() async -> Health {
        do {
            let description = try await currentDescription()
            if try await isHealthy(description) { return .ready }
            // Something else has taken its place.
            note(LlamaServerError.notReachable(""))
            _ = try await currentDescription()
            return .ready
        } catch LlamaServerError.loading {
            note(LlamaServerError.loading)
            return .loading
        } catch let error as LlamaServerError {
            note(error)
            return .unavailable(error)
        } catch {
            return .unavailable(.notReachable("cancelled"))
        }
    }

    /// - Returns: `false` if the server is not the one that was described.
    private nonisolated func isHealthy(_ description: ServerDescription) async throws -> Bool {
        guard description.isInterruptedByRequests else { return try await ask(description) }
        // If there is no turn, it is answering, and that is health.
        return try await gate.withTurnIfFree { try await self.ask(description) } ?? true
    }

    private nonisolated func ask(_ description: ServerDescription) async throws -> Bool {
        let path =
            switch description.kind {
            case .llamaCpp, .llamaCppPython, .vLLM: "/health"
            case .ollama: "/api/version"
            case .lmStudio, .openAICompatible: "/v1/models"
            }
        let reply = try await connection.reply(.GET, path, limit: probeLimit)
        let json = reply.json
        let isReady =
            switch description.kind {
            case .llamaCpp:
                reply.status == 200 && json?["status"] != nil || json?["status"] == .string("no slot available")
            case .vLLM: reply.status == 200
            // It has no such route, and this is how it says so.
            case .llamaCppPython: reply.status == 404 && json?["detail"] != nil
            case .ollama: reply.status == 200 && json?["version"] != nil
            case .lmStudio, .openAICompatible: reply.status == 200 && json?["data"]?.array != nil
            }
        if isReady { return true }
        if reply.status < 400 || reply.status == 404 { return false }
        throw configuration.error(in: reply)
    }
}
