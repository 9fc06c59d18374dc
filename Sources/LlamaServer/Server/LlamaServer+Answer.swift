import AsyncHTTPClient
import Foundation
import NIOHTTP1

extension LlamaServer {
    /// A streamed answer. Ending the iteration, or cancelling its task, closes the connection, which makes the server stop.
    ///
    /// The sequence ends after ``AnswerEvent/done(_:)``; anything else is a thrown ``LlamaServerError`` (or `CancellationError`).
    /// The request is sent as soon as its turn comes, not only when the sequence is read; it has ended when the last copy of
    /// the sequence is gone.
    ///
    /// A piece of the answer, or of its progress, is a sign of life. So are pings (`: ping`), since llama-cpp-python sends nothing
    /// else while it only waits for other people's requests; but a server that does nothing else for 20 times
    /// ``LlamaServerConfiguration/requestTimeout`` counts as silent. Events that have nothing of an answer in them are no sign.
    /// The time in which a request waits for its turn here doesn't count.
    ///
    /// llama.cpp's `llama-server` sends nothing at all to a request that waits in its own queue. It is asked then (`/slots`, or `/health`):
    /// as long as all its slots are busy with others, there is ``AnswerEvent/waiting``, once, and that counts as a ping does.
    public nonisolated func answer(to request: AnswerRequest) -> AnswerEvents {
        let events = AsyncThrowingStream<AnswerEvent, any Error> { continuation in
            let task = Task.immediate {
                do {
                    try await self.stream(request) { continuation.yield($0) }
                    continuation.finish()
                } catch {
                    await self.note(error)
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
        return AnswerEvents(stream: events)
    }

    private nonisolated func stream(
        _ request: AnswerRequest,
        yield: @escaping @Sendable (AnswerEvent) -> Void
    ) async throws {
        let description = try await currentDescription()
        _ = try await gate.withTurn { try await self.run(request, on: description, yield) }
    }
}
