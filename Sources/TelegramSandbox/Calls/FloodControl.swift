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

    private struct Penalty {
        var end: Duration
        var seconds: Int
    }

    private static let longestPenalty = 3600

    let limits: FloodLimits
    private var windows: [Key: Window] = [:]
    /// When the draft after next would be on time, by chat.
    private var drafts: [Int64: Duration] = [:]
    private var penalties: [Int64: Penalty] = [:]

    init(limits: FloodLimits) {
        self.limits = limits
    }

    /// Counts a message, or says after how many seconds it may be sent.
    ///
    /// - Parameter now: the time since any fixed moment.
    mutating func send(to chatID: Int64, isGroup: Bool, at now: Duration) -> Int? {
        penalty(in: chatID, at: now) ?? remember(wait(forMessageTo: chatID, isGroup: isGroup, at: now), chatID, now)
    }

    /// Counts a draft, or says after how many seconds it may be sent.
    mutating func sendDraft(to chatID: Int64, at now: Duration) -> Int? {
        guard let limit = limits.draftsPerChat else { return nil }
        if let seconds = penalty(in: chatID, at: now) { return seconds }
        // The times at which drafts are due move on by an interval with each; a burst may be that much early.
        let due = max(drafts[chatID] ?? now, now)
        let early = due - limit.interval * (max(1, limit.burst) - 1) - now
        guard early <= .zero else { return remember(Self.seconds(early), chatID, now) }
        drafts[chatID] = due + limit.interval
        return nil
    }

    /// How long somebody has to wait who sends although told to wait.
    private mutating func penalty(in chatID: Int64, at now: Duration) -> Int? {
        guard limits.growsWhenIgnored, let penalty = penalties[chatID], now < penalty.end else { return nil }
        return remember(min(2 * penalty.seconds, Self.longestPenalty), chatID, now)
    }

    private mutating func remember(_ seconds: Int?, _ chatID: Int64, _ now: Duration) -> Int? {
        penalties[chatID] = seconds.map { Penalty(end: now + .seconds($0), seconds: $0) }
        return seconds
    }

    private static func seconds(_ wait: Duration) -> Int {
        max(1, Int((wait / .seconds(1)).rounded(.up)))
    }

    /// How long a message has to wait that would be sent now; it is not counted.
    func wait(to chatID: Int64, isGroup: Bool, at now: Duration) -> Duration {
        var wait = Duration.zero
        if limits.growsWhenIgnored, let penalty = penalties[chatID] { wait = max(wait, penalty.end - now) }
        for (key, limit, period) in keys(of: chatID, isGroup: isGroup) {
            let sent = windows[key]?.sent.filter { $0 + period > now } ?? []
            guard sent.count >= limit else { continue }
            wait = max(wait, (limit > 0 ? sent[sent.count - limit] : now) + period - now)
        }
        return wait
    }

    private func keys(of chatID: Int64, isGroup: Bool) -> [(Key, limit: Int, period: Duration)] {
        var keys: [(Key, limit: Int, period: Duration)] = []
        if let limit = limits.perChatPerSecond { keys.append((.chat(chatID), limit, .seconds(1))) }
        if isGroup, let limit = limits.perGroupPerMinute { keys.append((.group(chatID), limit, .seconds(60))) }
        if let limit = limits.overallPerSecond { keys.append((.overall, limit, .seconds(1))) }
        return keys
    }

    private mutating func wait(forMessageTo chatID: Int64, isGroup: Bool, at now: Duration) -> Int? {
        let keys = keys(of: chatID, isGroup: isGroup)
        var wait = Duration.zero
        for (key, limit, period) in keys {
            windows[key, default: Window()].sent.removeAll { $0 + period <= now }
            guard let window = windows[key], window.sent.count >= limit else { continue }
            // The earliest moment at which fewer than `limit` are left in the window; with a limit of nothing, never.
            let oldest = limit > 0 ? window.sent[window.sent.count - limit] : now
            wait = max(wait, oldest + period - now)
        }
        if wait > .zero { return Self.seconds(wait) }
        for (key, _, _) in keys { windows[key, default: Window()].sent.append(now) }
        return nil
    }
}
