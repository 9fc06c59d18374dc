import Synchronization

/// Tells those who want to know how it stands with the bot.
final class Gauge: Sendable {
    private struct State {
        var figures = BotFigures()
        var listeners: [Int: AsyncStream<BotFigures>.Continuation] = [:]
        var lastID = 0
    }

    private let state = Mutex(State())

    /// How it stands now, and again at every change; who is slow gets the newest only.
    func figures() -> AsyncStream<BotFigures> {
        let (stream, continuation) = AsyncStream.makeStream(of: BotFigures.self, bufferingPolicy: .bufferingNewest(1))
        let id = state.withLock { state in
            state.lastID += 1
            state.listeners[state.lastID] = continuation
            continuation.yield(state.figures)
            return state.lastID
        }
        continuation.onTermination = { [weak self] _ in
            _ = self?.state.withLock { $0.listeners.removeValue(forKey: id) }
        }
        return stream
    }

    /// Looks at the queue, which may have changed.
    func look(at queue: GenerationQueue) {
        // Under the lock, so that of two looks the later one counts. The queue never calls while it holds its own.
        change { figures in
            figures.writing = queue.writing
            figures.waiting = queue.waiting
        }
    }

    func answered(_ answer: Figures) {
        change { figures in
            figures.answers += 1
            figures.lastAnswer = BotFigures.Answer(answer)
        }
    }

    private func change(_ change: (inout BotFigures) -> Void) {
        state.withLock { state in
            let old = state.figures
            change(&state.figures)
            guard state.figures != old else { return }
            for listener in state.listeners.values { listener.yield(state.figures) }
        }
    }
}
