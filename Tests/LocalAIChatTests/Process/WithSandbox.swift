import TelegramSandbox

@testable import LocalAIChat

/// Runs `body` with a Bot API of this process, and what a program needs to use it.
func withSandbox(
    _ body: @escaping @Sendable (TelegramSandbox, _ environment: [String: String]) async throws -> Void
) async throws {
    try await TelegramSandbox.withSandbox { sandbox, url in
        try await body(sandbox, ["BOT_TOKEN": sandbox.botToken, "TELEGRAM_API_URL": url])
    }
}
