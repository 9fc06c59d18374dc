/// How it stands with an answer, as far as that is worth showing: what lasts, so that nothing flashes.
struct LastingStanding: Sendable {
    /// A standing is shown once one of its kind has lasted so long.
    static let patience = Duration.seconds(1)

    private enum Kind: Sendable {
        case queued, waiting, reading
    }

    /// The newest one of a kind that has lasted.
    private(set) var shown: Standing?
    private var newest: Standing?
    /// Since when there is one of the newest one's kind.
    private var since = Duration.zero

    /// - Parameter standing: The newest one; `nil` where there is nothing to be said, which has to last as well.
    mutating func follow(_ standing: Standing?, at now: Duration) {
        if Self.kind(of: standing) != Self.kind(of: newest) { since = now }
        newest = standing
        if Self.kind(of: standing) == Self.kind(of: shown) || now >= since + Self.patience { shown = standing }
    }

    /// How long it takes until something else is to be shown even if nothing comes; `nil` where that is not so.
    func change(at now: Duration) -> Duration? {
        shown == newest ? nil : max(.zero, since + Self.patience - now)
    }

    private static func kind(of standing: Standing?) -> Kind? {
        switch standing {
        case .queued: .queued
        case .waiting: .waiting
        case .reading: .reading
        case nil: nil
        }
    }
}
