import NIOConcurrencyHelpers

/// What a server's bytes say of it.
enum SignOfLife: Sendable, Equatable {
    /// It works on the answer.
    case answer
    /// It is there: a ping, or a part of something.
    case presence
}

/// How many times the limit of silence a server may do nothing but be there: as long as others' requests before ours may take.
let presenceFactor = 20

/// Runs `body`, and ends it when it has given no sign of life for too long.
///
/// - Parameter body: Calls what it is given whenever something was heard.
/// - Throws: ``LlamaServerError/silence(_:)`` after `limit` without a sign, and after ``presenceFactor`` times of it without a
///   sign of an answer; and what `body` throws.
func withSilenceLimit<R: Sendable>(
    _ limit: Duration,
    clock: any Clock<Duration>,
    _ body: @escaping @Sendable (_ heard: @escaping @Sendable (SignOfLife) -> Void) async throws -> R
) async throws -> R {
    try await watch(limit, clock: clock, body)
}

/// With the clock's own type, whose instants can be kept and compared.
private func watch<R: Sendable, C: Clock>(
    _ limit: Duration,
    clock: C,
    _ body: @escaping @Sendable (_ heard: @escaping @Sendable (SignOfLife) -> Void) async throws -> R
) async throws -> R where C.Duration == Duration {
    let start = clock.now
    let last = NIOLockedValueBox((any: start, answer: start))
    return try await withThrowingTaskGroup(of: R.self) { group in
        group.addImmediateTask {
            try await body { sign in
                let now = clock.now
                last.withLockedValue {
                    $0.any = now
                    if sign == .answer { $0.answer = now }
                }
            }
        }
        group.addTask {
            while true {
                let (any, answer) = last.withLockedValue { $0 }
                let deadline = any.advanced(by: limit)
                let lastDeadline = answer.advanced(by: limit * presenceFactor)
                guard clock.now < deadline else { throw LlamaServerError.silence(limit) }
                guard clock.now < lastDeadline else { throw LlamaServerError.silence(limit * presenceFactor) }
                try await clock.sleep(until: min(deadline, lastDeadline), tolerance: nil)
            }
        }
        defer { group.cancelAll() }
        guard let result = try await group.next() else { throw CancellationError() }
        return result
    }
}
