public import AsyncHTTPClient
import Foundation
public import Logging
import NIOConcurrencyHelpers
import NIOHTTP1

/// A running LLaMA server: what it is, how it is, and its answers.
///
/// At most as many requests run at once as the server can take (``ServerDescription/slots``); the others wait here in order.
/// A server that does one thing at a time is never sent a second request of any kind while it answers.
///
///     let httpClient = LlamaServer.makeHTTPClient()
///     let server = try LlamaServer(configuration: .init(url: "http://127.0.0.1:8080"), httpClient: httpClient)
///     print(try await server.description().kind)
///     for try await event in server.answer(to: .init(messages: [.init(role: .user, content: "Hello!")])) {
///         if case .text(let text) = event { print(text, terminator: "") }
///     }
///     try await httpClient.shutdown()
public actor LlamaServer {
    nonisolated let configuration: LlamaServerConfiguration
    nonisolated let connection: ServerConnection
    /// Where requests wait for their turn.
    nonisolated let gate = RequestGate(capacity: 1)

    /// What is learned of the server from its answers; `nil` until it is known.
    nonisolated let memory = NIOLockedValueBox<ServerMemory?>(nil)

    private let logger: Logger
    /// Lets one at a time find out what the server is; the others take over what it found.
    private let identification = RequestGate(capacity: 1)
    private var known: ServerDescription?
    /// Whether the server was away since it was asked.
    private var wasAway = false
    private var attempts = 0
    private var failure: (attempt: Int, error: LlamaServerError)?

    /// - Parameters:
    ///   - httpClient: One from ``makeHTTPClient()``; it must have no read timeout.
    ///   - clock: Measures the server's silence.
    /// - Throws: ``LlamaServerError/invalidURL(_:)``.
    public init(
        configuration: LlamaServerConfiguration,
        httpClient: HTTPClient,
        clock: any Clock<Duration> = ContinuousClock(),
        logger: Logger = Logger(label: "llama")
    ) throws(LlamaServerError) {
        self.configuration = configuration
        self.logger = logger
        connection = ServerConnection(
            url: try ServerURL(configuration.url),
            // An empty line in a settings file, or a line's end behind the key, is no part of it.
            apiKey: configuration.apiKey.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
                .flatMap { $0.isEmpty ? nil : $0 },
            httpClient: httpClient,
            clock: clock
        )
    }

    /// How many wait to learn what the server is.
    var waitingForIdentification: Int { identification.waiting }

    /// How long a small question may take.
    nonisolated var probeLimit: Duration { min(configuration.requestTimeout, .seconds(10)) }

    /// What the server is; asked once and remembered until the server was away.
    ///
    /// While llama-cpp-python answers, what was last known of it is returned, since asking would cut its answer off.
    ///
    /// - Throws: ``LlamaServerError``; ``LlamaServerError/notReachable(_:)`` too if the task is cancelled.
    public func description() async throws(LlamaServerError) -> ServerDescription {
        do {
            return try await currentDescription()
        } catch let error as LlamaServerError {
            throw error
        } catch {
            throw .notReachable("cancelled")
        }
    }

    /// What the server is, asked anew: while nobody asked it anything it may have been started again, with another context or other slots.
    /// What was learned of it is forgotten only if it is another one.
    ///
    /// Who does not say how much context there is (llama-cpp-python, which a question could disturb) is not asked.
    ///
    /// - Throws: ``LlamaServerError``; ``LlamaServerError/notReachable(_:)`` too if the task is cancelled.
    public func freshDescription() async throws(LlamaServerError) -> ServerDescription {
        guard let old = known, !wasAway, old.contextSize != nil, !old.isInterruptedByRequests else {
            return try await description()
        }
        do {
            let description = try await probe().describe()
            guard description != known else { return asLearned(description) }
            remember(description)
            return description
        } catch let error as LlamaServerError {
            note(error)
            throw error
        } catch {
            throw .notReachable("cancelled")
        }
    }

    func currentDescription() async throws -> ServerDescription {
        if let known, !wasAway || (known.isInterruptedByRequests && gate.inside > 0) { return asLearned(known) }
        let arrival = attempts
        return try await identification.withTurn { try await self.identify(arrival: arrival) }
    }

    private func identify(arrival: Int) async throws -> ServerDescription {
        if let known, !wasAway { return asLearned(known) }
        // Somebody asked while this waited: asking again would give the same, after the same time.
        if let failure, failure.attempt > arrival { throw failure.error }
        do {
            let description = try await probe().describe()
            attempts += 1
            failure = nil
            remember(description)
            return description
        } catch let error as LlamaServerError {
            attempts += 1
            failure = (attempts, error)
            logger.debug("LLaMA server can't be identified: \(error)")
            throw error
        }
    }

    private func remember(_ description: ServerDescription) {
        known = description
        wasAway = false
        gate.setCapacity(description.answersAtOnce)
        memory.withLockedValue { $0 = ServerMemory(description) }
        logger.debug(
            "LLaMA server is \(description.kind) \(description.version ?? ""), model \(description.model ?? "–")"
        )
    }

    private func asLearned(_ description: ServerDescription) -> ServerDescription {
        var description = description
        description.sharedContextSize = sharedContextSize
        return description
    }

    /// To be called after an error: it decides whether the server may be another one when it comes back.
    func note(_ error: any Error) {
        switch error as? LlamaServerError {
        case .notReachable, .loading, .silence, .brokenStream, .unauthorized, .modelNotFound: wasAway = true
        // llama-cpp-python says it nowhere else.
        case .contextTooLong(_, let contextSize?) where known?.contextSize == nil: known?.contextSize = contextSize
        case .busy, .contextTooLong, .http, .invalidURL, nil: break
        }
    }

    private nonisolated func probe() -> ServerProbe {
        let ask: ServerProbe.Question = { [connection, probeLimit] path, body in
            try await connection.reply(
                body == nil ? .GET : .POST,
                path,
                body: body.map { Data($0.utf8) },
                limit: probeLimit
            )
        }
        return ServerProbe(configuration: configuration, ask: ask) { [gate] path, body in
            try await gate.withTurn { try await ask(path, body) }
        }
    }
}
