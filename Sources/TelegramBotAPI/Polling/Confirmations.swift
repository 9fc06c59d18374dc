/// Which of the updates that were received may be confirmed to the server.
///
/// Telegram knows one offset, below which everything is confirmed. It moves past an update only when that one and all
/// before it are confirmed by the consumer.
struct Confirmations: Sendable, Hashable {
    /// The first update that is still wanted; `nil` before anything was confirmed.
    private(set) var offset: Int?
    /// Received, and not yet below the offset; in order.
    private var open: [Int] = []
    /// Those of `open` that are confirmed, and wait for one before them.
    private var confirmed: Set<Int> = []

    var isSettled: Bool { open.isEmpty }

    /// Takes note of an update that the server sent.
    ///
    /// - Returns: Whether the consumer has yet to see or confirm it, and whether it is new.
    mutating func receive(_ id: Int) -> (isWanted: Bool, isNew: Bool) {
        if let offset, id < offset { return (false, false) }
        let place = open.firstIndex { $0 >= id } ?? open.endIndex
        if place < open.endIndex, open[place] == id { return (!confirmed.contains(id), false) }
        open.insert(id, at: place)
        return (true, true)
    }

    /// Takes note that the consumer has done with an update. Ids that it was not given are ignored.
    mutating func confirm(_ id: Int) {
        guard open.contains(id) else { return }
        confirmed.insert(id)
        let done = open.prefix { confirmed.contains($0) }
        guard let last = done.last else { return }
        offset = last + 1
        confirmed.subtract(done)
        open.removeFirst(done.count)
    }

    /// Forgets everything, as the server counts from another number now.
    mutating func startAnew(at id: Int) {
        self = Confirmations()
        offset = id
    }
}
