/// A real server with a model of the project, as a child process on a free port of this machine.
///
/// `script/setup --tests` installs both.
public enum RealLlamaServer: Sendable, CaseIterable {
    /// llama.cpp's own HTTP server, from the `xllamacpp` wheel.
    case llamaCpp
    /// `python -m llama_cpp.server`, from the `llama-cpp-python` wheel.
    case llamaCppPython

    /// How a server is started otherwise than usual.
    public enum Option: Sendable {
        /// A model's thoughts stay in its text; llama-cpp-python knows nothing else.
        case thoughtsInText
        /// An answer of `random.gguf` does not end before the test does, and is not cut off for another one: llama.cpp forgets the
        /// context's beginning at its end, and llama-cpp-python has a context that takes it many minutes.
        case endless
        /// llama.cpp's slots share one context, of which each may take all.
        case sharedContext
        /// llama.cpp keeps nothing of a prompt that has lost its slot.
        case noPromptCache
        /// llama.cpp reads a prompt in pieces of 8 tokens, and not of 2048.
        case smallBatches
    }

    /// Serves while `body` runs. The process is gone when this returns, also if `body` throws or its task is cancelled.
    ///
    /// - Parameters:
    ///   - model: A file's name in `Models/`, or a path that begins with a slash.
    ///   - contextSize: Tokens, for all slots together.
    ///   - slots: How many answers at once; llama-cpp-python has one, whatever is said here.
    ///   - apiKey: What clients must send as their Bearer key.
    ///   - options: What few tests need.
    /// - Throws: ``RealLlamaServerError`` if the server is not installed or doesn't start, and what `body` throws.
    public func run<R: Sendable>(
        model: String = "tiny-q8_0.gguf",
        contextSize: Int = 4096,
        slots: Int = 1,
        apiKey: String? = nil,
        options: Set<Option> = [],
        _ body: @Sendable (_ url: String) async throws -> R
    ) async throws -> R {
        try await runRestartable(
            model: model,
            contextSize: contextSize,
            slots: slots,
            apiKey: apiKey,
            options: options
        ) { try await body($0.url) }
    }

    /// The same, with the server in hand: it runs, and can be stopped and started again on its port.
    public func runRestartable<R: Sendable>(
        model: String = "tiny-q8_0.gguf",
        contextSize: Int = 4096,
        slots: Int = 1,
        apiKey: String? = nil,
        options: Set<Option> = [],
        _ body: @Sendable (_ server: RealLlamaServerProcess) async throws -> R
    ) async throws -> R {
        let server = try await startedOnFreePort { port in
            try command(
                model: model,
                port: port,
                contextSize: contextSize,
                slots: slots,
                apiKey: apiKey,
                options: options
            )
        }
        do {
            let result = try await body(server)
            await server.stop()
            return result
        } catch {
            await server.stop()
            throw error
        }
    }

    /// Somebody else may take a port between finding it free and the server's binding it, so there are three tries.
    private func startedOnFreePort(
        _ command: (_ port: Int) throws -> [String]
    ) async throws -> RealLlamaServerProcess {
        var tries = 3
        while true {
            let port = try await freePort()
            let server = RealLlamaServerProcess(command: try command(port), port: port, probe: probe)
            do {
                try await server.start()
                return server
            } catch {
                await server.stop()
                tries -= 1
                guard tries > 0, case RealLlamaServerError.exited = error else { throw error }
            }
        }
    }

    /// A route that answers without a key as soon as the server is ready, and disturbs nobody.
    private var probe: String {
        switch self {
        case .llamaCpp: "/health"
        case .llamaCppPython: "/openapi.json"
        }
    }
}
