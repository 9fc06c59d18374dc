import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Subprocess

/// A child process that serves on a port, and can be stopped and started again there.
public actor RealLlamaServerProcess {
    /// `http://127.0.0.1:PORT`, without a slash at the end.
    public nonisolated let url: String

    private let command: [String]
    private let probe: String
    private let log: URL
    private var process: Task<Void, Never>?
    private var processID: pid_t?
    private var hasEnded = true

    init(command: [String], port: Int, probe: String) {
        self.command = command
        self.probe = probe
        url = "http://127.0.0.1:\(port)"
        log = FileManager.default.temporaryDirectory.appending(path: "llama-\(UUID().uuidString).log")
    }

    /// Starts the server and waits, a minute at most, until it answers. Does nothing while it runs.
    public func start() async throws {
        guard process == nil else { return }
        launch()
        do {
            try await waitUntilReady()
        } catch {
            let text = (try? String(contentsOf: log, encoding: .utf8)).map { String($0.suffix(2000)) } ?? ""
            await stop()
            switch error {
            case RealLlamaServerError.exited: throw RealLlamaServerError.exited(text)
            case RealLlamaServerError.notReady: throw RealLlamaServerError.notReady(text)
            default: throw error
            }
        }
    }

    /// Starts the process without waiting until it answers: for tests of how a server comes up.
    public func launch() {
        guard process == nil else { return }
        hasEnded = false
        // `exec`: the shell is only there for the redirection, and the signal has to reach the server itself.
        let arguments = ["-c", #"exec "$@" >"$0" 2>&1"#, log.path] + command
        // One thread: on a busy machine OpenMP's threads wait for each other in vain (1.3 tokens/s were seen, against 3,226).
        // Cancelling the task kills the process (SIGKILL), since no gentler teardown is asked for.
        process = Task {
            _ = try? await Subprocess.run(
                .name("sh"),
                arguments: Arguments(arguments),
                environment: .inherit.updating(["PYTHONUNBUFFERED": "1", "OMP_THREAD_LIMIT": "1"]),
                input: .none,
                output: .discarded,
                error: .discarded
            ) { execution in
                processID = pid_t(execution.processIdentifier.value)
            }
            processID = nil
            hasEnded = true
        }
    }

    /// Kills the server and waits until it is gone, also in a task that was cancelled. Does nothing while it is stopped.
    public func stop() async {
        guard let process else { return }
        process.cancel()
        await process.value
        self.process = nil
        try? FileManager.default.removeItem(at: log)
    }

    /// Freezes the server where it is: its connections stay open, and nothing comes. Does nothing while it is stopped.
    public func suspend() { send(SIGSTOP) }

    /// Lets a frozen server go on.
    public func resume() { send(SIGCONT) }

    private func send(_ signal: Int32) {
        if let processID { kill(processID, signal) }
    }

    private func waitUntilReady() async throws {
        var request = HTTPClientRequest(url: url + probe)
        request.headers.add(name: "connection", value: "close")
        let clock = ContinuousClock()
        let deadline = clock.now.advanced(by: .seconds(60))
        while clock.now < deadline {
            if hasEnded { throw RealLlamaServerError.exited("") }
            let response = try? await HTTPClient.shared.execute(request, timeout: .seconds(5))
            if let response {
                _ = try? await response.body.collect(upTo: 1 << 20)
                if response.status == .ok { return }
            }
            try await clock.sleep(for: .milliseconds(50))
        }
        throw RealLlamaServerError.notReady("")
    }
}

/// A port that nobody listens on at the moment.
func freePort() async throws -> Int {
    let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
    let channel = try await bootstrap.bind(host: "127.0.0.1", port: 0).get()
    let port = channel.localAddress?.port
    try await channel.close()
    guard let port else { throw ChannelError.unknownLocalAddress }
    return port
}
