/// How fast turns are with one kind of storage, and what they cost.
struct DurabilityFigures: Encodable, Sendable {
    var storage: String
    /// Of somebody who asks alone, from the message to the answer.
    var aloneMilliseconds: Double
    var alone95thPercentileMilliseconds: Double
    /// Of many who ask at once.
    var chats: Int
    var turnsPerSecond: Double
    var togetherMilliseconds: Double
    var together95thPercentileMilliseconds: Double
    /// Of the bot's process, for each turn; `nil` where the system does not tell.
    var cpuMilliseconds: Double?
    /// Of the database's file; `nil` where it is not full.
    var bytesPerMessage: Double?

    init(of scene: DurabilityScene, _ rounds: [DurabilityScene.Round], cpuTime: Duration?) {
        let alone = rounds.map(\.alone).sorted()
        let together = rounds.flatMap(\.together).sorted()
        storage = scene.storage.rawValue
        aloneMilliseconds = alone.part(0.5).milliseconds
        alone95thPercentileMilliseconds = alone.part(0.95).milliseconds
        chats = DurabilityScene.crowd
        turnsPerSecond = Double(chats) / (rounds.map(\.togetherAll).sorted().part(0.5) / .seconds(1))
        togetherMilliseconds = together.part(0.5).milliseconds
        together95thPercentileMilliseconds = together.part(0.95).milliseconds
        cpuMilliseconds = cpuTime.map { $0.milliseconds / Double(alone.count + together.count) }
        bytesPerMessage = scene.bytesPerMessage
    }
}
