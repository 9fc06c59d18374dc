import Logging
import TelegramBotAPI

/// Shows an answer while it is written.
final class Preview: Sendable {
    let sender: PartSender
    let oneTimeSender: OneTimeSender
    let database: Database
    let flood: FloodControl
    let richSupport: RichSupport
    let memory: PreviewMemory
    let streaming: Streaming
    /// How long a complete answer waits for a preview that is still under way.
    let lastPatience: Duration
    let clock: any Clock<Duration>
    let alarm: Alarm
    let patience: Patience
    let logger: Logger

    init(
        sender: PartSender,
        oneTimeSender: OneTimeSender,
        database: Database,
        flood: FloodControl,
        richSupport: RichSupport,
        memory: PreviewMemory,
        streaming: Streaming,
        lastPatience: Duration,
        clock: any Clock<Duration>,
        patience: Patience,
        logger: Logger
    ) {
        self.sender = sender
        self.oneTimeSender = oneTimeSender
        self.database = database
        self.flood = flood
        self.richSupport = richSupport
        self.memory = memory
        self.streaming = streaming
        self.lastPatience = lastPatience
        self.clock = clock
        alarm = Alarm(clock: clock)
        self.patience = patience
        self.logger = logger
    }

    /// Runs `body`, which writes the answer to a question, and shows it all the while. When `body` has ended, nothing is shown any more.
    ///
    /// - Parameter onAlone: Called when Telegram says that nobody is there to see it.
    /// - Returns: What `body` returns, and a change of a message that is still under way.
    /// - Throws: What `body` throws.
    func during<T: Sendable>(
        _ question: OpenQuestion,
        onAlone: @escaping @Sendable () -> Void,
        _ body: () async throws -> T
    ) async throws -> (T, PendingEdit?) {
        let fence = PreviewFence(alarm: alarm, patience: lastPatience)
        let showing = Task { if await show(question, through: fence) { onAlone() } }
        let result: Result<T, any Error>
        do {
            result = .success(try await body())
        } catch {
            result = .failure(error)
        }
        let pending: PendingEdit? = await withTaskCancellationHandler {
            guard let messageID = await fence.close() else {
                await showing.value
                return nil
            }
            return PendingEdit(messageID: messageID) {
                await withTaskCancellationHandler {
                    await showing.value
                } onCancel: {
                    fence.cancelSoon()
                }
            }
        } onCancel: {
            fence.cancelSoon()
        }
        if case .failure = result { await pending?.end() }
        return (try result.get(), pending)
    }

    /// Shows the answer until the fence is closed.
    ///
    /// - Returns: Whether nobody is there to see it.
    private func show(_ question: OpenQuestion, through fence: PreviewFence) async -> Bool {
        guard let beginning = try? await apart({ try await self.beginning(question, through: fence) }) else {
            return false
        }
        let show = PreviewShow(of: question.live, question.composer, from: beginning, preview: self)
        while !fence.isClosed {
            switch show.next() {
            case .wait(let duration): await fence.wait(duration)
            case .waitForNews(let duration): await fence.wait(for: question.live.news, atMost: duration)
            case .call: await show.call()
            case .end(let isAlone): return isAlone
            }
        }
        return false
    }

    private func beginning(
        _ question: OpenQuestion,
        through fence: PreviewFence
    ) async throws -> PreviewShow.Beginning {
        let turn = question.turn
        let conversation = try await database.current(turn.incoming.conversation)
        let mode = PreviewMode(
            streaming,
            isPrivate: !turn.incoming.isInGroup,
            areDraftsRefused: try await areDraftsRefused(in: conversation.chatID)
        )
        // What a run before a restart has left in the chat goes on to be changed.
        var messageIDs: [Int: Int] = [:]
        for part in try await database.parts(of: turn) {
            if let messageID = part.messageID, messageID > 0 { messageIDs[part.number] = messageID }
        }
        let screen = PreviewScreen(
            preview: self,
            turn: turn,
            conversation: conversation,
            fence: fence,
            words: question.composer.words
        )
        return PreviewShow.Beginning(screen: screen, mode: mode, messageIDs: messageIDs)
    }

    private func areDraftsRefused(in chatID: Int64) async throws -> Bool {
        guard memory.areDraftsKnown else { return true }
        return try await database.areDraftsRefused(in: chatID)
    }
}
