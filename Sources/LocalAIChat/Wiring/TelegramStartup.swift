import Logging
import TelegramBotAPI

/// Finds out at the start which bot this is, and makes room for long polling.
struct TelegramStartup: Sendable {
    var client: BotAPIClient
    var url: String
    var clock: any Clock<Duration> = ContinuousClock()
    var patience = Duration.seconds(10)
    var logger = Logger(label: "telegram")
    /// Takes a line for the owner.
    var say: @Sendable (String) -> Void

    /// Tries once.
    ///
    /// - Returns: Whether Telegram has answered.
    /// - Throws: ``CommandFailure`` where Telegram does not know the token: waiting does not help.
    func begin() async throws -> Bool {
        switch try await me() {
        case .bot(let bot):
            say("Bot: @\(bot.username ?? "?") (\(bot.firstName)), at \(url)")
            try await removeWebhook()
            return true
        case .unknownToken(let error):
            throw CommandFailure(
                message: "BOT_TOKEN: \(error.explanation): there is no bot with this token at \(url). "
                    + "Copy it again from @BotFather, who also makes a new one: /mybots, API Token",
                status: .configuration
            )
        case .silence(let reason):
            say("⚠️ Telegram is not available. \(reason), at \(url). The bot keeps trying.")
            return false
        }
    }

    /// Tries again until Telegram has answered.
    func keepTrying() async throws {
        repeat { try await clock.sleep(for: patience) } while try await isSilent()
    }

    private func isSilent() async throws -> Bool {
        if case .silence = try await me() { return true }
        return try await !begin()
    }

    private enum Greeting {
        case bot(User)
        case unknownToken(BotAPIError)
        case silence(String)
    }

    private func me() async throws -> Greeting {
        do {
            let user = try await withTimeLimit(patience, clock: clock) { try await client(GetMe()) }
            return user.map { .bot($0) } ?? .silence("no answer within \(patience.components.seconds) s")
        } catch let error as BotAPIError where error != .cancelled {
            return error.isUnknownToken ? .unknownToken(error) : .silence(error.explanation)
        }
    }

    /// Telegram refuses long polling while a webhook is set. Updates that wait stay.
    private func removeWebhook() async throws {
        do {
            guard let webhook = try await withTimeLimit(patience, clock: clock, { try await client(GetWebhookInfo()) }),
                !webhook.url.isEmpty
            else { return }
            logger.warning(
                "deleting the webhook: long polling does not work beside it",
                metadata: ["pending_updates": "\(webhook.pendingUpdateCount)"]
            )
            _ = try await withTimeLimit(patience, clock: clock) { try await client(DeleteWebhook()) }
        } catch let error as BotAPIError {
            logger.warning("the webhook could not be looked at", metadata: ["reason": "\(error.explanation)"])
        }
    }
}
