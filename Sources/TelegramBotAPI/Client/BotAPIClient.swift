public import AsyncHTTPClient
public import Logging

/// Calls the methods of one bot at one Bot API server.
public struct BotAPIClient: Sendable {
    /// - Parameters:
    ///   - token: The bot's token.
    ///   - apiURL: The Bot API server, without the token.
    ///   - httpClient: What carries the requests; see ``makeHTTPClient()``.
    ///   - logger: Hears of requests at `debug` and `trace`, never of the token or of texts.
    public init(
        token: BotToken,
        apiURL: String = "https://api.telegram.org",
        httpClient: HTTPClient,
        logger: Logger = Logger(label: "telegram")
    ) throws(BotAPIError) {
        fatalError()
    }

    /// An HTTP client with the settings that the Bot API needs: no redirects (the token is in the path), a read
    /// time-out above the long poll. The caller shuts it down.
    public static func makeHTTPClient() -> HTTPClient { fatalError() }

    /// Calls a method once; nothing is tried again.
    public func callAsFunction<Method: BotAPIMethod>(_ method: Method) async throws(BotAPIError) -> Method.Result {
        fatalError()
    }
}
