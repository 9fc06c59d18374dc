import NIOConcurrencyHelpers

/// Runs `body`, and ends it when it has given no sign of life for too long.
///
/// - Parameter body: Calls what it is given whenever something was heard.
/// - Throws: ``LlamaServerError/silence(_:)``, and what `body` throws.
func withSilenceLimit<R: Sendable>(
    _ limit: Duration,
    clock: any Clock<Duration>,
    _ body: @escaping @Sendable (_ heard: @escaping @Sendable () -> Void) async throws -> R
) async throws -> R {
    try await watch(limit, clock: clock, body)
}

/// With the clock's own type, whose instants can be kept and compared.
private func watch<R: Sendable, C: Clock>(
    _ limit: Duration,
    clock: C,
    _ body: @escaping @Sendable (_ heard: @escaping @Sendable () -> Void) async throws -> R
) async throws -> R where C.Duration == Duration {
    let last = NIOLockedValueBox(clock.now)
    return try await withThrowingTaskGroup(of: R.self) { group in
        group.addTask {
            try await body { last.withLockedValue { $0 = clock.now } }
        }
        group.addTask {
            while true {
                let deadline = last.withLockedValue { $0 }.advanced(by: limit)
                guard clock.now < deadline else { throw LlamaServerError.silence(limit) }
                try await clock.sleep(until: deadline, tolerance: nil)
            }
        }
        defer { group.cancelAll() }
        guard let result = try await group.next() else { throw CancellationError() }
        return result
    }
}
