import Foundation
import Hummingbird
import Logging

/// A LLaMA server that writes so many words a second, whatever the machine, and remembers when it wrote each.
actor PacedModel {
    /// How a question is answered.
    struct Pace: Sendable, Hashable {
        var tokensPerSecond: Int
        /// The words of an answer; each is a token.
        var tokens: Int
    }

    /// An answer, as it came about.
    struct Answer: Sendable {
        /// When it was asked for.
        var asked: ContinuousClock.Instant
        /// When a slot was free for it, and when it was complete.
        var began: ContinuousClock.Instant?
        var ended: ContinuousClock.Instant?
        /// When each word was written, in their order.
        var words: [ContinuousClock.Instant] = []
    }

    nonisolated let slots: Int
    private nonisolated let isStrict: Bool
    private var paces: [String: Pace] = [:]
    private var answers: [String: Answer] = [:]
    /// Answers that are being written.
    private(set) var running = 0
    private var waiting: [AsyncStream<Void>.Continuation] = []
    /// Those who wait for an answer to be as it should be.
    private var watchers: [UUID: AsyncStream<Void>.Continuation] = [:]

    /// - Parameters:
    ///   - slots: How many answers it says that it writes at once.
    ///   - isStrict: Whether it does not write more at once: the others wait in the order in which they came.
    init(slots: Int = 16, isStrict: Bool = false) {
        self.slots = slots
        self.isStrict = isStrict
    }

    /// Says how a question is going to be answered. Each is asked once.
    func prepare(_ question: String, _ pace: Pace) {
        paces[question] = pace
    }

    /// When each word of an answer was written, in their order.
    func times(of question: String) -> [ContinuousClock.Instant] {
        answers[question]?.words ?? []
    }

    /// What was answered to a question so far.
    func answer(to question: String) -> Answer? {
        answers[question]
    }

    /// Waits until an answer is as it should be; `nil` is one that nobody has asked for.
    func wait(for question: String, until isReached: @Sendable (Answer?) -> Bool) async throws {
        let (changes, change) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let id = UUID()
        watchers[id] = change
        defer { watchers[id] = nil }
        var iterator = changes.makeAsyncIterator()
        while !isReached(answers[question]) {
            guard await iterator.next(isolation: self) != nil else { throw CancellationError() }
        }
    }

    /// Serves on a free port while `body` runs.
    func serve<R: Sendable>(_ body: @Sendable (_ url: String) async throws -> R) async throws -> R {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        var logger = Logger(label: "model")
        logger.logLevel = .critical
        let application = Application(
            router: router(),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { port.yield($0.localAddress?.port ?? 0) },
            logger: logger
        )
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { port.finish() }
                try await application.run()
            }
            guard let number = await ports.first(where: { _ in true }) else {
                try await group.waitForAll()
                throw BenchmarkFailure("the model's server did not start")
            }
            let result = try await body("http://127.0.0.1:\(number)")
            group.cancelAll()
            return result
        }
    }

    // MARK: What the routes need

    /// Writes an answer when a slot is free, word by word.
    nonisolated func answer(
        _ question: String,
        asked: ContinuousClock.Instant,
        _ word: (Int) async throws -> Void
    ) async throws {
        let pace = try await begin(question, asked: asked)
        try await takeSlot()
        do {
            let start = isStrict ? ContinuousClock.now : asked
            await note(question) { $0.began = start }
            for number in 1...pace.tokens {
                let due = start.advanced(by: .seconds(1) * number / pace.tokensPerSecond)
                try await Task.sleep(until: due, tolerance: .zero)
                await note(question) { $0.words.append(.now) }
                try await word(number)
            }
            await note(question) { $0.ended = .now }
            await leaveSlot()
        } catch {
            await leaveSlot()
            throw error
        }
    }

    /// As `/slots` has it.
    var busy: [Bool] { (0..<slots).map { $0 < running } }

    private func begin(_ question: String, asked: ContinuousClock.Instant) throws -> Pace {
        guard let pace = paces[question] else { throw BenchmarkFailure("the model was asked what nobody asked") }
        // An answer that broke off is asked for once more.
        answers[question] = Answer(asked: asked)
        for watcher in watchers.values { watcher.yield() }
        return pace
    }

    private func note(_ question: String, _ change: @Sendable (inout Answer) -> Void) {
        change(&answers[question, default: Answer(asked: .now)])
        for watcher in watchers.values { watcher.yield() }
    }

    private func takeSlot() async throws {
        guard isStrict, running >= slots else {
            running += 1
            return
        }
        let (turns, turn) = AsyncStream.makeStream(of: Void.self)
        waiting.append(turn)
        // The slot is handed over; to nobody whose client has gone meanwhile.
        guard await turns.first(where: { _ in true }) != nil else { throw CancellationError() }
    }

    private func leaveSlot() {
        while !waiting.isEmpty {
            if case .enqueued = waiting.removeFirst().yield() { return }
        }
        running -= 1
    }
}
