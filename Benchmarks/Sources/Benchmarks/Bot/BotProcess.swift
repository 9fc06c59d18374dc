import Foundation

/// The program as people run it, between a Bot API and a LLaMA server on this machine.
struct BotProcess: Sendable {
    var telegramURL: String
    var token: String
    var llamaURL: String
    /// `STREAMING`.
    var streaming: String
    /// `DATABASE_URL`; `nil` for a new file that is gone afterwards.
    var database: String?
    /// Further settings.
    var settings: [String: String] = [:]

    /// Runs the bot while `body` runs.
    ///
    /// - Throws: What `body` throws, or why the program can't be started.
    func run<R: Sendable>(_ body: (_ processID: Int32) async throws -> R) async throws -> R {
        let folder = FileManager.default.temporaryDirectory.appending(path: "localaichat-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let process = Process()
        process.executableURL = try Self.program()
        process.arguments = ["run"]
        // No settings but these: neither a .env of this folder nor what else stands in the environment.
        process.currentDirectoryURL = folder
        process.environment = environment(database: database ?? folder.appending(path: "bot.sqlite").path)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        process.terminationHandler = { _ in end.finish() }
        try process.run()
        let result: Result<R, any Error>
        do {
            result = .success(try await body(process.processIdentifier))
        } catch {
            result = .failure(error)
        }
        process.terminate()
        for await _ in ends {}
        return try result.get()
    }

    /// How long the program takes to say what it can do: it starts and ends, and nothing else.
    static func timeOfHelp() async throws -> Duration {
        let process = Process()
        process.executableURL = try program()
        process.arguments = ["--help"]
        process.standardOutput = FileHandle.nullDevice
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        process.terminationHandler = { _ in end.finish() }
        let start = ContinuousClock.now
        try process.run()
        for await _ in ends {}
        return start.duration(to: .now)
    }

    private func environment(database: String) -> [String: String] {
        let kept = ["PATH", "HOME", "LD_LIBRARY_PATH"]
        return ProcessInfo.processInfo.environment.filter { kept.contains($0.key) }.merging([
            "BOT_TOKEN": token,
            "TELEGRAM_API_URL": telegramURL,
            "LLAMA_SERVER_URL": llamaURL,
            "STREAMING": streaming,
            "DATABASE_URL": database,
            "LOG_LEVEL": "error",
            // More than any answer has. With no limit a bot may keep a good part of the context free for each.
            "MAX_TOKENS": "1024",
        ]) { $1 }.merging(settings) { $1 }
    }

    /// SwiftPM puts it beside this program; `LOCALAICHAT_PROGRAM` names another one, to compare builds.
    private static func program() throws -> URL {
        if let path = ProcessInfo.processInfo.environment["LOCALAICHAT_PROGRAM"] { return URL(filePath: path) }
        guard let program = Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "localaichat"),
            FileManager.default.isExecutableFile(atPath: program.path)
        else { throw BenchmarkFailure("localaichat is not beside the benchmarks: build both") }
        return program
    }
}
