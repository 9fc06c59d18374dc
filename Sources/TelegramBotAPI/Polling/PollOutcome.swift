/// What came of one `getUpdates`.
enum PollOutcome: Sendable, Hashable {
    /// - Parameter after: How long the server took.
    case batch(UpdateBatch, after: Duration)
    /// An answer to the right question came, but nobody can read it.
    case unreadable(BotAPIError, firstID: Int?)
    case failed(BotAPIError)
}

extension BotAPIClient {
    /// - Parameter clock: Measures how long the server takes.
    func poll(_ request: GetUpdates, clock: any Clock<Duration>) async -> PollOutcome {
        var outcome = PollOutcome.failed(.cancelled)
        let elapsed = await clock.measure { outcome = await poll(request) }
        if case .batch(let batch, _) = outcome { return .batch(batch, after: elapsed) }
        return outcome
    }

    private func poll(_ request: GetUpdates) async -> PollOutcome {
        do throws(BotAPIError) {
            let patience = Duration.seconds(request.timeout) + .seconds(15)
            let answer = try await exchange(GetUpdates.name, request, patience: patience)
            do throws(BotAPIError) {
                guard let batch = UpdateBatch(result: try answer.result()) else {
                    throw answer.malformed("result is not an array")
                }
                return .batch(batch, after: .zero)
            } catch {
                if case .malformedResponse(_, 200, _) = error {
                    return .unreadable(error, firstID: Update.firstID(in: answer.body))
                }
                return .failed(error)
            }
        } catch {
            return .failed(error)
        }
    }
}
