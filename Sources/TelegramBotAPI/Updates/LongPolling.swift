public import Logging

/// The updates of a bot, by long polling, as a sequence that ends only by cancellation or by an error that can't pass.
///
/// An update is asked for again, also after a restart, until the consumer has confirmed it:
///
///     for try await received in LongPolling(client: client) {
///         try await store(received.update)
///         received.confirm()
///     }
public struct LongPolling: AsyncSequence, Sendable {
    public typealias Element = ReceivedUpdate

    public init(
        client: BotAPIClient,
        allowedUpdates: [String] = ["message", "callback_query"],
        timeout: Duration = .seconds(50),
        clock: any Clock<Duration> = ContinuousClock(),
        logger: Logger = Logger(label: "telegram.polling")
    ) {
        fatalError()
    }

    public func makeAsyncIterator() -> AsyncIterator { fatalError() }

    public struct AsyncIterator: AsyncIteratorProtocol {
        public mutating func next() async throws -> ReceivedUpdate? { fatalError() }
    }
}

/// An update, and the way to say that it needs not be sent again.
public struct ReceivedUpdate: Sendable {
    public let update: Update
    /// Says that the update is safe: the next poll's offset may move past it.
    public func confirm() { fatalError() }
}
