import Foundation
import LlamaServer
import Logging
import Synchronization

/// Lets the server read in advance what a conversation's next question is going to begin with, where that is not what it has read already.
///
/// It does so only while nobody waits for an answer and none is written, one conversation at a time, and gives way at once to any message.
final class WarmUps: Sendable {
    private let llama: LlamaServer
    private let contexts: Contexts
    private let queue: GenerationQueue
    private let logger: Logger
    /// The newest last.
    private let pending = Mutex<[ConversationID]>([])
    private let bell = Bell()

    /// Reading fewer tokens than this takes no time that anybody would notice.
    private static let leastTokens = 64
    /// Whoever was silent for so many seconds is not expected to go on at once.
    private static let recent = 3600.0

    init(llama: LlamaServer, contexts: Contexts, queue: GenerationQueue, logger: Logger) {
        self.llama = llama
        self.contexts = contexts
        self.queue = queue
        self.logger = logger
    }

    /// Says that a conversation's next question begins otherwise than what the server has read.
    ///
    /// No more of them are read than the server has slots, the newest: on one that keeps nothing beside them each further one would be read in
    /// the place of one that was read just before.
    func note(_ conversation: ConversationID) {
        let slots = llama.answersAtOnce
        pending.withLock { pending in
            pending.removeAll { $0 == conversation }
            pending.append(conversation)
            pending = pending.suffix(slots)
        }
        bell.ring()
    }

    /// Says that the server may have lost what it had read: it reads again what was talked about of late, as many conversations as it has
    /// slots.
    func noteRecent() async {
        let since = contexts.database.now().addingTimeInterval(-Self.recent)
        let slots = (try? await llama.description()).map { _ in llama.answersAtOnce } ?? 1
        // One that can't be looked up is read when its next question comes.
        let recent = try? await contexts.database.recentConversations(since: since, atMost: slots)
        for conversation in recent ?? [] { note(conversation) }
    }

    /// Says that a conversation goes on, so that the server reads it anyway.
    func forget(_ conversation: ConversationID) {
        pending.withLock { $0.removeAll { $0 == conversation } }
    }

    /// Reads whenever there is time for it, until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            guard let conversation = pending.withLock({ $0.last }) else {
                await bell.wait()
                continue
            }
            do {
                // Cut short by a message, it stays to be done, unless it was that conversation's.
                guard try await queue.whenIdle({ try await self.read(conversation) }) == .done else { continue }
            } catch let error as LlamaServerError {
                logger.debug("nothing read in advance", metadata: ["cause": "\(error)"])
            } catch {
                if Task.isCancelled { return }
                logger.debug("nothing read in advance", metadata: ["cause": "\(error)"])
            }
            forget(conversation)
        }
    }

    private func read(_ conversation: ConversationID) async throws {
        guard try await llama.description().canWarmUp else { return }
        let beginning = try await contexts.beginning(of: conversation)
        guard beginning.likelyTokens() >= Self.leastTokens else { return }
        let timings = try await llama.warmUp(beginning.messages(), conversation: conversation.description)
        guard let timings else { return }
        var figures: Logger.Metadata = ["chat": "\(conversation.chatID)"]
        figures["promptTokens"] = timings.promptTokens.map { "\($0)" }
        figures["cachedTokens"] = timings.cachedTokens.map { "\($0)" }
        logger.info("read in advance", metadata: figures)
    }
}
