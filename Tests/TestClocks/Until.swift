/// Waits until something is so that has no event to wait for: looks again a thousand times a second, which leaves a small machine to
/// those whom it waits for. It ends with its task, so that the time limit of a test ends it.
///
/// - Throws: `CancellationError`.
public func until(isolation: isolated (any Actor)? = #isolation, _ isSo: () async throws -> Bool) async throws {
    while try await !isSo() { try await Task.sleep(for: .milliseconds(1)) }
}
