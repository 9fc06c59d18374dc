/// All who write to the bot, at once.
actor Writers {
    nonisolated let all: [Writer]
    private var writing: Task<Void, Never>?

    init(_ all: [Writer]) { self.all = all }

    /// Lets them write until ``stop()``.
    func start() {
        guard writing == nil else { return }
        let all = all
        writing = Task {
            await withTaskGroup(of: Void.self) { group in
                for writer in all { group.addTask { await writer.run() } }
            }
        }
    }

    func stop() async {
        writing?.cancel()
        await writing?.value
        writing = nil
    }

    func askedCount() async -> Int {
        var count = 0
        for writer in all { count += await writer.asked.count }
        return count
    }

    func seePreview() async -> Bool {
        for writer in all where await writer.seesPreview() { return true }
        return false
    }
}
