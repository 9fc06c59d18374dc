/// The last calls, and how many there were.
struct CallLog {
    private var entries: [BotAPICall] = []
    /// The number of the first of `entries`.
    private var firstNumber = 0
    private var counts: [String: Int] = [:]
    private var finishedCounts: [String: Int] = [:]
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

    /// How often a call of a method was over.
    func finishedCount(of method: String) -> Int {
        finishedCounts[method.lowercased(), default: 0]
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

    /// Notes how a call ended.
    mutating func finish(_ number: Int, of method: String, status: Int, _ description: String?) {
        finishedCounts[method.lowercased(), default: 0] += 1
        let index = number - firstNumber
        guard entries.indices.contains(index) else { return }
        entries[index].status = status
        entries[index].errorDescription = description
        entries[index].isFinished = true
    }
}
