import LlamaServer
import Synchronization

/// How much the LLaMA server can do at once, as it was said last.
final class ServerCapacity: Sendable {
    private let state = Mutex(GenerationQueue.Capacity(slots: 1, sharedTokens: nil))

    var now: GenerationQueue.Capacity { state.withLock { $0 } }

    /// - Returns: Whether it is another one than before.
    func note(_ capacity: GenerationQueue.Capacity) -> Bool {
        state.withLock { known in
            defer { known = capacity }
            return known != capacity
        }
    }
}
