/// What long polling does next, decided without doing any of it.
struct PollingState: Sendable {
    enum Action: Sendable, Hashable {
        case deliver(Update)
        case poll(GetUpdates)
        case wait(Duration)
        /// Wait until the consumer has confirmed everything, but not longer than this.
        case awaitConfirmations(Duration)
        case fail(BotAPIError)
    }

    private let allowedUpdates: [String]
    private let timeout: Int

    private var confirmations = Confirmations()
    private var undelivered: [Update] = []
    /// The offset that the server is known to have heard.
    private var acknowledged: Int?
    private var failure: BotAPIError?

    private var backoff = Backoff()
    private var delay: Duration?
    /// Sorts of failures that the log has heard of since polling last worked.
    private var noted: Set<FailureSort> = []
    private var unusableNoted = false

    /// Polls in a row that brought nothing but what the consumer has yet to confirm.
    private var repetitions = 0
    private var hasAwaitedConfirmations = false
    /// Answers in a row in which the server counted anew: one that does so always ignores the offset.
    private var renumberings = 0
    /// Updates that are asked for one by one, after an answer that could not be read, to find the one to blame.
    private var singles = 0
    private var suspect: Int?

    /// - Parameters:
    ///   - allowedUpdates: The kinds that are asked for.
    ///   - timeout: Seconds that the server may wait for an update, brought between 1 and 50.
    init(allowedUpdates: [String], timeout: Int) {
        self.allowedUpdates = allowedUpdates
        self.timeout = min(max(timeout, 1), 50)
    }

    var isSettled: Bool { confirmations.isSettled }

    /// The request that tells the server what is confirmed, where it does not know.
    var acknowledgement: GetUpdates? {
        guard let offset = confirmations.offset, offset != acknowledged else { return nil }
        return GetUpdates(offset: offset, limit: 1, timeout: 0, allowedUpdates: allowedUpdates)
    }

    mutating func next() -> Action {
        if let failure { return .fail(failure) }
        if !undelivered.isEmpty { return .deliver(undelivered.removeFirst()) }
        if let delay {
            self.delay = nil
            return .wait(delay)
        }
        if !confirmations.isSettled, !hasAwaitedConfirmations {
            hasAwaitedConfirmations = true
            return .awaitConfirmations(.seconds(min(1 << min(repetitions, 3), 5)))
        }
        hasAwaitedConfirmations = false
        return .poll(
            GetUpdates(
                offset: confirmations.offset,
                limit: singles > 0 ? 1 : 100,
                timeout: timeout,
                allowedUpdates: allowedUpdates
            )
        )
    }

    /// The consumer has done with an update.
    mutating func confirm(_ id: Int) {
        confirmations.confirm(id)
    }

    /// The server has heard an ``acknowledgement``.
    mutating func acknowledged(_ request: GetUpdates) {
        acknowledged = request.offset
    }

    /// - Parameters:
    ///   - outcome: What came of a request.
    ///   - request: That request.
    ///   - random: A number within a range of seconds.
    /// - Returns: What the log should say.
    mutating func received(
        _ outcome: PollOutcome,
        for request: GetUpdates,
        random: (ClosedRange<Double>) -> Double
    ) -> [PollingNote] {
        switch outcome {
        case .batch(let batch, let elapsed):
            received(batch, for: request, after: elapsed, random: random)
        case .unreadable(let error, let id):
            unreadable(error, firstID: id, for: request, random: random)
        case .failed(let error):
            failed(error, random: random)
        }
    }
}

extension PollingState {
    private mutating func received(
        _ batch: UpdateBatch,
        for request: GetUpdates,
        after elapsed: Duration,
        random: (ClosedRange<Double>) -> Double
    ) -> [PollingNote] {
        var notes: [PollingNote] = []
        acknowledged = request.offset
        suspect = nil
        singles = batch.updates.isEmpty ? 0 : max(singles - batch.updates.count, 0)
        if batch.unusable > 0, !unusableNoted { notes.append(.unusable(count: batch.unusable)) }
        unusableNoted = batch.unusable > 0

        notes += startAnewIfRenumbered(batch, for: request)
        var hasNews = false
        for update in batch.updates {
            let (isWanted, isNew) = confirmations.receive(update.updateID)
            hasNews = hasNews || isNew
            guard isWanted, !undelivered.contains(where: { $0.updateID == update.updateID }) else { continue }
            undelivered.append(update)
        }
        repetitions = hasNews || confirmations.isSettled ? 0 : repetitions + 1

        let isPointless = undelivered.isEmpty && batch.unusable > 0
        if isPointless || renumberings > 1 {
            // Asking again at once would bring the same again, for ever.
            delay = backoff.next(random: random)
            return notes
        }
        if backoff.failures > 0 { notes.append(.working(failures: backoff.failures)) }
        backoff.reset()
        noted = []
        if batch.updates.isEmpty, elapsed < .milliseconds(500) {
            // A server that does not wait, though it was asked to, must not be asked without a pause.
            delay = .seconds(1)
        }
        return notes
    }

    /// After a week without updates, Telegram goes on from a random number, which may be a smaller one.
    private mutating func startAnewIfRenumbered(_ batch: UpdateBatch, for request: GetUpdates) -> [PollingNote] {
        guard let offset = request.offset, let first = batch.updates.map(\.updateID).min(), first < offset else {
            if !batch.updates.isEmpty { renumberings = 0 }
            return []
        }
        confirmations.startAnew(at: first)
        undelivered = []
        renumberings += 1
        return renumberings == 1 ? [.renumbered(updateID: first)] : []
    }

    private mutating func unreadable(
        _ error: BotAPIError,
        firstID: Int?,
        for request: GetUpdates,
        random: (ClosedRange<Double>) -> Double
    ) -> [PollingNote] {
        if request.limit == 1, let firstID, firstID >= request.offset ?? 0 {
            if suspect == firstID, confirmations.receive(firstID).isWanted {
                // The same update twice: it is the update, and not an answer that was cut off on its way.
                suspect = nil
                let content = Update.Content.malformed(kind: Update.noKind, reason: "it is not valid JSON")
                undelivered.append(Update(updateID: firstID, content: content))
                return [.unreadable(updateID: firstID)]
            }
            suspect = firstID
        }
        singles = 100
        return failed(error, random: random)
    }

    private mutating func failed(_ error: BotAPIError, random: (ClosedRange<Double>) -> Double) -> [PollingNote] {
        guard let sort = FailureSort(error) else { return [] }
        if sort == .hopeless {
            failure = error
            return []
        }
        var wait = backoff.next(random: random)
        if sort == .floodControl, let seconds = error.refusal?.retryAfter {
            wait = .seconds(min(max(seconds, 1), 3600))
        }
        delay = wait
        return noted.insert(sort).inserted ? [.failing(error, retryIn: wait)] : []
    }
}
