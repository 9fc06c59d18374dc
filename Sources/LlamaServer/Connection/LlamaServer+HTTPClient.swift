public import AsyncHTTPClient
import NIOCore

extension LlamaServer {
    /// An HTTP client with the settings that a LLaMA server needs. The caller shuts it down.
    ///
    /// A short time to connect, since the server is near, but none to answer: a long prompt takes minutes to read, and silence
    /// is timed by ``LlamaServer`` itself. Nothing is retried or followed, so the key goes nowhere else.
    public static func makeHTTPClient() -> HTTPClient {
        var configuration = HTTPClient.Configuration()
        configuration.timeout = .init(connect: .seconds(5), read: nil)
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        // Not the default of 8: llama-server and vLLM may take hundreds of requests at once.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1024
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }
}
