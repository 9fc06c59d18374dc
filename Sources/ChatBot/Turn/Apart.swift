/// Runs `body` in a task of its own and waits for it; it is cancelled with the calling one.
///
/// A task keeps all that its stack has ever taken, until its end. What goes deep, before something that lasts, is better done apart.
func apart<T: Sendable>(_ body: @escaping @Sendable () async throws -> T) async throws -> T {
    try await withThrowingTaskGroup(of: T.self) { group in
        // At once, without a way over another thread: somebody waits for his answer.
        group.addImmediateTask { try await body() }
        guard let result = try await group.next() else { throw CancellationError() }
        return result
    }
}
