import LlamaServer

/// Whether the LLaMA server is there, what it is, and whether it answers.
struct LlamaCheck: Sendable {
    struct Findings: Sendable {
        var results: [CheckResult]
        /// Whether an answer can be expected.
        var isReady: Bool
    }

    var settings: Settings
    var patience: Duration
    var modelPatience: Duration

    func run() async throws -> Findings {
        try await withHTTPClient(LlamaServer.makeHTTPClient()) { httpClient in
            let server: LlamaServer
            do throws(LlamaServerError) {
                server = try LlamaServer(configuration: settings.llama, httpClient: httpClient)
            } catch {
                return unavailable(error)
            }
            switch try await withTimeLimit(patience, { await server.health() }) {
            case .unavailable(let error): return unavailable(error)
            case .loading: return unavailable(.loading)
            case .ready: return try await describe(server)
            case nil: return unavailable(.silence(patience))
            }
        }
    }

    private func unavailable(_ error: LlamaServerError) -> Findings {
        let detail = "\(settings.llamaServerURL): \(error.explanation)"
        let titles: [SetupCheck.Title] = [.kind, .model, .chatTemplate, .contextSize, .answer]
        let first = CheckResult(.server, .failed(advice: error.advice), detail)
        return Findings(results: [first] + titles.map(CheckResult.skipped), isReady: false)
    }

    private func describe(_ server: LlamaServer) async throws -> Findings {
        do {
            guard let description = try await withTimeLimit(patience, { try await server.description() }) else {
                return unavailable(.silence(patience))
            }
            let answer = try await answer(server)
            return Findings(
                results: [
                    CheckResult(.server, .passed, "\(settings.llamaServerURL) is ready"),
                    kind(description), model(description), CheckResult(chatTemplateOf: description),
                    contextSize(description), answer,
                ],
                isReady: !answer.isFailure
            )
        } catch let error as LlamaServerError {
            return unavailable(error)
        }
    }

    private func kind(_ server: ServerDescription) -> CheckResult {
        let slots = server.slots.map { ", \($0 == 1 ? "one answer" : "\($0) answers") at a time" } ?? ""
        return CheckResult(.kind, .passed, "\(server.kindAndVersion)\(slots)")
    }

    private func model(_ server: ServerDescription) -> CheckResult {
        guard let model = server.model else {
            let advice = "set LLAMA_MODEL_NAME to the model that is to answer"
            return CheckResult(.model, .warning(advice: advice), "the server names none")
        }
        guard let wanted = settings.llamaModelName, !server.models.isEmpty, !server.models.contains(wanted) else {
            return CheckResult(.model, .passed, model)
        }
        let advice = "set LLAMA_MODEL_NAME to one of: \(server.models.prefix(10).joined(separator: ", "))"
        return CheckResult(.model, .warning(advice: advice), "the server does not name \(wanted)")
    }

    private func contextSize(_ server: ServerDescription) -> CheckResult {
        guard let size = server.contextSize else {
            return CheckResult(.contextSize, .passed, "the server doesn't say")
        }
        guard size < 2048 else { return CheckResult(.contextSize, .passed, "\(size) tokens") }
        let advice = "long conversations will be cut: give the server more (llama-server: --ctx-size 8192)"
        return CheckResult(.contextSize, .warning(advice: advice), "only \(size) tokens")
    }

    private func answer(_ server: LlamaServer) async throws -> CheckResult {
        let request = AnswerRequest(
            messages: [ChatMessage(role: .user, content: "Hello!")],
            sampling: Sampling(nPredict: 24, temperature: 0)
        )
        let clock = ContinuousClock()
        do {
            let speed = try await withTimeLimit(modelPatience) {
                var speed = AnswerSpeed(start: clock.now)
                for try await event in server.answer(to: request) { speed.hear(event, at: clock.now) }
                return speed
            }
            guard let speed else {
                let advice = "try a smaller model, or a server with a faster processor or a graphics card"
                let detail = "none within \(modelPatience.components.seconds) s"
                return CheckResult(.answer, .failed(advice: advice), detail)
            }
            return CheckResult(.answer, .passed, speed.summary)
        } catch let error as LlamaServerError {
            return CheckResult(.answer, .failed(advice: error.advice), error.explanation)
        }
    }
}
