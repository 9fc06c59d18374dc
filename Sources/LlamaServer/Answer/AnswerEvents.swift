/// A streamed answer: ends after ``AnswerEvent/done(_:)``, or throws.
public struct AnswerEvents: AsyncSequence, Sendable {
    let stream: AsyncThrowingStream<AnswerEvent, any Error>

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(iterator: stream.makeAsyncIterator())
    }

    public struct AsyncIterator: AsyncIteratorProtocol {
        var iterator: AsyncThrowingStream<AnswerEvent, any Error>.AsyncIterator

        /// - Throws: ``LlamaServerError``, or `CancellationError`.
        public mutating func next() async throws -> AnswerEvent? {
            if let event = try await iterator.next() { return event }
            // The stream alone would end a cancelled iteration as if the answer were complete.
            try Task.checkCancellation()
            return nil
        }
    }
}
