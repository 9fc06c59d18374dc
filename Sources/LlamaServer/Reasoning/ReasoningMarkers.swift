/// All formats' markers, by the places where they count.
enum ReasoningMarkers {
    enum Role {
        case opening(ReasoningFormat)
        case answer(ReasoningFormat)
        case closing
    }

    struct Entry {
        var marker: ReasoningMarker
        var role: Role
        /// Whether it counts only after thoughts.
        var needsThoughts = false

        var count: Int { marker.count }
    }

    /// Where the answer begins, and after thoughts. A closing says nothing there: some models write it although they didn't think.
    static let atBoundary: [Entry] = ReasoningFormat.all.flatMap { format in
        format.openings.map { Entry(marker: $0, role: .opening(format)) }
            + format.answerOpenings.map {
                Entry(marker: $0, role: .answer(format), needsThoughts: format.needsThoughtsBeforeAnswer)
            }
            + format.closings.map { Entry(marker: $0, role: .closing) }
    }

    /// In the text: a closing without an opening, and the openings without which it is alone.
    static let inText: [Entry] = ReasoningFormat.all.filter(\.canOpenInPrompt).flatMap { format in
        format.openings.map { Entry(marker: $0, role: .opening(format)) }
            + format.closings.map { Entry(marker: $0, role: .closing) }
    }

    /// The first characters of all, to find quickly where none begins.
    static let initials = Set(ReasoningFormat.all.flatMap(\.markers).compactMap(\.first))

    /// In characters.
    static let longest = atBoundary.map(\.count).max() ?? 0
}

extension [ReasoningMarkers.Entry] {
    /// The one that `text` begins with, or whether it may become one.
    func first(
        of text: [Unicode.Scalar],
        where isWanted: (Element) -> Bool = { _ in true }
    ) -> (entry: Element?, isPartly: Bool) {
        var isPartly = false
        for entry in self where isWanted(entry) {
            switch entry.marker.match(text) {
            case .none: break
            case .partly: isPartly = true
            case .fully: return (entry, false)
            }
        }
        return (nil, isPartly)
    }
}

extension [ReasoningMarker] {
    func first(of text: [Unicode.Scalar]) -> (marker: Element?, isPartly: Bool) {
        let (entry, isPartly) = map { ReasoningMarkers.Entry(marker: $0, role: .closing) }.first(of: text)
        return (entry?.marker, isPartly)
    }
}
