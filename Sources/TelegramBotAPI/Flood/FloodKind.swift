/// What a call counts as in Telegram's flood control.
public enum FloodKind: Sendable, Hashable, CaseIterable {
    /// A message, an edit or a deletion: counts in its chat and over all chats.
    case message
    /// A preview of a message that is being written: its rates are unpublished, so that it counts over all chats only.
    case draft
    /// “typing…”: counts as a draft does.
    case action
}
