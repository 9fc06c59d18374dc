/// What is learned of a server while it is there. It is forgotten when the server was away, since another may have come back.
struct ServerMemory: Sendable {
    var sharing: ContextSharing
    var slots: SlotTable
    /// Routes that the server has said it doesn't have.
    var missingRoutes: Set<String> = []

    init(_ description: ServerDescription) {
        sharing = ContextSharing(description)
        // A router has slots for each of its models.
        let hasSlots = description.kind == .llamaCpp && !description.isRouter
        slots = SlotTable(slots: hasSlots ? description.slots ?? 0 : 0)
    }
}
