/// What a ``GenerationQueue`` keeps under its lock: the order, and who is to be woken when it changes.
struct QueueState: Sendable {
    /// What somebody who waits is told; the number tells it from the same said before.
    struct News: Sendable, Hashable {
        var number: Int
        var standing: Standing
    }

    enum Place: Sendable {
        case waiting(News?)
        case writing
        case gone
        /// Nobody begins any more.
        case closed
    }

    /// The queue as it was at a time.
    struct Look: Sendable {
        var number: Int
        var queue: FairQueue
        var time: Duration
    }

    /// To be done without the lock.
    struct Effects: Sendable {
        var bells: [Bell] = []
        var cancellations: [@Sendable () -> Void] = []
    }

    private struct Waiter {
        var bell: Bell
        var news: News?
        var toldAt: Duration
    }

    private struct Idle {
        var id: Int
        var cancel: (@Sendable () -> Void)?
        var isInterrupted = false
    }

    /// Everybody is told his place at once as long as so many wait; with more, at every ``tick``.
    private static let fewWaiting = 32
    /// How often it is looked whether somebody has to be told something.
    static let tick = Duration.seconds(1)
    /// So often who waits is told his place, whether it has changed or not.
    private static let longestSilence = Duration.seconds(10)

    private(set) var queue: FairQueue
    /// Looks at every ``tick``, as long as somebody waits.
    private var ticker: Task<Void, Never>?
    /// Those that have not left.
    private var passes: Set<Int> = []
    /// Those of them that wait.
    private var waiters: [Int: Waiter] = [:]
    private var isClosed = false
    private var hasChanged = false
    private var lookedAt: Duration?
    private var looks = 0
    private var lastTold = 0
    private var idle: Idle?
    /// Who waits until there is nothing to do, in order.
    private var idleWaiters: [(id: Int, bell: Bell)] = []
    private var lastID = 0

    init(queue: FairQueue) {
        self.queue = queue
    }

    // MARK: - Answers

    mutating func newPass() -> Int {
        lastID += 1
        passes.insert(lastID)
        return lastID
    }

    mutating func enter(_ id: Int, _ entry: FairQueue.Entry, _ bell: Bell, at time: Duration) {
        guard passes.contains(id) else { return }
        if let writer = queue.writing[id], writer.entry.isAlone || !entry.isAlone { return }
        queue.enter(id, entry)
        waiters[id] = Waiter(bell: bell, toldAt: time)
        hasChanged = true
    }

    func place(of id: Int) -> Place {
        if let waiter = waiters[id] { return isClosed ? .closed : .waiting(waiter.news) }
        return queue.writing[id] == nil ? .gone : .writing
    }

    mutating func take(_ id: Int, tokens: Int) {
        guard queue.writing[id] != nil else { return }
        queue.take(id, tokens: tokens)
        hasChanged = true
    }

    mutating func freeSlot(_ id: Int, isComplete: Bool, at time: Duration) {
        guard queue.writing[id] != nil else { return }
        queue.freeSlot(id, isComplete: isComplete, at: time)
        hasChanged = true
    }

    mutating func leave(_ id: Int) -> Effects {
        guard passes.remove(id) != nil else { return Effects() }
        queue.leave(id)
        hasChanged = true
        return Effects(bells: [waiters.removeValue(forKey: id)?.bell].compactMap(\.self))
    }

    /// Lets nobody begin any more, and tells those who wait so.
    mutating func close() -> Effects {
        isClosed = true
        return Effects(bells: waiters.values.map(\.bell))
    }

    mutating func setCapacity(_ capacity: GenerationQueue.Capacity) {
        guard capacity != queue.capacity else { return }
        queue.capacity = capacity
        hasChanged = true
    }

    // MARK: - What is done when there is nothing to do

    mutating func awaitIdleness(_ bell: Bell) -> Int {
        lastID += 1
        idleWaiters.append((lastID, bell))
        return lastID
    }

    func isIdleWork(_ id: Int) -> Bool { idle?.id == id }

    /// - Returns: `nil` where somebody wants in already.
    mutating func startIdleWork(_ start: () -> Task<Void, any Error>) -> Task<Void, any Error>? {
        guard idle?.isInterrupted == false else { return nil }
        let task = start()
        idle?.cancel = { task.cancel() }
        return task
    }

    /// - Returns: Whether somebody wanted in.
    mutating func endIdleWork(_ id: Int) -> Bool {
        guard let ended = idle, ended.id == id else {
            idleWaiters.removeAll { $0.id == id }
            return false
        }
        idle = nil
        queue.endIdleWork()
        return ended.isInterrupted
    }

    // MARK: - What follows

    /// Lets those begin who may.
    ///
    /// - Parameter startTicking: Begins to look at every ``tick``.
    mutating func settle(at time: Duration, startTicking: () -> Task<Void, Never>) -> Effects {
        var effects = Effects()
        for id in isClosed ? [] : queue.admit(at: time) {
            if let waiter = waiters.removeValue(forKey: id) { effects.bells.append(waiter.bell) }
            hasChanged = true
        }
        if let idle, !idle.isInterrupted, !queue.isUnwanted || isClosed {
            self.idle?.isInterrupted = true
            if let cancel = idle.cancel { effects.cancellations.append(cancel) }
        }
        if idle == nil, queue.isUnwanted, !isClosed, !idleWaiters.isEmpty {
            let (id, bell) = idleWaiters.removeFirst()
            idle = Idle(id: id)
            queue.beginIdleWork()
            effects.bells.append(bell)
        }
        if waiters.isEmpty {
            if let ticker { effects.cancellations.append { ticker.cancel() } }
            ticker = nil
        } else if ticker == nil {
            ticker = startTicking()
        }
        return effects
    }

    /// - Returns: The queue as it is, if somebody may have to be told something.
    mutating func look(at time: Duration) -> Look? {
        guard !waiters.isEmpty else { return nil }
        let isTime = lookedAt.map { time - $0 >= Self.tick } ?? true
        let isDue =
            hasChanged && waiters.count <= Self.fewWaiting
            || isTime && (hasChanged || waiters.values.contains { time - $0.toldAt >= Self.longestSilence })
        guard isDue else { return nil }
        hasChanged = false
        lookedAt = time
        looks += 1
        return Look(number: looks, queue: queue, time: time)
    }

    /// Notes what those who wait are to be told, unless they were told by a later look.
    mutating func tell(_ standings: [(id: Int, standing: Standing)], by look: Look) -> Effects {
        var effects = Effects()
        guard look.number > lastTold else { return effects }
        lastTold = look.number
        for (id, standing) in standings {
            guard let waiter = waiters[id],
                waiter.news?.standing != standing || look.time - waiter.toldAt >= Self.longestSilence
            else { continue }
            let news = News(number: (waiter.news?.number ?? 0) + 1, standing: standing)
            waiters[id] = Waiter(bell: waiter.bell, news: news, toldAt: look.time)
            effects.bells.append(waiter.bell)
        }
        return effects
    }
}
