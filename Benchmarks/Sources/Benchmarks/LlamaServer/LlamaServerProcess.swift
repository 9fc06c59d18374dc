import Foundation
import NIOCore
import NIOPosix

/// A real LLaMA server that runs for a while.
struct LlamaServerProcess: Sendable {
    var url: String
    /// What it prints: all of it, to the end.
    var log: URL

    /// Serves on a free port while `body` runs.
    ///
    /// - Throws: ``BenchmarkFailure`` where it does not answer within a minute.
    static func run<R: Sendable>(
        _ kind: LlamaServerKind,
        contextSize: Int,
        slots: Int,
        _ body: (LlamaServerProcess) async throws -> R
    ) async throws -> R {
        let port = try await freePort()
        let log = FileManager.default.temporaryDirectory.appending(path: "localaichat-bench-\(UUID().uuidString).log")
        _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        defer { try? FileManager.default.removeItem(at: log) }
        let output = try FileHandle(forWritingTo: log)
        defer { try? output.close() }
        let command = try kind.command(port: port, contextSize: contextSize, slots: slots)
        let process = Process()
        process.executableURL = URL(filePath: command[0])
        process.arguments = Array(command.dropFirst())
        // One thread: several wait for each other by spinning, and a model this small gives them nothing to do.
        process.environment = ProcessInfo.processInfo.environment.merging([
            "PYTHONUNBUFFERED": "1", "OMP_THREAD_LIMIT": "1",
        ]) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        process.terminationHandler = { _ in end.finish() }
        try process.run()
        let result: Result<R, any Error>
        do {
            let server = LlamaServerProcess(url: "http://127.0.0.1:\(port)", log: log)
            try await server.waitUntilReady(kind) { process.isRunning }
            result = .success(try await body(server))
        } catch {
            result = .failure(error)
        }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        for await _ in ends {}
        return try result.get()
    }

    /// What it has printed so far.
    var printed: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

    private func waitUntilReady(_ kind: LlamaServerKind, while isRunning: () -> Bool) async throws {
        let probe = kind == .llamaCpp ? "/health" : "/openapi.json"
        let deadline = ContinuousClock.now.advanced(by: .seconds(60))
        while isRunning(), ContinuousClock.now < deadline {
            if await (try? PlainHTTP.get(url + probe))?.status == 200 { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw BenchmarkFailure("\(kind.rawValue) does not serve: \(printed.suffix(1000))")
    }

    /// A port that nobody listens on at the moment.
    private static func freePort() async throws -> Int {
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        let channel = try await bootstrap.bind(host: "127.0.0.1", port: 0).get()
        let port = channel.localAddress?.port
        try await channel.close()
        guard let port else { throw BenchmarkFailure("there is no free port") }
        return port
    }
}
