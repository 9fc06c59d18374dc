import LlamaServer

/// How fast an answer came.
struct AnswerSpeed: Sendable {
    private let start: ContinuousClock.Instant
    private var firstPiece: ContinuousClock.Instant?
    private var lastPiece: ContinuousClock.Instant
    private var pieces = 0
    private var hasThoughts = false
    private var timings: Timings?

    init(start: ContinuousClock.Instant) {
        self.start = start
        lastPiece = start
    }

    mutating func hear(_ event: AnswerEvent, at now: ContinuousClock.Instant) {
        switch event {
        case .text, .reasoning:
            if case .reasoning = event { hasThoughts = true }
            firstPiece = firstPiece ?? now
            lastPiece = now
            pieces += 1
        case .done(let end):
            timings = end.timings
        case .textWasReasoning:
            hasThoughts = true
        case .waiting, .started, .promptProgress:
            break
        }
    }

    /// Tokens per second as the server says it, else as counted here: servers send a token at a time.
    var tokensPerSecond: Double? {
        if let exact = timings?.predictedPerSecond, exact.isFinite, exact > 0 { return exact }
        guard let firstPiece, pieces > 1 else { return nil }
        let seconds = (lastPiece - firstPiece) / .seconds(1)
        return seconds > 0 ? Double(pieces - 1) / seconds : nil
    }

    /// Such as `12.3 tokens per second, the first after 0.4 s`.
    var summary: String {
        guard let firstPiece else { return "an empty one" }
        let isExact = timings?.predictedPerSecond != nil
        let speed = tokensPerSecond.map { "\(isExact ? "" : "about ")\(Self.rounded($0)) tokens per second" }
        let delay = Self.rounded((firstPiece - start) / .seconds(1))
        return "\(speed ?? "in one piece"), the first after \(delay) s\(hasThoughts ? "; the model thinks first" : "")"
    }

    private static func rounded(_ number: Double) -> String { String((number * 10).rounded() / 10) }
}
