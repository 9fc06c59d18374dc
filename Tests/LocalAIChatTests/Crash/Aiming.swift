import LlamaServerTesting

@testable import TelegramSandbox

/// Waits for the moment at which the bot is to be killed, and brings it about where it would hardly come by itself.
struct Aiming: Sendable {
    var sandbox: TelegramSandbox
    var llama: RealLlamaServerProcess
    var writers: Writers
    var turns: TurnTable

    /// How long a moment is waited for that comes sooner or later, unless something is in its way.
    private static let limit = Duration.seconds(15)

    /// Waits for the moment, or until it is clear that it does not come, and strikes.
    ///
    /// - Returns: Whether it has come.
    func strike(
        _ aim: Aim,
        using random: inout SplitMix64,
        _ blow: @escaping @Sendable () throws -> Void
    ) async throws -> Bool {
        if aim == .received { return try await strikeBetweenWrites(blow) }
        let isHit = try await moment(of: aim, using: &random)
        try blow()
        return isHit
    }

    private func moment(of aim: Aim, using random: inout SplitMix64) async throws -> Bool {
        switch aim {
        case .anyTime, .received:
            try await Task.sleep(for: random.duration(0...2500))
            return true
        case .generating:
            guard try await botIsReady() else { return false }
            await llama.suspend()
            return try await wait(Self.limit) {
                let open = turns.open()
                return open["generating"] != nil && open["generated"] == nil && open["delivering"] == nil
            }
        case .preview:
            guard try await isQuiet() else { return false }
            await writers.all.randomElement(using: &random)?.write(long: true)
            return try await isPreviewed()
        case .generated:
            return try await wait(Self.limit) { turns.open()["generated"] != nil }
        case .delivering:
            return try await isHeld(by: .hold)
        case .delivered:
            return try await isHeld(by: .delayAfter(.seconds(3600)))
        case .done:
            return try await isQuiet()
        }
    }

    /// A turn is `received` only until the bot has written that it begins with it: that write is kept from happening.
    private func strikeBetweenWrites(_ blow: @escaping @Sendable () throws -> Void) async throws -> Bool {
        // There is a database then.
        let isReady = try await botIsReady()
        // The bot may be faster.
        for _ in 0..<3 where isReady {
            guard try await isQuiet() else { break }
            for writer in writers.all { await writer.write() }
            let isHit = try await turns.betweenWrites(for: .seconds(2)) { open in
                guard Set(open.keys) == ["received"] else { return false }
                try blow()
                return true
            }
            if isHit { return true }
        }
        try blow()
        return false
    }

    /// The bot asks for updates.
    private func botIsReady() async throws -> Bool {
        let count = await sandbox.callCount(of: "getUpdates")
        return try await wait(Self.limit) { await sandbox.callCount(of: "getUpdates") > count }
    }

    /// Nobody writes, and everything is answered.
    private func isQuiet() async throws -> Bool {
        await writers.stop()
        return try await wait(.seconds(60)) { await sandbox.pendingUpdateCount == 0 && turns.open().isEmpty }
    }

    /// The model has written a part of its answer, which is on the screen.
    private func isPreviewed() async throws -> Bool {
        guard try await wait(Self.limit, until: { turns.open()["generating"] != nil }) else { return false }
        // The model is through in a moment, unless it is stopped now and then.
        while turns.open()["generating"] != nil {
            await llama.suspend()
            if try await wait(.milliseconds(500), until: { await writers.seePreview() }) { return true }
            await llama.resume()
            try await Task.sleep(for: .milliseconds(15))
        }
        return false
    }

    /// The next message of the bot's is on its way.
    private func isHeld(by fault: Fault) async throws -> Bool {
        await sandbox.inject(fault, on: "sendMessage")
        return try await wait(Self.limit) { await !sandbox.heldCalls.isEmpty }
    }
}
