public import AsyncHTTPClient
import NIOCore

extension BotAPIClient {
    /// An HTTP client with the settings that the Bot API needs. The caller shuts it down.
    public static func makeHTTPClient() -> HTTPClient {
        HTTPClient(configuration: httpClientConfiguration)
    }

    /// The settings that the Bot API needs: no redirects (the token is in the path), no traces (they would hold it), a read
    /// time-out above the long poll.
    public static var httpClientConfiguration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(connect: .seconds(10), read: .seconds(90), write: .seconds(30))
        // A connection for each request in flight, so that a broken one costs no other request than its own.
        configuration.httpVersion = .http1Only
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        // Well below the 75 s after which web servers usually close, as a request on a connection that is just
        // being closed gets no answer.
        configuration.connectionPool.idleTimeout = .seconds(30)
        // Whoever calls decides what is tried again, and hears at once that nobody is there.
        configuration.connectionPool.retryConnectionEstablishment = false
        // Spans would carry the path, and with it the token.
        configuration.tracing.tracer = nil
        return configuration
    }
}
