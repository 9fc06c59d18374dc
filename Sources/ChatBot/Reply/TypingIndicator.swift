import TelegramBotAPI

/// Shows "typing…" in a chat while something is worked out.
struct TypingIndicator: Sendable {
    var telegram: BotAPIClient
    var clock: any Clock<Duration>
    var pauses: FloodPauses
    /// Telegram shows it for 5 seconds.
    var period: Duration = .seconds(4)

    /// Runs `body`, with "typing…" shown once at its beginning and, from the first call of its argument on, all the while.
    ///
    /// A chat that waits for a busy model is thus not written to again and again. A refusal is nobody's trouble but that
    /// of the indicator, which then stops.
    func during<T: Sendable>(
        _ conversation: ConversationID,
        _ body: @Sendable (_ onStart: @escaping @Sendable () -> Void) async throws -> T
    ) async throws -> T {
        let (starts, start) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                guard await show(in: conversation) else { return }
                for await _ in starts { break }
                repeat {
                    guard (try? await clock.sleep(for: period)) != nil else { return }
                } while await show(in: conversation)
            }
            defer { group.cancelAll() }
            return try await body { start.yield() }
        }
    }

    private func show(in conversation: ConversationID) async -> Bool {
        guard pauses.remaining(conversation.chatID) == nil else { return false }
        let action = SendChatAction(
            chatID: conversation.chatID,
            messageThreadID: conversation.messageThreadID,
            action: .typing
        )
        do throws(BotAPIError) {
            return try await telegram(action)
        } catch {
            if case .wait(let seconds) = DeliveryFailure(error, isInTopic: false) {
                pauses.pause(conversation.chatID, for: .seconds(seconds))
            }
            return false
        }
    }
}
