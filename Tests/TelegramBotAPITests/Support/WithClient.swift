import AsyncHTTPClient
import Logging
import TelegramBotAPI

let secret = "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"

func makeToken() throws -> BotToken {
    guard let token = BotToken("123456:\(secret)") else { throw BadFixture() }
    return token
}

struct BadFixture: Error {}

/// Runs a scripted server and a client of it.
@discardableResult
func withClient<Result>(
    logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
    _ script: @escaping @Sendable (ScriptedServer.Request) async -> ScriptedServer.Answer,
    body: (BotAPIClient, ScriptedServer) async throws -> Result
) async throws -> Result {
    try await ScriptedServer.run(script) { server in
        try await withHTTPClient { httpClient in
            let token = try makeToken()
            let client = try BotAPIClient(token: token, apiURL: server.url, httpClient: httpClient, logger: logger)
            return try await body(client, server)
        }
    }
}

@discardableResult
func withHTTPClient<Result>(_ body: (HTTPClient) async throws -> Result) async throws -> Result {
    let httpClient = BotAPIClient.makeHTTPClient()
    do {
        let result = try await body(httpClient)
        try await httpClient.shutdown()
        return result
    } catch {
        try await httpClient.shutdown()
        throw error
    }
}
