extension Incoming.Event {
    /// Whether it wants what was said before it to be forgotten.
    var isReset: Bool {
        switch self {
        case .command(.start), .button(.resetContext, _): true
        case .text, .command, .unknownCommand, .unreadable, .button, .stoppedDraft, .outage: false
        }
    }
}
