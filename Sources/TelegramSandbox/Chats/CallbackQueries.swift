/// The buttons that were pressed and are not answered yet, with who pressed them.
struct CallbackQueries {
    /// As many as are remembered; a bot that answers none must not fill the memory.
    static let most = 10_000

    private var people: [String: Int64] = [:]
    private var order: [String] = []

    mutating func add(_ id: String, from person: Int64) {
        people[id] = person
        order.append(id)
        if order.count > 2 * Self.most {
            for old in order.prefix(Self.most) { people[old] = nil }
            order.removeFirst(Self.most)
        }
    }

    mutating func removeValue(forKey id: String) -> Int64? {
        people.removeValue(forKey: id)
    }

    mutating func removeAll() {
        people = [:]
        order = []
    }
}
