/// Learns whether the slots of llama.cpp's `llama-server` share one context, which it tells nowhere.
///
/// Seen with b11549: `/props`, `/slots`, `/metrics` and `/v1/models` are the same for four slots with 1024 tokens each (`-np 4 -c 4096`)
/// and four that share 1024 (no `-np`, or `--kv-unified`): `n_ctx` is what one answer may take. Where they share, answers that
/// fit alone can burst it together, and then all of them end with status 500, “Context size has been exceeded.”
///
/// So several slots count as sharing until they hold more at once than one context has, which only separate ones can. `/slots` tells
/// that (`n_prompt_tokens`, also of slots that are idle and keep what they have read). Slots that share can't; they are
/// emptied for one another. The proof comes just when it begins to matter: as long as the answers of as many conversations
/// as there are slots fit one context together, sharing it delays nobody.
struct ContextSharing: Sendable {
    private enum Verdict { case assumed, separate, shared }

    /// Tokens for one answer; `nil` where there is nothing to be learned.
    private let contextSize: Int?
    private let slots: Int
    private var verdict = Verdict.assumed
    /// What the last answers of so many conversations took, the newest last.
    private var last: [(conversation: String?, tokens: Int)] = []
    private var isLooking = false
    /// How many answers are let go by after a look that showed nothing, and how many of them are left.
    private var pause = (length: 0, left: 0)

    init(_ description: ServerDescription) {
        // Nobody has more, and a number from elsewhere is not to be trusted with memory.
        slots = min(description.slots ?? 1, 1024)
        contextSize = description.sharedContextSize
    }

    /// Tokens that all slots have together; `nil` where each has its own.
    var sharedContextSize: Int? { verdict == .separate ? nil : contextSize }

    /// - Parameter tokens: What the answer and its prompt took; `nil` where the server doesn't say.
    /// - Returns: Whether a look at the slots may prove something now. It has to be followed by ``looked(_:)``.
    mutating func ended(_ conversation: String?, tokens: Int?) -> Bool {
        guard let contextSize, verdict == .assumed, let tokens, tokens < 1 << 40 else { return false }
        if conversation != nil { last.removeAll { $0.conversation == conversation } }
        last.append((conversation, tokens))
        if last.count > slots { last.removeFirst() }
        guard !isLooking, last.reduce(0, { $0 + $1.tokens }) > contextSize else { return false }
        if pause.left > 0 {
            pause.left -= 1
            return false
        }
        isLooking = true
        return true
    }

    /// - Parameter held: What all slots hold, in tokens; `nil` where the server doesn't say.
    mutating func looked(_ held: Int?) {
        isLooking = false
        guard let contextSize, verdict == .assumed else { return }
        // A slot can count one token that is not in its context yet.
        if let held, held - slots > contextSize {
            verdict = .separate
        } else {
            pause.length = min(64, max(1, pause.length * 2))
            pause.left = pause.length
        }
    }

    /// Answers that ran at once have burst the context: whatever was seen before, it is shared.
    mutating func burst() {
        verdict = .shared
    }
}
