import Foundation
import LlamaServerTesting
import Subprocess
import TelegramSandbox

/// A bot in Python, in the virtual environment that `script/setup --tests` makes for it.
enum ForeignBot {
    struct NotInstalled: Error, CustomStringConvertible {
        var path: String
        var description: String { "\(path) is missing: run script/setup --tests" }
    }

    /// Runs the bot while `body` runs; it is gone when this returns, and ends also when this process is killed.
    ///
    /// - Returns: what `body` returns, and what the bot wrote to its output.
    static func run<R: Sendable>(
        _ name: String,
        environment folder: String,
        on sandbox: TelegramSandbox,
        isolation: isolated (any Actor)? = #isolation,
        _ body: () async throws -> R
    ) async throws -> (R, output: String) {
        let python = RealLlamaServer.cacheFolder.appending(path: "\(folder)/bin/python").path
        guard FileManager.default.isExecutableFile(atPath: python) else { throw NotInstalled(path: python) }
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Bots/\(name).py").path
        let settings: [Environment.Key: String?] = [
            "API_URL": try await sandbox.apiURL(), "API_TOKEN": sandbox.botToken, "PYTHONUNBUFFERED": "1",
            "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1",
        ]
        let result = try await Subprocess.run(
            .name("sh"),
            arguments: ["-c", #"exec "$0" "$@""#, python, script],
            environment: .inherit.updating(settings),
            input: .inputWriter,
            output: .sequence,
            error: .combinedWithOutput
        ) { execution in
            let output = execution.standardOutput
            let text = Task {
                var bytes: [UInt8] = []
                for try await buffer in output { bytes += buffer.withUnsafeBytes(Array.init) }
                return String(decoding: bytes, as: UTF8.self)
            }
            let result: Result<R, any Error>
            do { result = .success(try await body()) } catch { result = .failure(error) }
            try await execution.standardInputWriter.finish()
            return (result, try await text.value)
        }
        let (value, output) = result.closureResult
        if case .failure = value { print(output) }
        return (try value.get(), output)
    }
}
