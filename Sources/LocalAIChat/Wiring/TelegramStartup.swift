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

    /// Tries once, and again as long as Telegram only asks for patience, after the time that it asks for.
    ///
    /// - Returns: The bot; `nil` where Telegram has not answered.
    /// - Throws: ``CommandFailure`` where Telegram does not know the token, and ``BotAPIError`` where it refuses the bot for
    ///   another reason: waiting does not help.
    func begin() async throws -> User? {
        try await begin(isAgain: false)
    }

    /// Tries again until Telegram has answered.
    func keepTrying() async throws {
        repeat { try await clock.sleep(for: patience) } while try await begin(isAgain: true) == nil
    }

    /// - Parameter isAgain: Whether the owner knows already that Telegram is not there.
    private func begin(isAgain: Bool) async throws -> User? {
        while true {
            // Both at once: polling waits for both.
            async let webhook = webhook()
            switch try await me() {
            case .bot(let bot):
                say("Bot: @\(bot.username ?? "?") (\(bot.firstName)), at \(url)")
                try await remove(webhook)
                return bot
            case .unknownToken(let error):
                throw CommandFailure(
                    message: "BOT_TOKEN: \(error.explanation): there is no bot with this token at \(url). "
                        + "Copy it again from @BotFather, who also makes a new one: /mybots, API Token",
                    status: .configuration
                )
            case .wait(let seconds):
                say("⚠️ Telegram asks for patience, at \(url). The bot starts in \(seconds) s.")
                try await clock.sleep(for: .seconds(seconds))
            case .silence(let reason):
                if !isAgain { say("⚠️ Telegram is not available. \(reason), at \(url). The bot keeps trying.") }
                return nil
            }
        }
    }

    private enum Greeting {
        case bot(User)
        case unknownToken(BotAPIError)
        /// Flood control: asking before the time makes it longer.
        case wait(seconds: Int)
        case silence(String)
    }

    private func me() async throws -> Greeting {
        do {
            let user = try await withTimeLimit(patience, clock: clock) { try await client(GetMe()) }
            return user.map { .bot($0) } ?? .silence("no answer within \(patience.components.seconds) s")
        } catch let error as BotAPIError where error != .cancelled {
            if error.isUnknownToken { return .unknownToken(error) }
            if let seconds = error.refusal?.retryAfter { return .wait(seconds: seconds) }
            if error.isFinal { throw error }
            return .silence(error.explanation)
        }
    }

    /// - Returns: What is known of a webhook, or why nothing is; `nil` where there was no answer.
    private func webhook() async throws -> Result<WebhookInfo, BotAPIError>? {
        try await withTimeLimit(patience, clock: clock) {
            do throws(BotAPIError) {
                return .success(try await client(GetWebhookInfo()))
            } catch {
                return .failure(error)
            }
        }
    }

    /// Telegram refuses long polling while a webhook is set. Updates that wait stay.
    private func remove(_ webhook: Result<WebhookInfo, BotAPIError>?) async throws {
        do {
            guard let webhook = try webhook?.get(), !webhook.url.isEmpty else { return }
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

extension BotAPIError {
    /// Whether Telegram refuses the question itself, so that the bot ends instead of asking again.
    fileprivate var isFinal: Bool {
        if case .refused(let refusal) = self { [400, 403].contains(refusal.errorCode) } else { false }
    }
}
