/// Decides whose answer the model writes next: people take turns, whatever each of them has asked.
///
/// The rules:
/// - As many answers are written at once as the server has slots; one at a time in a conversation, and the next one there only after the
///   reply to the last one is delivered.
/// - Of those who may begin, the person goes first whose last answer began longest ago; who never had one comes before all others. Of
///   equals, and of a person's own questions, the earlier one goes first. So nobody is passed twice by the same person while he waits.
/// - Whose conversation is busy is passed; he keeps his place among the others.
/// - Where all slots share one context, an answer begins only if it fits in beside those that are being written. Who comes next and does
///   not fit is not passed: nobody begins until there is room. What would never fit is written alone.
/// - Who has to be alone comes before everybody, begins when nothing else runs, and nobody begins beside him.
///
/// It has no clock: times are given to it, on any scale that only goes forward.
struct FairQueue: Sendable {
    /// An answer that is to be written.
    struct Entry: Sendable, Hashable {
        var turnID: Int64
        var person: Int64
        var conversation: ConversationID
        /// What it takes of a shared context; where that is not known, it is taken to be a slot's equal share.
        var tokens: Int?
        var isAlone = false
    }

    struct Waiter: Sendable, Hashable {
        var id: Int
        var entry: Entry
        /// When its person's last answer began, counted in answers begun; 0 for never.
        var rank: Int

        func isBefore(_ other: Waiter) -> Bool {
            (entry.isAlone ? 0 : 1, rank, entry.turnID, id) < (
                other.entry.isAlone ? 0 : 1, other.rank, other.entry.turnID, other.id
            )
        }
    }

    struct Writer: Sendable, Hashable {
        var entry: Entry
        var beganAt: Duration
    }

    /// Whoever has begun so many answers ago is not told from those who never have, so that not everybody is remembered for good.
    static let memory = 10_000

    var capacity: GenerationQueue.Capacity
    /// Who waits, by whose turn it is.
    private(set) var waiting: [Waiter] = []
    /// What is being written.
    private(set) var writing: [Int: Writer] = [:]
    /// Whether something runs that gives way to every answer. It has a slot.
    private(set) var isIdleWorkRunning = false
    /// How long an answer takes, of the last ones more than of earlier ones; `nil` before the first.
    private(set) var meanDuration: Duration?
    /// Who keeps a conversation busy: from when its answer begins until it leaves.
    private var holders: [ConversationID: Int] = [:]
    /// The same the other way round.
    private var conversations: [Int: ConversationID] = [:]
    /// When a person's last answer began.
    private var served: [Int64: Int] = [:]
    private var begun = 0

    init(capacity: GenerationQueue.Capacity) {
        self.capacity = capacity
    }

    /// How many people's last answers are remembered.
    var remembered: Int { served.count }

    /// Whether nobody waits and nothing is being written.
    var isUnwanted: Bool { waiting.isEmpty && writing.isEmpty }

    /// Lets an answer wait. One that is being written gives up its slot and keeps its conversation.
    ///
    /// - Parameter id: Stands for it from now on.
    mutating func enter(_ id: Int, _ entry: Entry) {
        writing[id] = nil
        waiting.removeAll { $0.id == id }
        insert(Waiter(id: id, entry: entry, rank: served[entry.person] ?? 0))
    }

    /// Lets everybody begin who may.
    ///
    /// - Returns: Who begins, in order.
    mutating func admit(at time: Duration) -> [Int] {
        var admitted: [Int] = []
        while let index = waiting.firstIndex(where: { isFree($0.entry.conversation, for: $0.id) }),
            hasRoom(for: waiting[index].entry)
        {
            let waiter = waiting.remove(at: index)
            writing[waiter.id] = Writer(entry: waiter.entry, beganAt: time)
            holders[waiter.entry.conversation] = waiter.id
            conversations[waiter.id] = waiter.entry.conversation
            noteServed(waiter.entry.person)
            admitted.append(waiter.id)
        }
        return admitted
    }

    /// Notes what an answer that is being written takes of a shared context.
    mutating func take(_ id: Int, tokens: Int) {
        writing[id]?.entry.tokens = tokens
    }

    /// Notes that an answer is written no further. Its conversation stays busy.
    ///
    /// - Parameter isComplete: Whether it tells how long answers take.
    mutating func freeSlot(_ id: Int, isComplete: Bool = true, at time: Duration) {
        guard let writer = writing.removeValue(forKey: id), isComplete else { return }
        let duration = time - writer.beganAt
        meanDuration = meanDuration.map { $0 + (duration - $0) / 4 } ?? duration
    }

    /// Takes an answer out, wherever it is. One that is still being written tells nothing of how long answers take.
    mutating func leave(_ id: Int) {
        if writing.removeValue(forKey: id) == nil { waiting.removeAll { $0.id == id } }
        guard let conversation = conversations.removeValue(forKey: id) else { return }
        holders[conversation] = nil
    }

    mutating func beginIdleWork() { isIdleWorkRunning = true }

    mutating func endIdleWork() { isIdleWorkRunning = false }

    /// Makes conversations free in which nothing is written: their replies are being delivered.
    mutating func endDeliveries() {
        let waiting = Set(waiting.map(\.id))
        holders = holders.filter { writing[$0.value] != nil || waiting.contains($0.value) }
    }

    private func isFree(_ conversation: ConversationID, for id: Int) -> Bool {
        holders[conversation].map { $0 == id } ?? true
    }

    private func hasRoom(for entry: Entry) -> Bool {
        guard !entry.isAlone else { return writing.isEmpty && !isIdleWorkRunning }
        let isFull = writing.count + (isIdleWorkRunning ? 1 : 0) >= max(1, capacity.slots)
        guard !isFull, !writing.values.contains(where: \.entry.isAlone) else { return false }
        guard let shared = capacity.sharedTokens, !writing.isEmpty else { return true }
        return writing.values.reduce(share(of: entry, in: shared)) { $0 + share(of: $1.entry, in: shared) } <= shared
    }

    private func share(of entry: Entry, in shared: Int) -> Int {
        entry.tokens.map { max(0, $0) } ?? shared / max(1, capacity.slots)
    }

    private mutating func insert(_ waiter: Waiter) {
        var low = 0
        var high = waiting.count
        while low < high {
            let middle = (low + high) / 2
            if waiting[middle].isBefore(waiter) { low = middle + 1 } else { high = middle }
        }
        waiting.insert(waiter, at: low)
    }

    /// Puts what else its person waits for behind all others.
    private mutating func noteServed(_ person: Int64) {
        begun += 1
        served[person] = begun
        if served.count > 2 * Self.memory { served = served.filter { $0.value > begun - Self.memory } }
        let others = waiting.filter { $0.entry.person == person }
        guard !others.isEmpty else { return }
        waiting.removeAll { $0.entry.person == person }
        for var waiter in others {
            waiter.rank = begun
            insert(waiter)
        }
    }
}
