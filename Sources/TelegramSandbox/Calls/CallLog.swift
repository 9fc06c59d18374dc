/// The last calls, and how many there were.
struct CallLog {
    private var entries: [BotAPICall] = []
    /// The number of the first of `entries`.
    private var firstNumber = 0
    private var counts: [String: Int] = [:]
    private let limit: Int

    init(limit: Int) {
        self.limit = max(1, limit)
    }

    /// The last calls, oldest first.
    var calls: [BotAPICall] { entries.suffix(limit) }

    /// How often a method was called from the start, in any spelling.
    func count(of method: String) -> Int {
        counts[method.lowercased(), default: 0]
    }

    /// Notes a call, and gives it a number.
    mutating func begin(_ call: BotAPICall) -> Int {
        counts[call.method.lowercased(), default: 0] += 1
        entries.append(call)
        if entries.count > 2 * limit {
            let surplus = entries.count - limit
            entries.removeFirst(surplus)
            firstNumber += surplus
        }
        return firstNumber + entries.count - 1
    }

    mutating func update(_ number: Int, _ change: (inout BotAPICall) -> Void) {
        let index = number - firstNumber
        if entries.indices.contains(index) { change(&entries[index]) }
    }
}
