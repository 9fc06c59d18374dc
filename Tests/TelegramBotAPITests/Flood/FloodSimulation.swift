@testable import TelegramBotAPI

/// Many chats with arrivals, refusals and cancellations by chance, against a simple model of what may be.
struct FloodSimulation {
    private enum Event {
        case ask(Int64, FloodKind)
        case preview(Int64, FloodKind)
        case end(FloodTicket)
        case refusePreview(Int64)
        case pause(Int64)
        case cancelOne
    }

    struct Call {
        var time: Duration
        var chatID: Int64
        var kind: FloodKind
        var isPreview: Bool
    }

    let limits: FloodLimits
    private(set) var calls: [Call] = []
    private(set) var asked = 0
    private(set) var done = 0
    private(set) var refusals = 0
    /// What was wrong, and when.
    private(set) var mistakes: [String] = []

    private var state: FloodState
    private var random: SeededRandom
    /// The last ones first.
    private var events: [(time: Duration, event: Event)] = []
    private var wakeAt: Duration?
    private var now = Duration.zero

    // The model.
    private var kinds: [FloodTicket: FloodKind] = [:]
    /// Not done and not given up, in the order in which they were asked for.
    private var open: [Int64: [FloodTicket]] = [:]
    private var underWay: Set<FloodTicket> = []
    private var pausedUntil: [Int64: Duration] = [:]

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
        limits = FloodLimits(
            perChatPerSecond: [0.5, 1, 1, 4].randomElement(using: &random) ?? 1,
            perChatBurst: .random(in: 1...4, using: &random),
            previewDistance: [.zero, .milliseconds(500), .seconds(1)].randomElement(using: &random) ?? .zero,
            perGroupPerMinute: [1, 5, 20, 20].randomElement(using: &random) ?? 20,
            overallPerSecond: [2, 8, 30, 30].randomElement(using: &random) ?? 30
        )
        state = FloodState(limits: limits)
        let chats = (1...Int64.random(in: 1...12, using: &random)).map { $0 % 3 == 0 ? -$0 : $0 }
        for _ in 0..<300 {
            let chatID = chats.randomElement(using: &random) ?? 1
            let kind: FloodKind = Int.random(in: 0..<4, using: &random) == 0 ? .draft : .message
            let event: Event =
                switch Int.random(in: 0..<20, using: &random) {
                case 0: .pause(chatID)
                case 1: .cancelOne
                case 2...9: .ask(chatID, kind)
                default: .preview(chatID, kind)
                }
            events.append((.milliseconds(Int.random(in: 0...60_000, using: &random)), event))
        }
        events.sort { $0.time > $1.time }
    }

    mutating func run() {
        while true {
            if let wakeAt, wakeAt <= events.last?.time ?? wakeAt {
                now = wakeAt
            } else if let (time, event) = events.popLast() {
                now = time
                handle(event)
            } else {
                break
            }
            advance()
        }
    }

    private mutating func handle(_ event: Event) {
        switch event {
        case .ask(let chatID, let kind): ask(chatID, kind)
        case .preview(let chatID, let kind): preview(chatID, kind)
        case .end(let ticket): end(ticket)
        case .refusePreview(let chatID), .pause(let chatID):
            let pause = Duration.seconds(Int.random(in: 1...40, using: &random))
            state.pause(chatID, for: pause, at: now)
            pauseModel(chatID, pause)
        case .cancelOne:
            guard let ticket = open.values.flatMap(\.self).sorted().randomElement(using: &random) else { return }
            let isGivenUp = state.cancel(ticket)
            check(isGivenUp != underWay.contains(ticket), "given up under way, or not given up")
            if isGivenUp {
                open[ticket.chatID]?.removeAll { $0 == ticket }
                asked -= 1
            }
        }
    }

    private mutating func pauseModel(_ chatID: Int64, _ pause: Duration) {
        pausedUntil[chatID] = max(pausedUntil[chatID] ?? .zero, now + pause)
    }

    private mutating func ask(_ chatID: Int64, _ kind: FloodKind) {
        advance()
        let mustGoAtOnce = findsReserve(chatID, kind)
        let ticket = state.enqueue(kind, to: chatID, at: now)
        asked += 1
        kinds[ticket] = kind
        open[chatID, default: []].append(ticket)
        advance()
        check(!mustGoAtOnce || underWay.contains(ticket), "previews delayed a delivery")
    }

    /// Whether a delivery may count on the reserve, however many previews there were.
    private func findsReserve(_ chatID: Int64, _ kind: FloodKind) -> Bool {
        let buckets = [limits.overallBucket, limits.chatBucket] + (chatID < 0 ? [limits.groupBucket] : [])
        guard limits.previewDistance == .zero || kind != .message else { return false }
        guard buckets.allSatisfy({ $0.reserve > 0 }), open.values.allSatisfy(\.isEmpty) else { return false }
        let recent = calls.filter { !$0.isPreview && $0.time > now - .seconds(1) }
        let here = calls.contains { !$0.isPreview && $0.chatID == chatID && $0.time > now - .seconds(60) }
        let wasPaused = pausedUntil[chatID].map { $0 > now - .seconds(60) } ?? false
        return recent.count < limits.overallBucket.reserve && !here && !wasPaused
    }

    private mutating func preview(_ chatID: Int64, _ kind: FloodKind) {
        advance()
        if let wait = state.preview(kind, to: chatID, at: now) {
            check(wait > .zero && now + wait >= pausedUntil[chatID] ?? .zero, "a preview is held for too short a time")
            return
        }
        check(open[chatID, default: []].allSatisfy(underWay.contains), "a preview before a delivery")
        call(chatID, kind, isPreview: true)
        if Int.random(in: 0..<10, using: &random) == 0 { schedule(.refusePreview(chatID)) }
    }

    private mutating func end(_ ticket: FloodTicket) {
        underWay.remove(ticket)
        if Int.random(in: 0..<4, using: &random) == 0 {
            refusals += 1
            let pause = Duration.seconds(Int.random(in: 1...40, using: &random))
            state.end(ticket, pause: pause, at: now)
            pauseModel(ticket.chatID, pause)
        } else {
            done += 1
            state.end(ticket, pause: nil, at: now)
            open[ticket.chatID]?.removeAll { $0 == ticket }
        }
    }

    private mutating func advance() {
        let decision = state.advance(to: now)
        for ticket in decision.begin {
            check(open[ticket.chatID]?.first == ticket, "not the first of its chat")
            check(!underWay.contains(ticket), "begun twice")
            underWay.insert(ticket)
            call(ticket.chatID, kinds[ticket] ?? .message, isPreview: false)
            schedule(.end(ticket))
        }
        wakeAt = decision.wake.map { now + $0 }
        check(decision.wake != .zero, "no time until it wakes")
    }

    private mutating func call(_ chatID: Int64, _ kind: FloodKind, isPreview: Bool) {
        check(now >= pausedUntil[chatID] ?? .zero, "a call to a chat that is to be left alone")
        calls.append(Call(time: now, chatID: chatID, kind: kind, isPreview: isPreview))
    }

    private mutating func check(_ isRight: Bool, _ mistake: String) {
        if !isRight { mistakes.append("\(now): \(mistake)") }
    }

    private mutating func schedule(_ event: Event) {
        let time = now + .milliseconds(Int.random(in: 1...800, using: &random))
        let index = events.lastIndex { $0.time > time }.map { $0 + 1 } ?? 0
        events.insert((time, event), at: index)
    }
}
