/// The updates that the bot has not confirmed, oldest first.
struct UpdateQueue {
    struct Entry {
        var id: Int64
        /// The update as JSON text.
        var text: String
        /// Queued with an identifier of its own, or with none that can be confirmed: it is handed out once, whatever the offset.
        var isOnce = false
        var wasHandedOut = false
    }

    /// What the bot wants to get; updates of other kinds are not queued, as at Telegram not even for later.
    var allowed = UpdateKind.byDefault
    private var entries: [Entry] = []
    /// Entries before this index are confirmed; they are removed many at a time.
    private var head = 0
    private var nextID: Int64

    init(firstID: Int64) {
        nextID = firstID
    }

    var count: Int { entries.count - head }
    var isEmpty: Bool { count == 0 }

    mutating func append(_ kind: String, _ content: JSON) {
        guard allowed.contains(kind) else { return }
        let update: JSON = ["update_id": .integer(nextID), kind: content]
        entries.append(Entry(id: nextID, text: update.text))
        nextID += 1
    }

    /// Queues a text as it stands, except that an object without `update_id` gets one.
    mutating func append(raw text: String) {
        let parsed = try? JSONParser.parse(text)
        // An object that is malformed further on (half a surrogate pair, say) looks like one.
        let looksLikeObject = text.first { !$0.isWhitespace } == "{"
        let hasID = parsed.map { $0["update_id"] != nil } ?? text.contains("\"update_id\"")
        if looksLikeObject, !hasID, let brace = text.firstIndex(of: "{") {
            let separator = parsed?.members?.isEmpty == true ? "" : ","
            let rest = text[text.index(after: brace)...]
            let withID = "{\"update_id\":\(nextID)\(separator)\(rest)"
            entries.append(Entry(id: nextID, text: withID, isOnce: parsed == nil))
            nextID += 1
        } else if let id = parsed?["update_id"]?.integer, id >= nextID, id < Int64.max {
            entries.append(Entry(id: id, text: text))
            nextID = id + 1
        } else {
            entries.append(Entry(id: nextID - 1, text: text, isOnce: true))
        }
    }

    /// Forgets what `offset` confirms: everything below it, or all but the last `-offset`.
    mutating func confirm(offset: Int64) {
        if offset < 0 {
            head = entries.count - Int(min(offset.magnitude, UInt64(count)))
        } else if offset > 0 {
            let end =
                entries[head...].firstIndex { $0.id >= offset || ($0.isOnce && !$0.wasHandedOut) } ?? entries.count
            head = end
        }
        compact()
    }

    /// Up to `limit` updates for the bot, as JSON texts.
    mutating func handOut(limit: Int) -> [String] {
        let range = head..<min(head + limit, entries.count)
        defer {
            for index in range { entries[index].wasHandedOut = true }
            // What can't be confirmed is gone once it was handed out.
            if entries[range].contains(where: \.isOnce) {
                entries.removeSubrange(..<head)
                head = 0
                entries.removeAll { $0.isOnce && $0.wasHandedOut }
            }
        }
        return entries[range].map(\.text)
    }

    mutating func removeAll() {
        entries = []
        head = 0
    }

    private mutating func compact() {
        guard head > 1_000, head > entries.count / 2 else { return }
        entries.removeSubrange(..<head)
        head = 0
    }
}
