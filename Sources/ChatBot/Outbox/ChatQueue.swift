import Synchronization

/// Lets one at a time send a new message to a chat, or look for one: a search must not take another's message for its own, which is in the
/// chat already and not yet known.
final class ChatQueue: Sendable {
    /// Who waits for a chat; it is there as long as somebody has the chat.
    private let chats = Mutex<[Int64: ArraySlice<CheckedContinuation<Void, Never>>]>([:])

    /// Runs `body` when all that came before for the same chat has ended. Waiting is not cancelled: what runs ends soon where the bot is
    /// stopped.
    func turn<T: Sendable>(for chatID: Int64, _ body: @Sendable () async throws -> T) async rethrows -> T {
        await begin(chatID)
        defer { end(chatID) }
        return try await body()
    }

    private func begin(_ chatID: Int64) async {
        await withCheckedContinuation { continuation in
            let isFree = chats.withLock { chats in
                guard chats[chatID] != nil else {
                    chats[chatID] = []
                    return true
                }
                chats[chatID]?.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    private func end(_ chatID: Int64) {
        chats.withLock { chats in
            let next = chats[chatID]?.popFirst()
            if next == nil { chats[chatID] = nil }
            return next
        }?.resume()
    }
}
