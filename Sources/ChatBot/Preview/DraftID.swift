/// Which draft is meant: that of a part of a turn's answer. A change of a draft with the same id is animated.
struct DraftID: RawRepresentable, Sendable, Hashable, Codable {
    /// What Telegram calls the draft: any number but 0.
    var rawValue: Int

    private static let parts = 256

    init(rawValue: Int) {
        self.rawValue = rawValue
    }

    init(turn: Turn, part: Int) {
        rawValue = Int(turn.id) * Self.parts + part % Self.parts
    }

    var turnID: Int64 { Int64(rawValue / Self.parts) }
}
