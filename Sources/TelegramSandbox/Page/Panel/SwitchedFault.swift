/// What the page's switches make go wrong.
struct SwitchedFault: Hashable, Sendable {
    enum Kind: String, CaseIterable, Sendable {
        /// 429.
        case flood
        /// 500.
        case error
        /// The connection is closed before the call is carried out.
        case drop
        /// Every call waits first.
        case slow
        /// All of Telegram is away.
        case outage
    }

    var kind: Kind
    /// In any spelling; nil: all of them.
    var method: String?
    var seconds: Int?
    /// Nil: until it is switched off.
    var timesLeft: Int?

    func applies(to call: BotAPICall) -> Bool {
        if let method { return method.lowercased() == call.method.lowercased() }
        // Telegram's limits are of chats; a bot that may not even ask for messages would show nothing of how it handles them.
        return kind != .flood || call.chatID != nil
    }

    var json: JSON {
        [
            "kind": .string(kind.rawValue),
            "method": method.map(JSON.string),
            "seconds": seconds.map(JSON.integer),
            "times_left": timesLeft.map(JSON.integer),
        ]
    }
}

extension Fault {
    /// The kind under which the page shows it.
    var kind: SwitchedFault.Kind {
        switch self {
        case .tooManyRequests: .flood
        case .refusal, .migrated, .garbage: .error
        case .dropBefore, .dropAfter: .drop
        case .hold, .delayBefore, .delayAfter: .slow
        }
    }
}
