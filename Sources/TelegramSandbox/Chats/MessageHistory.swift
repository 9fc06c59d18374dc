/// The last messages of a chat, in the order of their ids, which have gaps.
struct MessageHistory {
    private var messages: [StoredMessage] = []
    private let limit: Int

    /// - Parameter limit: how many are kept at least.
    init(limit: Int) {
        self.limit = limit
    }

    mutating func append(_ message: StoredMessage) {
        assert(messages.last.map { $0.id < message.id } ?? true, "ids only grow")
        messages.append(message)
        // Half of them at once, so that a long run does not move the rest at every message.
        if messages.count > 2 * limit { messages.removeFirst(messages.count - limit) }
    }

    /// The message with an id; set to change it, or to nil to delete it.
    subscript(_ id: Int) -> StoredMessage? {
        get {
            let index = firstIndex(from: id)
            return index < messages.count && messages[index].id == id ? messages[index] : nil
        }
        set {
            let index = firstIndex(from: id)
            guard index < messages.count, messages[index].id == id else { return }
            if let newValue { messages[index] = newValue } else { messages.remove(at: index) }
        }
    }

    /// The messages with an id above `id`, oldest first.
    func after(_ id: Int) -> ArraySlice<StoredMessage> {
        // An id that a test made up may be the highest there is.
        id == .max ? [] : messages[firstIndex(from: id + 1)...]
    }

    /// The newest `limit` messages with an id below `id`, oldest first, and whether there are older ones.
    func newest(_ limit: Int, before id: Int?) -> (messages: ArraySlice<StoredMessage>, more: Bool) {
        let end = id.map(firstIndex) ?? messages.endIndex
        let start = max(0, end - limit)
        return (messages[start..<end], start > 0)
    }

    /// The newest message that fits.
    func newest(where fits: (StoredMessage) -> Bool) -> StoredMessage? {
        messages.last(where: fits)
    }

    /// Where the first message is with this id or a higher one.
    private func firstIndex(from id: Int) -> Int {
        var range = messages.startIndex..<messages.endIndex
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            range = messages[middle].id < id ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound
    }
}
