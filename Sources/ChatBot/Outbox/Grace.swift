/// Runs `body` to its end also when the task is cancelled meanwhile, as long as that takes no longer than a grace.
///
/// For steps that must not be torn apart: a message that was sent, and the note that it was.
///
/// - Parameters:
///   - grace: How long `body` may take from the cancellation on; then it is cancelled, too.
func withGrace<T: Sendable>(
    _ grace: Duration,
    clock: any Clock<Duration>,
    _ body: @escaping @Sendable () async throws -> T
) async throws -> T {
    try Task.checkCancellation()
    let task = Task { try await body() }
    return try await withTaskCancellationHandler {
        try await task.value
    } onCancel: {
        Task {
            try? await clock.sleep(for: grace)
            task.cancel()
        }
    }
}
