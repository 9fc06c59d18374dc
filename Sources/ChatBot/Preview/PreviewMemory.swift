import Synchronization

/// What is known from earlier previews: how fast they may be in a chat, and whether there are drafts at all.
final class PreviewMemory: Sendable {
    private struct Key: Hashable {
        var chatID: Int64
        var mode: PreviewMode
    }

    private struct State {
        var paces: [Key: PreviewPace] = [:]
        /// The Bot API server is too old for drafts.
        var isWithoutDrafts = false
    }

    private let state = Mutex(State())

    func pace(of chatID: Int64, _ mode: PreviewMode) -> PreviewPace {
        let base: PreviewPace =
            switch mode {
            case .draft: .draft
            // Groups have negative ids.
            case .edit, .typing, .nothing: chatID < 0 ? .groupEdit : .privateEdit
            }
        return state.withLock { $0.paces[Key(chatID: chatID, mode: mode)] } ?? base
    }

    func keep(_ pace: PreviewPace, of chatID: Int64, _ mode: PreviewMode) {
        // What every chat begins with need not be kept.
        state.withLock { $0.paces[Key(chatID: chatID, mode: mode)] = pace.interval > pace.base ? pace : nil }
    }

    var areDraftsKnown: Bool { state.withLock { !$0.isWithoutDrafts } }

    func noteDraftsAreUnknown() {
        state.withLock { $0.isWithoutDrafts = true }
    }
}
