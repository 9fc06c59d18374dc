public import Foundation

extension RealLlamaServer {
    /// The command line that serves a model.
    func command(
        model: String,
        port: Int,
        contextSize: Int,
        slots: Int,
        apiKey: String?,
        options: Set<Option>
    ) throws -> [String] {
        let root = try Self.packageFolder()
        let model = model.hasPrefix("/") ? URL(filePath: model) : root.appending(path: "Models").appending(path: model)
        let python = Self.cacheFolder.appending(path: folder).appending(path: "bin/python")
        for file in [model, python] where !FileManager.default.fileExists(atPath: file.path) {
            throw RealLlamaServerError.notInstalled(file.path)
        }
        switch self {
        case .llamaCpp:
            let key = apiKey.map { ["--api-key", $0] } ?? []
            let format = options.contains(.thoughtsInText) ? ["--reasoning-format", "none"] : []
            let shift = options.contains(.endless) ? ["--context-shift"] : []
            let shared = options.contains(.sharedContext) ? ["--kv-unified"] : []
            let cache = options.contains(.noPromptCache) ? ["--cache-ram", "0"] : []
            let batch = options.contains(.smallBatches) ? ["--batch-size", "8"] : []
            return [
                python.path, "-c", Self.withParent, root.appending(path: "script/llama-server").path, model.path,
                "--port", "\(port)",
            ]
                + ["-c", "\(contextSize)", "-np", "\(slots)"] + key + format + shift + shared + cache + batch
        case .llamaCppPython:
            let key = apiKey.map { ["--api_key", $0] } ?? []
            let isEndless = options.contains(.endless)
            let endless = isEndless ? ["--interrupt_requests", "false", "--logits_all", "false"] : []
            return [
                python.path, "-c", Self.withParent, "-m", "llama_cpp.server", "--host", "127.0.0.1", "--port",
                "\(port)",
            ]
                + ["--model", model.path, "--n_ctx", "\(isEndless ? 200_000 : contextSize)"]
                // A model this small is fastest alone: threads that wait for each other busily starve the other tests.
                + ["--n_threads", "1", "--n_threads_batch", "1"] + endless + key
        }
    }

    /// Runs a program of Python as `python PROGRAM` and `python -m MODULE` do, and ends it when the tests are gone:
    /// when they crash, nobody is left to stop it.
    private static let withParent = """
        import os, runpy, sys, threading, time

        def watch(parent):
            while os.getppid() == parent:
                time.sleep(1)
            os._exit(1)

        threading.Thread(target=watch, args=(os.getppid(),), daemon=True).start()
        del sys.argv[0]
        if sys.argv[0] == "-m":
            del sys.argv[0]
            runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
        else:
            runpy.run_path(sys.argv[0], run_name="__main__")
        """

    private var folder: String {
        switch self {
        case .llamaCpp: "llama-server"
        case .llamaCppPython: "llama-cpp-python"
        }
    }

    /// The folder that `script/setup` fills.
    public static var cacheFolder: URL {
        let environment = ProcessInfo.processInfo.environment
        func path(_ name: String) -> URL? {
            environment[name].flatMap { $0.isEmpty ? nil : URL(filePath: $0) }
        }
        let caches = path("XDG_CACHE_HOME") ?? FileManager.default.homeDirectoryForCurrentUser.appending(path: ".cache")
        return path("LOCALAICHAT_CACHE") ?? caches.appending(path: "localaichat")
    }

    /// Where Package.swift is.
    public static func packageFolder() throws -> URL {
        var folder = URL(filePath: #filePath).deletingLastPathComponent()
        while !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
            guard folder.path != "/" else { throw RealLlamaServerError.notInstalled("Package.swift") }
            folder.deleteLastPathComponent()
        }
        return folder
    }
}
