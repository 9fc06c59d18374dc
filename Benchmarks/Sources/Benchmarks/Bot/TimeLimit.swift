/// Runs `body`, and gives up where it takes longer than everything does if all goes well.
///
/// - Throws: ``BenchmarkFailure``, and what `body` throws.
func withTimeLimit<R: Sendable>(
    _ limit: Duration,
    _ what: String,
    _ body: @escaping @Sendable () async throws -> R
) async throws -> R {
    try await withThrowingTaskGroup(of: R.self) { group in
        group.addTask(operation: body)
        group.addTask {
            try await Task.sleep(for: limit)
            throw BenchmarkFailure("\(what): no end after \(limit)")
        }
        defer { group.cancelAll() }
        guard let value = try await group.next() else { throw CancellationError() }
        return value
    }
}
