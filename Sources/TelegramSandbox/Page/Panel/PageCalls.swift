/// The last calls as the page shows them.
struct PageCalls {
    static let most = 100

    private var all: [JSON] = []

    /// Oldest first.
    var entries: [JSON] { all.suffix(Self.most) }

    mutating func append(_ call: JSON) {
        all.append(call)
        if all.count > 2 * Self.most { all.removeFirst(all.count - Self.most) }
    }
}
