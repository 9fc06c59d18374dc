extension TelegramSandbox {
    /// A call that a fault keeps.
    struct HeldCall {
        var continuation: CheckedContinuation<Bool, Never>
        /// Ends the wait of a call that is kept for a certain time.
        var timer: Task<Void, Never>?
    }

    /// Makes the next calls of a method go wrong. `method` nil: of any method, `getUpdates` among them.
    ///
    /// Faults of one method are used up in the order in which they were asked for.
    public func inject(_ fault: Fault, on method: String? = nil, times: Int = 1) {
        faults.add(fault, on: method, times: times)
    }

    /// Makes calls go wrong by a rule, until it is replaced or taken away (nil), at any time; faults that were injected come first.
    public func setFaultSchedule(_ schedule: FaultSchedule?) {
        faults.schedule = schedule
    }

    /// Forgets the faults that have not struck yet and the schedule, and lets held and delayed calls go on.
    public func removeFaults() {
        faults.removeAll()
        releaseHeldCalls(of: .all)
        announceFaults()
    }

    /// Lets the calls go on that a ``Fault/hold`` keeps.
    public func releaseHeldCalls() {
        releaseHeldCalls(of: .held)
    }

    enum HeldCalls {
        case held
        case delayed
        case all
    }

    func releaseHeldCalls(of kind: HeldCalls) {
        for (id, call) in heldCalls.sorted(by: { $0.key < $1.key }) {
            let isDelayed = call.timer != nil
            if kind == .all || isDelayed == (kind == .delayed) { releaseHeldCall(id) }
        }
    }

    /// Keeps a call until it is released, its caller has gone, or `duration` has passed. False: it is not to go on.
    func hold(for duration: Duration? = nil) async -> Bool {
        lastWaiterID += 1
        let id = lastWaiterID
        let outages = outageCount
        let clock = configuration.clock
        let goesOn = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                guard !Task.isCancelled, !isStopping else { return continuation.resume(returning: false) }
                let timer = duration.map { duration in
                    Task {
                        try? await clock.sleep(for: duration)
                        if !Task.isCancelled { releaseHeldCall(id) }
                    }
                }
                heldCalls[id] = HeldCall(continuation: continuation, timer: timer)
            }
        } onCancel: {
            Task { await self.releaseHeldCall(id, toGoOn: false) }
        }
        return goesOn && !Task.isCancelled && !isStopping && outages == outageCount
    }

    func releaseHeldCall(_ id: Int, toGoOn: Bool = true) {
        guard let call = heldCalls.removeValue(forKey: id) else { return }
        call.timer?.cancel()
        call.continuation.resume(returning: toGoOn)
    }
}
