/// Whether a LLaMA server can answer.
public enum Health: Sendable, Hashable {
    case ready
    /// It is there and loads its model.
    case loading
    case unavailable(LlamaServerError)
}
