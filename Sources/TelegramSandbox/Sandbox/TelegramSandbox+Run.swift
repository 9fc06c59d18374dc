public import Logging
import ServiceLifecycle

extension TelegramSandbox {
    enum State {
        case idle
        /// Started, and not listening yet.
        case starting
        case running(url: String)
        case stopping
        case stopped
    }

    var isStopping: Bool {
        switch state {
        case .stopping, .stopped: true
        default: false
        }
    }

    /// Serves until its task is cancelled or a graceful shutdown begins; once in the sandbox's life.
    ///
    /// - Throws: ``SandboxError/cannotListen(at:reason:)``.
    public func run() async throws {
        guard case .idle = state else { throw SandboxError.stopped }
        state = .starting
        defer { stopped() }
        let end: @Sendable () -> Void = {
            Task {
                await self.stopping()
                await self.endListening()
            }
        }
        try await withGracefulShutdownHandler {
            try await withTaskCancellationHandler {
                try await Task { try await serve() }.value
            } onCancel: {
                end()
            }
        } onGracefulShutdown: {
            end()
        }
    }

    /// The Bot API's address, `http://127.0.0.1:PORT`, as soon as the server listens; for `TELEGRAM_API_URL`.
    ///
    /// - Throws: ``SandboxError/stopped`` where the server has ended, ``SandboxError/cannotListen(at:reason:)`` where it could not be
    ///   started.
    public func apiURL() async throws -> String {
        try await wait(for: "the server to listen", .state, timeout: .seconds(60)) { sandbox in
            switch sandbox.state {
            case .running(let url): .success(url)
            case .idle, .starting: nil
            case .stopping, .stopped: .failure(sandbox.startFailure ?? SandboxError.stopped)
            }
        }
    }

    /// Runs a sandbox as long as `body` takes.
    ///
    /// ```swift
    /// try await TelegramSandbox.withSandbox { sandbox, url in
    ///     let anna = await sandbox.person(firstName: "Anna")
    ///     // Start your bot with `url` as the Bot API's address and `sandbox.botToken` as its token.
    ///     let question = await anna.send("Hello!")
    ///     let answer = try await anna.replies(after: question)[0]
    /// }
    /// ```
    ///
    /// - Parameter body: gets the sandbox and its address (``apiURL()``).
    public static func withSandbox<Result: Sendable>(
        _ configuration: SandboxConfiguration = SandboxConfiguration(),
        logger: Logger = Logger(label: "sandbox"),
        isolation: isolated (any Actor)? = #isolation,
        _ body: (_ sandbox: TelegramSandbox, _ url: String) async throws -> Result
    ) async throws -> Result {
        let sandbox = TelegramSandbox(configuration: configuration, logger: logger)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await sandbox.run() }
            let url: String
            do {
                url = try await sandbox.apiURL()
            } catch SandboxError.stopped {
                // Why it could not be started is what `run()` says.
                try await group.waitForAll()
                throw SandboxError.stopped
            }
            defer { group.cancelAll() }
            return try await body(sandbox, url)
        }
    }

    /// Lets go of the calls that wait, so that their connections can be closed.
    private func stopping() {
        if case .stopped = state { return }
        state = .stopping
        endPoll(with: .success(()))
        releaseHeldCalls(of: .all)
        closeTabs()
        endDraftTimers()
        outageWaiter?.resume()
        outageWaiter = nil
        wake(.state)
    }

    private func stopped() {
        stopping()
        state = .stopped
        failWaiters(with: startFailure ?? SandboxError.stopped)
        for listener in listeners.values.flatMap(\.values) { listener.finish() }
        listeners = [:]
    }
}
