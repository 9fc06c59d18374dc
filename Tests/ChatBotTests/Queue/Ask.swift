import Foundation

@testable import ChatBot

/// Somebody's wish for an answer, written as "a1", "a1/x" or "a1/x:300": person a, turn 1, conversation x (one of its own where none is named),
/// 300 tokens (not known where none are named).
struct Ask: ExpressibleByStringLiteral, Sendable, Hashable, CustomStringConvertible {
    var description: String
    var entry: FairQueue.Entry

    init(stringLiteral text: String) {
        self.init(text)
    }

    init(_ text: String) {
        description = String(text.prefix { $0 != "/" && $0 != ":" })
        let person = Int64(text.unicodeScalars.first?.value ?? 0)
        let turnID = Int64(description.dropFirst()) ?? 0
        let rest = text.dropFirst(description.count)
        let conversation = rest.first == "/" ? Int64(rest.unicodeScalars.dropFirst().first?.value ?? 0) : 1000 + turnID
        entry = FairQueue.Entry(
            turnID: turnID,
            person: person,
            conversation: ConversationID(chatID: conversation),
            tokens: rest.split(separator: ":", omittingEmptySubsequences: false).dropFirst().last.flatMap { Int($0) }
        )
    }

    /// What it is called is enough to know it by.
    static func == (one: Ask, other: Ask) -> Bool { one.description == other.description }

    func hash(into hasher: inout Hasher) { hasher.combine(description) }

    var turn: Turn {
        Turn(
            id: entry.turnID,
            incoming: Incoming(
                conversation: entry.conversation,
                messageID: Int(entry.turnID),
                isInGroup: false,
                senderID: entry.person,
                event: .text("hi")
            ),
            receivedAt: Date(timeIntervalSince1970: 0)
        )
    }
}
