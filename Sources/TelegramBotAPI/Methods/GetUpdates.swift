/// Asks for updates, and confirms those below the offset. ``LongPolling`` is what a bot uses.
struct GetUpdates: Encodable, Sendable, Hashable {
    static let name = "getUpdates"

    /// The first update that is wanted: all below it are confirmed and never come again.
    var offset: Int?
    /// 1–100.
    var limit: Int
    /// Seconds that the server may wait for an update, 0–50.
    var timeout: Int
    /// Telegram remembers the list until the next one, so it always goes with the request.
    var allowedUpdates: [String]

    enum CodingKeys: String, CodingKey {
        case offset
        case limit
        case timeout
        case allowedUpdates = "allowed_updates"
    }
}
