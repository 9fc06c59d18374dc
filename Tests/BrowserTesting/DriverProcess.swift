import Foundation
import Subprocess

/// `chromedriver` as a child process, on a port of its own choice.
struct DriverProcess: Sendable {
    /// `http://127.0.0.1:PORT`.
    let url: String
    /// Everything that the browser writes is here, and goes with it.
    let folder: URL

    /// The shell outlives a test process that is killed: then its input ends without a word, and it ends the driver (and the driver the
    /// browser, which hangs on a pipe of it) and removes what they have written, as long as they may still write.
    private static let script = """
        chromedriver --port=0 --log-level=SEVERE </dev/null &
        rounds=20
        if read -r _; then rounds=1; fi
        kill $! 2>/dev/null
        wait $!
        while [ $rounds -gt 0 ]; do
            rm -rf "$0"
            rounds=$((rounds - 1))
            if [ $rounds -gt 0 ]; then sleep 0.1; fi
        done
        """

    /// Runs the driver while `body` runs. It is gone when this returns, and ends also when this process is killed.
    static func run<R: Sendable>(
        isolation: isolated (any Actor)? = #isolation,
        _ body: (DriverProcess) async throws -> R
    ) async throws -> R {
        let folder = FileManager.default.temporaryDirectory.appending(path: "browser-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let (started, report) = AsyncStream.makeStream(of: Result<String, BrowserError>.self)
        let (end, finish) = AsyncStream.makeStream(of: Void.self)
        // A task of its own: when the test is cancelled, the browser is still ended in order.
        let process = Task {
            do { try await launch(in: folder, report: report, end: end) } catch {
                report.yield(.failure(.notStarted("\(error)")))
            }
            report.finish()
        }
        let result: Result<R, any Error>
        do {
            var first = started.makeAsyncIterator()
            guard let url = try await first.next()?.get() else { throw BrowserError.notStarted("it ended at once") }
            result = .success(try await body(DriverProcess(url: url, folder: folder)))
        } catch {
            result = .failure(error)
        }
        finish.finish()
        await process.value
        try? FileManager.default.removeItem(at: folder)
        return try result.get()
    }

    private static func launch(
        in folder: URL,
        report: AsyncStream<Result<String, BrowserError>>.Continuation,
        end: AsyncStream<Void>
    ) async throws {
        // The crash reporter and the settings of the desktop have their places under these.
        let places = ["HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMPDIR"]
        var changes: [Environment.Key: String?] = [:]
        for place in places { changes[Environment.Key(stringLiteral: place)] = folder.path }
        _ = try await Subprocess.run(
            .name("sh"),
            arguments: Arguments(["-c", script, folder.path]),
            environment: .inherit.updating(changes),
            input: .inputWriter,
            output: .sequence,
            error: .discarded
        ) { execution in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    var text = ""
                    var isReported = false
                    for try await buffer in execution.standardOutput where !isReported {
                        text += buffer.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
                        guard let port = text.firstMatch(of: /started successfully on port (\d+)/)?.1 else { continue }
                        isReported = true
                        report.yield(.success("http://127.0.0.1:\(port)"))
                    }
                    if !isReported { report.yield(.failure(.notStarted("chromedriver said: \(text)"))) }
                }
                for await _ in end {}
                _ = try? await execution.standardInputWriter.write("end\n")
                try? await execution.standardInputWriter.finish()
                try await group.waitForAll()
            }
        }
    }
}
