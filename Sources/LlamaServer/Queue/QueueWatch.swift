/// Tells a request that waits in the queue of llama.cpp's `llama-server` from one that is lost: either gets no byte at all.
///
/// A request that has a slot gets its first event (`prompt_progress`, with nothing read yet) before its prompt is read,
/// seen with b11549. So as long as nothing has come and all slots are busy, they are busy with others.
struct QueueWatch: Sendable {
    /// What the server says when it is asked.
    enum Sight: Sendable, Equatable {
        case allSlotsBusy
        case freeSlot
        /// It is there, and does not tell of its slots.
        case alive
        /// It is there, but too busy to tell of its slots, or in trouble.
        case evasive
        /// It doesn't answer.
        case nothing
    }

    /// What becomes of it.
    struct Verdict: Sendable, Equatable {
        /// Whether the silence is explained for now.
        var isExplained: Bool
        /// Whether to say that the request waits. At most once.
        var isNews: Bool
    }

    /// How long until the next question.
    private(set) var pause: Duration
    private let longestPause: Duration
    private var hasTold = false

    /// - Parameter limit: Of silence. At least one question is asked, and answered, before it is over.
    init(limit: Duration) {
        longestPause = min(.seconds(15), limit / 3)
        pause = min(.seconds(2), longestPause)
    }

    mutating func saw(_ sight: Sight) -> Verdict {
        pause = min(pause * 2, longestPause)
        let isNews = sight == .allSlotsBusy && !hasTold
        if isNews { hasTold = true }
        return switch sight {
        case .allSlotsBusy, .alive: Verdict(isExplained: true, isNews: isNews)
        case .freeSlot, .evasive, .nothing: Verdict(isExplained: false, isNews: false)
        }
    }
}
