/// Counts what the bot sends, and says for how long it has to wait.
struct FloodControl {
    private enum Key: Hashable {
        case chat(Int64)
        case group(Int64)
        case overall
    }

    private struct Window {
        var sent: [Duration] = []
    }

    let limits: FloodLimits
    private var windows: [Key: Window] = [:]

    init(limits: FloodLimits) {
        self.limits = limits
    }

    /// Counts a message, or says after how many seconds it may be sent.
    ///
    /// - Parameter now: the time since any fixed moment.
    mutating func send(to chatID: Int64, isGroup: Bool, at now: Duration) -> Int? {
        var keys: [(Key, limit: Int, period: Duration)] = []
        if let limit = limits.perChatPerSecond { keys.append((.chat(chatID), limit, .seconds(1))) }
        if isGroup, let limit = limits.perGroupPerMinute { keys.append((.group(chatID), limit, .seconds(60))) }
        if let limit = limits.overallPerSecond { keys.append((.overall, limit, .seconds(1))) }

        var wait = Duration.zero
        for (key, limit, period) in keys {
            windows[key, default: Window()].sent.removeAll { $0 + period <= now }
            guard let window = windows[key], window.sent.count >= limit else { continue }
            // The earliest moment at which fewer than `limit` are left in the window; with a limit of nothing, never.
            let oldest = limit > 0 ? window.sent[window.sent.count - limit] : now
            wait = max(wait, oldest + period - now)
        }
        if wait > .zero { return max(1, Int((wait / .seconds(1)).rounded(.up))) }
        for (key, _, _) in keys { windows[key, default: Window()].sent.append(now) }
        return nil
    }
}
