public import Logging

/// The updates of a bot, by long polling, as a sequence that ends only by cancellation or by an error that can't pass.
///
/// An update is asked for again, also after a restart, until the consumer has confirmed it:
///
///     let updates = LongPolling(client: client)
///     for try await received in updates {
///         try await store(received.update)
///         received.confirm()
///     }
///     try await updates.acknowledge()
///
/// Updates come in the server's order. One that is not confirmed comes again, after those that came with it, at the
/// earliest a second later, while those that were confirmed don't: a consumer may meet an update twice, and knows it
/// by its `updateID`.
///
/// When polling fails, it is tried again, after 1 to 60 seconds or as long as the server asks for, and the log has one
/// line for each sort of failure and one when it works again: no connection, 5xx, 409 (another program polls, or a
/// webhook is set), 429, answers that aren't the Bot API's. Only a token that the server does not accept (401, 404) is
/// thrown, as a ``BotAPIError``. An update that is damaged, or of an unknown kind, costs no other update; see
/// ``Update/Content``.
///
/// There may be one poller for each bot. Copies of a value, and all its iterators, share what is confirmed.
public struct LongPolling: AsyncSequence, Sendable {
    public typealias Element = ReceivedUpdate

    private let client: BotAPIClient
    private let session: PollingSession
    private let clock: any Clock<Duration>
    private let random: @Sendable (ClosedRange<Double>) -> Double
    private let logger: Logger

    /// - Parameters:
    ///   - client: Whose updates.
    ///   - allowedUpdates: The kinds of updates that are wanted, by their names in the Bot API.
    ///   - timeout: How long the server waits for an update before it answers with none, 1 to 50 s.
    ///   - clock: Waits between failed polls.
    ///   - random: A number within a range of seconds, for waits of differing length.
    ///   - logger: Hears of failures, never of the token or of what people write.
    public init(
        client: BotAPIClient,
        allowedUpdates: [String] = ["message", "callback_query"],
        timeout: Duration = .seconds(50),
        clock: any Clock<Duration> = ContinuousClock(),
        random: @escaping @Sendable (ClosedRange<Double>) -> Double = { Double.random(in: $0) },
        logger: Logger = Logger(label: "telegram.polling")
    ) {
        self.client = client
        self.session = PollingSession(
            state: PollingState(allowedUpdates: allowedUpdates, timeout: Int(clamping: timeout.components.seconds))
        )
        self.clock = clock
        self.random = random
        self.logger = logger
    }

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(polling: self)
    }

    /// Tells the server what was confirmed since the last poll, which otherwise only the next poll would do: without it,
    /// the last updates come again after a restart.
    ///
    /// To be called when the sequence has ended or will not be asked any more, as a request in flight would be broken off
    /// by the server. It works in a cancelled task too, and does nothing where the server knows already.
    ///
    /// - Parameter timeout: How long it may take, from connecting to the answer's last byte.
    /// - Throws: ``BotAPIError``; the updates then come again.
    public func acknowledge(timeout: Duration = .seconds(2)) async throws(BotAPIError) {
        guard let request = session.withState({ $0.acknowledgement }) else { return }
        let client = client
        // A task of its own, because a shutdown usually runs in one that is cancelled.
        let exchange = Task { () async -> Result<Void, BotAPIError> in
            do throws(BotAPIError) {
                _ = try await client.exchange(GetUpdates.name, request, patience: timeout, limit: timeout).result()
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        try await exchange.value.get()
        session.withState { $0.acknowledged(request) }
    }

    public struct AsyncIterator: AsyncIteratorProtocol {
        private let polling: LongPolling
        private var hasFailed = false

        init(polling: LongPolling) {
            self.polling = polling
        }

        /// - Returns: `nil` when the task is cancelled.
        /// - Throws: ``BotAPIError`` where polling can't work any more.
        public mutating func next() async throws -> ReceivedUpdate? {
            while !Task.isCancelled, !hasFailed {
                switch polling.session.withState({ $0.next() }) {
                case .deliver(let update):
                    let session = polling.session
                    return ReceivedUpdate(update: update) { session.confirm(update.updateID) }
                case .poll(let request):
                    await polling.poll(request)
                case .wait(let delay):
                    try? await polling.clock.sleep(for: delay)
                case .awaitConfirmations(let limit):
                    await polling.session.awaitConfirmations(within: limit, clock: polling.clock)
                case .fail(let error):
                    hasFailed = true
                    throw error
                }
            }
            return nil
        }
    }

    private func poll(_ request: GetUpdates) async {
        let outcome = await client.poll(request, clock: clock)
        let notes = session.withState { $0.received(outcome, for: request, random: random) }
        for note in notes { logger.log(level: note.level, note.message) }
    }
}
