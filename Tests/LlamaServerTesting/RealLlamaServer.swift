/// A real server with a model of the project, as a child process on a free port; ends with `body`.
public enum RealLlamaServer: Sendable, CaseIterable {
    /// llama.cpp's own HTTP server, from the `xllamacpp` wheel.
    case llamaCpp
    /// `python -m llama_cpp.server`.
    case llamaCppPython

    /// - Parameters:
    ///   - model: A file's name in `Models/`.
    ///   - options: Further options of the server.
    public func run<R: Sendable>(
        model: String = "tiny-q8_0.gguf",
        contextSize: Int = 4096,
        slots: Int = 1,
        apiKey: String? = nil,
        _ body: @Sendable (_ url: String) async throws -> R
    ) async throws -> R { fatalError() }
}
