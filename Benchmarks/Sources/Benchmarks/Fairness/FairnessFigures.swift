/// What somebody waits for while somebody else writes 50 messages.
struct FairnessFigures: Encodable, Sendable {
    var order: FairnessScene.Order
    var place: FairnessScene.Place
    var slots: Int
    /// The most answers to the other one that ended between a message and its answer's first word.
    var turns: Int
    /// The same, for each slot.
    var turnsForEachSlot: Double
    /// The longest wait. The model takes 333 ms for an answer.
    var milliseconds: Double
    /// The longest way from a message to its answer, delivered; `nil` where there is no Telegram, which lets through 20 messages
    /// a minute in a group.
    var answerMilliseconds: Double?

    init(of scene: FairnessScene, _ order: FairnessScene.Order, _ waits: [FairnessScene.Wait]) {
        self.order = order
        place = scene.place
        slots = scene.slots
        turns = waits.map(\.turns).max() ?? 0
        turnsForEachSlot = Double(turns) / Double(slots)
        milliseconds = (waits.map(\.time).max() ?? .zero).milliseconds
        answerMilliseconds = waits.compactMap(\.answer).max()?.milliseconds
    }
}
