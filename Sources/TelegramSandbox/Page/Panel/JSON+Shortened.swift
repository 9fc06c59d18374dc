extension JSON {
    /// The value with about so many characters at most: what is too long ends with "…".
    func shortened(to room: Int, longestText: Int) -> JSON {
        var room = room
        return shortened(&room, longestText: longestText)
    }

    private func shortened(_ room: inout Int, longestText: Int) -> JSON {
        switch self {
        case .null, .bool, .integer, .number:
            room -= 8
            return self
        case .string(let text):
            let limit = max(0, min(longestText, room))
            let start = text.unicodeScalars.prefix(limit)
            room -= start.count + 2
            return start.endIndex == text.unicodeScalars.endIndex ? self : .string(String(start) + "…")
        case .array(let elements):
            var kept: [JSON] = []
            for element in elements {
                guard room > 0 else { return .array(kept + ["…"]) }
                kept.append(element.shortened(&room, longestText: longestText))
            }
            return .array(kept)
        case .object(let members):
            var kept: [Member] = []
            for member in members {
                guard room > 0 else { return .object(kept + [Member(name: "…", value: "…")]) }
                let name = String(member.name.unicodeScalars.prefix(100))
                room -= name.unicodeScalars.count + 4
                kept.append(Member(name: name, value: member.value.shortened(&room, longestText: longestText)))
            }
            return .object(kept)
        }
    }
}
