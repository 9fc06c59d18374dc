/// What chatters see of a thinking model's thoughts. The model itself never sees them again.
public enum ReasoningDisplay: String, Sendable, CaseIterable {
    /// A quote above the answer that opens at a touch.
    case collapse
    case hide
}
