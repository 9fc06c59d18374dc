import NIOHTTP1

/// Asks a `llama-server` that keeps silent whether it is busy with others.
struct QueueLookout: Sendable {
    let connection: ServerConnection
    let configuration: LlamaServerConfiguration

    /// Goes on until the task is cancelled.
    ///
    /// - Parameters:
    ///   - explained: Called whenever the server's silence has a reason.
    ///   - waiting: Called once, when the request is known to wait for a slot.
    func run(explained: @Sendable () -> Void, waiting: @Sendable () -> Void) async {
        var watch = QueueWatch(limit: configuration.requestTimeout)
        var hasSlots = true
        while !Task.isCancelled {
            do { try await connection.clock.sleep(for: watch.pause) } catch { return }
            let sight = await look(&hasSlots)
            if Task.isCancelled { return }
            let verdict = watch.saw(sight)
            if verdict.isExplained { explained() }
            if verdict.isNews { waiting() }
        }
    }

    /// - Parameter hasSlots: Whether it tells of its slots at all; it doesn't with `--no-slots`, or as a router.
    private func look(_ hasSlots: inout Bool) async -> QueueWatch.Sight {
        var isEvasive = false
        if hasSlots {
            if let reply = await ask("/slots") {
                if let states = SlotStates(reply.json) { return states.areAllBusy ? .allSlotsBusy : .freeSlot }
                hasSlots = reply.status == 503
                isEvasive = hasSlots
            } else {
                isEvasive = true
            }
        }
        // It answers even when the server is too busy with a batch to tell of its slots.
        guard let health = await ask("/health"), let status = health.json?["status"]?.string else { return .nothing }
        if status == "no slot available" { return .allSlotsBusy }
        return isEvasive || health.status != 200 ? .evasive : .alive
    }

    private func ask(_ path: String) async -> ServerReply? {
        let limit = min(configuration.requestTimeout / 3, .seconds(10))
        return try? await connection.reply(.GET, path, limit: limit)
    }
}
