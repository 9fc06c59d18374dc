/// What an ``Alarm`` keeps under its lock: who is to be woken, and who sleeps until then.
struct AlarmState: Sendable {
    private struct Call: Sendable {
        var time: Duration
        var id: Int

        func isBefore(_ other: Call) -> Bool { (time, id) < (other.time, other.id) }
    }

    typealias Sleeping = (_ number: Int, _ until: Duration) -> Task<Void, Never>

    /// Sleeps until the first of the calls, or an earlier one that was cancelled since.
    private(set) var sleeper: (number: Int, time: Duration, task: Task<Void, Never>)?
    /// Those that are not cancelled.
    private var wakes: [Int: @Sendable () -> Void] = [:]
    /// A heap; also of calls that were cancelled, which are less than half of it.
    private var calls: [Call] = []
    private var lastID = 0

    var count: Int { wakes.count }

    mutating func add(at time: Duration, _ wake: @escaping @Sendable () -> Void, sleeping: Sleeping) -> Int {
        let id = nextID()
        wakes[id] = wake
        calls.append(Call(time: time, id: id))
        rise()
        settle(sleeping)
        return id
    }

    mutating func remove(_ id: Int) {
        guard wakes.removeValue(forKey: id) != nil else { return }
        if wakes.isEmpty {
            calls = []
            sleeper?.task.cancel()
            sleeper = nil
        } else if calls.count > 64, calls.count > 2 * wakes.count {
            calls = calls.filter { wakes[$0.id] != nil }.sorted { $0.isBefore($1) }
        }
    }

    /// - Parameter sleeper: Who has slept until now.
    mutating func takeDue(at time: Duration, afterSleep number: Int, sleeping: Sleeping) -> [@Sendable () -> Void] {
        if sleeper?.number == number { sleeper = nil }
        var due: [@Sendable () -> Void] = []
        while let first = calls.first, first.time <= time || wakes[first.id] == nil {
            if let wake = wakes.removeValue(forKey: first.id) { due.append(wake) }
            removeFirst()
        }
        settle(sleeping)
        return due
    }

    /// Sees to it that somebody sleeps no longer than until the first call.
    private mutating func settle(_ sleeping: Sleeping) {
        guard let time = calls.first?.time else {
            sleeper?.task.cancel()
            sleeper = nil
            return
        }
        if let sleeper, sleeper.time <= time { return }
        sleeper?.task.cancel()
        let id = nextID()
        sleeper = (id, time, sleeping(id, time))
    }

    private mutating func nextID() -> Int {
        lastID += 1
        return lastID
    }

    // MARK: - The heap

    private mutating func rise() {
        var index = calls.count - 1
        while index > 0, calls[index].isBefore(calls[(index - 1) / 2]) {
            calls.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    private mutating func removeFirst() {
        calls.swapAt(0, calls.count - 1)
        calls.removeLast()
        var index = 0
        while true {
            let smallest = [2 * index + 1, 2 * index + 2].reduce(index) { smallest, child in
                child < calls.count && calls[child].isBefore(calls[smallest]) ? child : smallest
            }
            guard smallest != index else { return }
            calls.swapAt(index, smallest)
            index = smallest
        }
    }
}
