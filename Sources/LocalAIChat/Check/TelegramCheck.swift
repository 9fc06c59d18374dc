import Foundation
import TelegramBotAPI

/// Whether Telegram knows the bot, and nothing keeps its updates away.
struct TelegramCheck: Sendable {
    var settings: Settings
    var patience: Duration

    func run() async throws -> [CheckResult] {
        guard let token = settings.botToken else {
            let advice =
                "write /newbot to @BotFather in Telegram and put BOT_TOKEN=… into .env; "
                + "only `localaichat sandbox` works without"
            return [CheckResult(.token, .failed(advice: advice), "BOT_TOKEN is not set"), .skipped(.webhook)]
        }
        return try await withHTTPClient(BotAPIClient.makeHTTPClient()) { httpClient in
            do {
                let client = try BotAPIClient(
                    token: token,
                    apiURL: settings.telegramAPIURL,
                    httpClient: httpClient
                )
                guard let me = try await withTimeLimit(patience, { try await client(GetMe()) }) else {
                    return unavailable("no answer within \(patience.components.seconds) s")
                }
                let name = CheckResult(.token, .passed, "@\(me.username ?? "?") (\(me.firstName))")
                return [name, try await webhook(client)]
            } catch let error as BotAPIError {
                guard error.isUnknownToken else { return unavailable(error.explanation) }
                let advice = "copy the token again from @BotFather (/mybots, API Token) into BOT_TOKEN"
                return [
                    CheckResult(.token, .failed(advice: advice), "Telegram does not know it (\(error.explanation))"),
                    .skipped(.webhook),
                ]
            }
        }
    }

    private func unavailable(_ reason: String) -> [CheckResult] {
        let advice = "see whether this machine is online and TELEGRAM_API_URL is right"
        let detail = "\(settings.telegramAPIURL) can't be reached: \(reason)"
        return [CheckResult(.token, .failed(advice: advice), detail), .skipped(.webhook)]
    }

    private func webhook(_ client: BotAPIClient) async throws -> CheckResult {
        let advice = "nothing to do: `localaichat run` deletes it; but see whether another program needs it"
        do {
            guard let info = try await withTimeLimit(patience, { try await client(GetWebhookInfo()) }) else {
                return CheckResult(.webhook, .failed(advice: "check again"), "no answer")
            }
            guard !info.url.isEmpty else { return CheckResult(.webhook, .passed, "none is in the way") }
            // Only the host: the rest of the address often holds a secret.
            let host = URL(string: info.url)?.host ?? "somewhere"
            return CheckResult(.webhook, .warning(advice: advice), "one is set, to \(host)")
        } catch let error as BotAPIError {
            return CheckResult(.webhook, .failed(advice: "check again"), error.explanation)
        }
    }
}
