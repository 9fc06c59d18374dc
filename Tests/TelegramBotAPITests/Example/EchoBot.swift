import AsyncHTTPClient
import Logging
import TelegramBotAPI

/// Answers every text with the same text, until its task is cancelled.
func runEchoBot(token: BotToken, apiURL: String = "https://api.telegram.org") async throws {
    let logger = Logger(label: "echo")
    try await HTTPClient.withHTTPClient(configuration: BotAPIClient.httpClientConfiguration) { httpClient in
        let call = try BotAPIClient(token: token, apiURL: apiURL, httpClient: httpClient)
        let me = try await call(GetMe())
        logger.info("I am @\(me.username ?? "nameless").")

        let updates = LongPolling(client: call)
        for try await received in updates {
            if case .message(let message) = received.update.content {
                let answer = message.text ?? "I only understand texts, not \(message.otherContent.sorted())."
                do {
                    _ = try await call(SendMessage(chatID: message.chat.id, text: answer))
                } catch BotAPIError.refused(let refusal) where refusal.reason == .blocked {
                    logger.info("They don't want to hear from me.")
                } catch {
                    logger.warning("An answer is lost: \(error)")
                }
            }
            received.confirm()
        }
        try await updates.acknowledge()
    }
}
