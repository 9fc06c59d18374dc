/// How an answer that is being written is shown.
enum PreviewMode: Sendable, Hashable {
    /// As a draft, which the complete message replaces.
    case draft
    /// As a message that is edited.
    case edit
    /// Only that it is being written.
    case typing
    /// Not at all.
    case nothing

    /// Whether anything of the answer is shown.
    var showsText: Bool { self == .draft || self == .edit }

    /// - Parameters:
    ///   - streaming: What the owner wants.
    ///   - isPrivate: Drafts are for private chats only.
    ///   - areDraftsRefused: The chat's drafts were refused before.
    init(_ streaming: Streaming, isPrivate: Bool, areDraftsRefused: Bool) {
        switch streaming {
        case .off: self = .typing
        case .edit: self = .edit
        case .draft: self = isPrivate && !areDraftsRefused ? .draft : .typing
        case .auto: self = isPrivate && !areDraftsRefused ? .draft : .edit
        }
    }
}
