import LlamaServerTesting

/// Makes trouble beside the kills, at random times, until it is stopped.
actor Disturber {
    /// How often there was trouble.
    private(set) var count = 0

    private let disturbance: CrashScenario.Disturbance
    private let llama: RealLlamaServerProcess
    private let clock: JumpingClock?
    private var random: SplitMix64
    private var work: Task<Void, Never>?

    init(
        _ disturbance: CrashScenario.Disturbance,
        llama: RealLlamaServerProcess,
        clock: JumpingClock?,
        seed: UInt64
    ) {
        self.disturbance = disturbance
        self.llama = llama
        self.clock = clock
        random = SplitMix64(seed: seed)
    }

    func start() {
        work = Task {
            while !Task.isCancelled {
                guard await disturb() else { return }
            }
        }
    }

    func stop() async {
        work?.cancel()
        await work?.value
    }

    /// - Returns: Whether there is anything to do.
    private func disturb() async -> Bool {
        switch disturbance {
        case .none, .telegram:
            return false
        case .llama:
            try? await Task.sleep(for: random.duration(500...4000))
            guard !Task.isCancelled else { return false }
            await llama.stop()
            count += 1
            try? await Task.sleep(for: random.duration(0...2000))
            try? await llama.start()
        case .clock:
            try? await Task.sleep(for: random.duration(50...500))
            guard !Task.isCancelled else { return false }
            try? clock?.set(offset: .random(in: -10 * 86_400...10 * 86_400, using: &random))
            count += 1
        }
        return true
    }
}
