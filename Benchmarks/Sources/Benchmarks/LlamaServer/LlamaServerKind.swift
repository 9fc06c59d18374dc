import Foundation

/// A real LLaMA server, as `script/setup` installs it.
enum LlamaServerKind: String, Sendable, CaseIterable {
    /// llama.cpp's own, from the wheel.
    case llamaCpp = "llama.cpp"
    /// `python -m llama_cpp.server`; only `script/setup --tests` installs it.
    case llamaCppPython = "llama-cpp-python"

    var isInstalled: Bool { (try? python).map { FileManager.default.isExecutableFile(atPath: $0) } ?? false }

    /// The command line that serves the tiny model.
    ///
    /// - Parameters:
    ///   - port: 0 for any free one, which only llama.cpp's own understands.
    ///   - slots: Answers at once, each with a context of its own; llama-cpp-python has one.
    func command(port: Int, contextSize: Int, slots: Int) throws -> [String] {
        let root = try Self.folder("LOCALAICHAT_ROOT")
        let model = "\(root)/Models/tiny-q8_0.gguf"
        switch self {
        case .llamaCpp:
            return try [
                python, "\(root)/script/llama-server", model, "--port", "\(port)", "-c", "\(contextSize * slots)",
                "-np",
                "\(slots)", "--with-parent",
            ]
        case .llamaCppPython:
            return try [
                python, "-c", Self.withParent, "--host", "127.0.0.1", "--port", "\(port)", "--model", model,
                "--n_ctx",
                "\(contextSize)", "--n_threads", "1", "--n_threads_batch", "1",
            ]
        }
    }

    /// `python -m llama_cpp.server`, which ends when the benchmarks are gone: when they crash, nobody is left to stop it.
    private static let withParent = """
        import os, runpy, threading, time

        def watch(parent):
            while os.getppid() == parent:
                time.sleep(1)
            os._exit(1)

        threading.Thread(target=watch, args=(os.getppid(),), daemon=True).start()
        runpy.run_module("llama_cpp.server", run_name="__main__", alter_sys=True)
        """

    private var python: String {
        get throws {
            let folder = self == .llamaCpp ? "llama-server" : "llama-cpp-python"
            return try Self.folder("LOCALAICHAT_CACHE") + "/\(folder)/bin/python"
        }
    }

    /// `script/bench` says where the project is, and what is installed for it.
    private static func folder(_ name: String) throws -> String {
        guard let path = ProcessInfo.processInfo.environment[name], !path.isEmpty else {
            throw BenchmarkFailure("\(name) is not set: real servers are found by script/bench")
        }
        return path
    }
}
