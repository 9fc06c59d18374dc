import AsyncHTTPClient

/// Makes an HTTP client for the time of `body`, and shuts it down whatever happens.
func withHTTPClient<R: Sendable>(_ client: HTTPClient, _ body: (HTTPClient) async throws -> R) async throws -> R {
    do {
        let result = try await body(client)
        try await client.shutdown()
        return result
    } catch {
        try? await client.shutdown()
        throw error
    }
}
