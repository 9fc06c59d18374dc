/// Sends a conversation back to the slot of llama.cpp's `llama-server` that holds its beginning, where the server itself doesn't care.
///
/// A server with a RAM cache for prompts (`--cache-ram`, 8 GiB by default in newer builds) keeps what a slot has read before it gives
/// the slot away, and finds it again for any slot; but not for a request that names its slot (`id_slot`). So none is named until
/// prompts are seen to be lost: no route tells whether there is such a cache. Without one the server chooses
/// the slot whose content is most alike, which for conversations with the same system prompt is often somebody else's.
struct SlotTable: Sendable {
    /// A request that runs.
    struct Ticket: Sendable, Equatable {
        var conversation: String?
        /// The slot that the server is asked for (`id_slot`).
        var slot: Int?
        fileprivate var number: Int
    }

    private struct Slot {
        var conversation: String?
        var isBusy = false
        /// The request that used it last.
        var lastUse = 0
    }

    /// A conversation's last request.
    private struct Record {
        var number: Int
        var promptTokens: Int
    }

    /// How many conversations are remembered; of those that have not spoken for so long no loss is noticed.
    static let memory = 256
    /// Shorter prompts prove nothing: a template's first words are alike in all.
    static let leastTokens = 32
    /// So many losses, among so many prompts that could have been lost, show that there is no RAM cache.
    static let losses = (needed: 2, among: 4)

    /// Whether requests name their slots.
    private(set) var isPinning = false
    private var slots: [Slot]
    private var records: [String: Record] = [:]
    private var lastNumber = 0
    /// Whether the last prompts were lost.
    private var outcomes: [Bool] = []

    /// - Parameter slots: With fewer than two there is nothing to choose.
    init(slots: Int) {
        // Nobody has more, and a number from elsewhere is not to be trusted with memory.
        self.slots = Array(repeating: Slot(), count: max(0, min(slots, 1024)))
    }

    /// - Parameter conversation: As in ``AnswerRequest/conversation``; a request without one takes the slot that was idle longest.
    mutating func begin(_ conversation: String?) -> Ticket {
        lastNumber += 1
        var ticket = Ticket(conversation: conversation, number: lastNumber)
        guard isPinning else { return ticket }
        let free = slots.indices.filter { !slots[$0].isBusy }
        let home = free.filter { conversation != nil && slots[$0].conversation == conversation }
        ticket.slot =
            home.max { slots[$0].lastUse < slots[$1].lastUse } ?? free.min { slots[$0].lastUse < slots[$1].lastUse }
        if let slot = ticket.slot {
            slots[slot] = Slot(conversation: conversation, isBusy: true, lastUse: ticket.number)
        }
        return ticket
    }

    /// To be called once for each ticket, which may be of a table before this one: the server may have come back with fewer slots.
    ///
    /// - Parameter timings: `nil` where the request failed or the server gives no figures.
    mutating func end(_ ticket: Ticket, _ timings: Timings?) {
        if let slot = ticket.slot, slots.indices.contains(slot), slots[slot].lastUse == ticket.number {
            slots[slot].isBusy = false
        }
        guard slots.count > 1, !isPinning, let conversation = ticket.conversation else { return }
        guard let read = timings?.promptTokens, let reused = timings?.cachedTokens, max(read, reused) < 1 << 40 else {
            records[conversation] = nil
            return
        }
        if let last = records[conversation], let isLost = isLost(ticket, read: read, reused: reused, since: last) {
            outcomes = (outcomes + [isLost]).suffix(Self.losses.among)
            isPinning = outcomes.count { $0 } >= Self.losses.needed
        }
        remember(conversation, Record(number: ticket.number, promptTokens: read + reused))
    }

    /// - Returns: `nil` where it can't be told: the prompt was cut, or nobody else came in between, so that a loss is our own doing.
    private func isLost(_ ticket: Ticket, read: Int, reused: Int, since last: Record) -> Bool? {
        let isContinued = read + reused >= last.promptTokens && last.promptTokens >= Self.leastTokens
        guard isContinued, ticket.number > last.number + 1 else { return nil }
        return reused < last.promptTokens / 2
    }

    private mutating func remember(_ conversation: String, _ record: Record) {
        records[conversation] = record
        guard records.count > Self.memory else { return }
        if let oldest = records.min(by: { $0.value.number < $1.value.number }) { records[oldest.key] = nil }
    }
}
