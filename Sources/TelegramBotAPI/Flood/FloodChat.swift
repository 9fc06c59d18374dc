/// One chat, as flood control knows it: what waits there, and when the next call may be made.
struct FloodChat: Sendable {
    struct Delivery: Sendable, Hashable {
        let ticket: FloodTicket
        let kind: FloodKind
        /// Who it is for, where that is known.
        var personID: Int64?
    }

    /// In the order in which they are made; the first one may be under way.
    private(set) var deliveries: [Delivery] = []
    /// Whether the first delivery is under way. One at a time: were the next one made beside it, it might overtake it, or
    /// go out while Telegram is refusing the first.
    private(set) var isDelivering = false
    /// Calls that may not be begun before.
    private(set) var pausedUntil = Duration.zero
    /// What limits the messages here.
    private var buckets: [TokenBucket]
    private let previewDistance: Duration
    /// Until when a message may be too close to a preview before it; and a preview to any message before it.
    private var closeToPreview = Duration.zero
    private var closeToMessage = Duration.zero

    init(id: Int64, limits: FloodLimits) {
        previewDistance = limits.previewDistance
        buckets = id < 0 ? [limits.chatBucket, limits.groupBucket] : [limits.chatBucket]
    }

    /// What may be begun next, as soon as time allows.
    var next: Delivery? { isDelivering ? nil : deliveries.first }
    var hasWaiting: Bool { deliveries.count > (isDelivering ? 1 : 0) }

    /// Whether nothing would change if the chat were forgotten.
    func isIdle(at now: Duration) -> Bool {
        deliveries.isEmpty && pausedUntil <= now && closeToMessage <= now && buckets.allSatisfy { $0.isFull(at: now) }
    }

    /// How long this chat holds back a delivery.
    func wait(for kind: FloodKind, at now: Duration) -> Duration {
        let pause = max(pausedUntil - now, .zero)
        guard kind == .message else { return pause }
        return buckets.reduce(max(pause, closeToPreview - now)) { max($0, $1.wait(at: now)) }
    }

    /// How long this chat holds back a preview, which may not take what a delivery needs.
    func waitForPreview(_ kind: FloodKind, leaving: Int = 0, at now: Duration) -> Duration {
        var wait = max(pausedUntil - now, .zero)
        if kind == .message {
            wait = buckets.reduce(max(wait, closeToMessage - now)) {
                max($0, $1.waitForPreview(leaving: leaving, at: now))
            }
            // Both would count, and Telegram might refuse the delivery for the preview's sake.
            if isDelivering { wait = max(wait, Self.briefly) }
        }
        if hasWaiting { wait = max(wait, self.wait(for: .message, at: now), Self.briefly) }
        return wait
    }

    /// Counts a preview that counts as a message.
    mutating func beginPreview(at now: Duration) {
        count(at: now)
        endPreview(at: now)
    }

    /// Keeps others away from a preview that is over: it may have arrived only now.
    mutating func endPreview(at now: Duration) {
        keepDistance(from: now)
        closeToPreview = max(closeToPreview, now + previewDistance)
    }

    private mutating func count(at now: Duration) {
        for index in buckets.indices { buckets[index].take(at: now) }
    }

    private mutating func keepDistance(from now: Duration) {
        closeToMessage = max(closeToMessage, now + previewDistance)
    }

    /// Puts a delivery behind those for the same person, and before what comes for others after their turn: people take turns.
    mutating func append(_ delivery: Delivery) {
        let own = deliveries.count { $0.personID == delivery.personID }
        var counts: [Int64?: Int] = [:]
        var end = 0
        for (index, other) in deliveries.enumerated() {
            if counts[other.personID, default: 0] <= own { end = index + 1 }
            counts[other.personID, default: 0] += 1
        }
        deliveries.insert(delivery, at: end)
    }

    mutating func begin(at now: Duration) {
        guard let next else { return }
        isDelivering = true
        guard next.kind == .message else { return }
        count(at: now)
        keepDistance(from: now)
    }

    /// Ends the delivery that is under way; one that was refused stays the first.
    mutating func end(isRefused: Bool, at now: Duration) {
        guard isDelivering else { return }
        if deliveries.first?.kind == .message { keepDistance(from: now) }
        isDelivering = false
        if !isRefused { deliveries.removeFirst() }
    }

    /// - Returns: Whether the delivery was waiting.
    mutating func remove(_ ticket: FloodTicket) -> Bool {
        guard let index = deliveries.firstIndex(where: { $0.ticket == ticket }), index > 0 || !isDelivering else {
            return false
        }
        deliveries.remove(at: index)
        return true
    }

    /// After the pause, messages go at their ordinary pace: another burst would only be refused again.
    mutating func pause(until time: Duration) {
        guard time > pausedUntil else { return }
        pausedUntil = time
        for index in buckets.indices { buckets[index].drain(until: time) }
    }

    /// How long a preview is held back by something that takes no time worth mentioning.
    private static let briefly = Duration.milliseconds(100)
}

/// Something that must arrive, and its place in the order in which everything was asked for.
struct FloodTicket: Sendable, Hashable, Comparable {
    let chatID: Int64
    let number: Int

    static func < (lhs: FloodTicket, rhs: FloodTicket) -> Bool { lhs.number < rhs.number }
}
