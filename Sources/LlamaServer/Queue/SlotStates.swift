/// What llama.cpp's `llama-server` says of its slots (`/slots`).
struct SlotStates: Sendable, Equatable {
    var areAllBusy: Bool
    /// Tokens that all of them hold, those of idle ones too; `nil` in older builds, which don't say.
    var heldTokens: Int?

    init?(_ json: JSONValue?) {
        guard let slots = json?.array, !slots.isEmpty else { return nil }
        let busy = slots.compactMap { $0["is_processing"]?.bool }
        guard busy.count == slots.count else { return nil }
        areAllBusy = !busy.contains(false)
        // A slot that was never used has no figures.
        let held = slots.compactMap { $0["n_prompt_tokens"]?.int }.filter { (0...1 << 40).contains($0) }
        heldTokens = held.isEmpty ? nil : held.reduce(0, +)
    }
}
