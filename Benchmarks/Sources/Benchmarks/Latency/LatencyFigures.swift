/// How long a relay between Telegram and a model takes each way, in milliseconds.
struct LatencyFigures: Encodable, Sendable {
    /// The middle of many, and what 99 of 100 are below of.
    struct Spread: Encodable, Sendable {
        var median: Double
        var percentile99: Double

        init(_ durations: [Duration]) {
            let sorted = durations.sorted()
            median = sorted.median.milliseconds
            percentile99 = sorted.part(0.99).milliseconds
        }
    }

    var relay: LatencyScene.Relay
    /// In which answers are written at once.
    var chats: Int
    /// Everybody wrote in the same instant.
    var isBurst: Bool
    /// Messages in all chats together.
    var messages: Int
    /// From a message to the request for its answer.
    var request: Spread
    /// From an answer's first word to the first call that shows it.
    var first: Spread
    /// Answers of which a part was shown before the whole.
    var previews: Int
    /// From an answer's last word to the call with all of it.
    var last: Spread

    init(of scene: LatencyScene, _ relay: LatencyScene.Relay, _ trips: [LatencyScene.Trip]) {
        self.relay = relay
        chats = scene.chats
        isBurst = scene.spread == .zero && scene.chats > 1
        messages = trips.count
        request = Spread(trips.map(\.request))
        let firsts = trips.compactMap(\.first)
        first = Spread(firsts)
        previews = firsts.count
        last = Spread(trips.map(\.last))
    }
}
