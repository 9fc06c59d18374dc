extension FloodControl {
    /// Calls a method that must arrive; see ``deliver(to:_:for:_:)``.
    ///
    /// - Throws: Whatever the client throws, except a 429; ``BotAPIError/cancelled`` where the task was cancelled.
    public func deliver<Method: ChatMethod>(
        _ method: Method,
        through client: BotAPIClient
    ) async throws(BotAPIError) -> Method.Result {
        do {
            return try await deliver(to: method.chatID, Method.floodKind) { try await client(method) }
        } catch let error as BotAPIError {
            throw error
        } catch {
            // Only the wait throws anything else, and only this.
            throw .cancelled
        }
    }

    /// Calls a method that is worth something only now; see ``preview(to:_:_:)``.
    ///
    /// - Throws: Whatever the client throws, except a 429.
    public func preview<Method: ChatMethod>(
        _ method: Method,
        through client: BotAPIClient
    ) async throws(BotAPIError) -> PreviewOutcome<Method.Result> {
        do {
            return try await preview(to: method.chatID, Method.floodKind) { try await client(method) }
        } catch let error as BotAPIError {
            throw error
        } catch {
            throw .cancelled
        }
    }
}
