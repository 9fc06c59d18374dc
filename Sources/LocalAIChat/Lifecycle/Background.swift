/// A service has ended although it was still needed.
struct ServiceEnded: Error, Sendable {
    var service: String
}

/// Runs `body` while `service` runs beside it; when one of them ends, the other one is cancelled and waited for.
///
/// - Parameters:
///   - name: What the service is called where it ends too early.
///   - service: Runs until it is cancelled.
/// - Throws: What ended the two; nothing that came of the cancelling.
func withBackground<R: Sendable>(
    _ name: String,
    _ service: @escaping @Sendable () async throws -> Void,
    _ body: @escaping @Sendable () async throws -> R
) async throws -> R {
    try await withThrowingTaskGroup(of: R?.self) { group in
        group.addTask {
            try await service()
            return nil
        }
        group.addTask { try await body() }
        let first = await group.nextResult()
        group.cancelAll()
        while await group.nextResult() != nil {}
        try Task.checkCancellation()
        guard let result = try first?.get() else { throw ServiceEnded(service: name) }
        return result
    }
}
