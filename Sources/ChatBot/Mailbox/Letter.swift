/// What lies in a mailbox: a turn, and what is to be done with it.
enum Letter: Sendable, Hashable {
    case answer(Turn)
    /// To say that the turn's message was not taken.
    case refuse(Turn)
    /// To take the buttons away from a message that has had its time.
    case disarm(Turn, messageID: Int)

    var turn: Turn {
        switch self {
        case .answer(let turn), .refuse(let turn), .disarm(let turn, _): turn
        }
    }

    var address: Address {
        let lane: Address.Lane =
            switch (self, turn.incoming.event) {
            case (.refuse, _): .urgent
            case (.disarm, _), (.answer, .outage): .notices
            case (_, .button(.stop, _)), (_, .button(.takeBack, _)), (_, .stoppedDraft),
                (_, .command(.stop)), (_, .command(.cancel)):
                .stop(turnID: turn.id)
            case (_, .button): .urgent
            case (.answer, .text), (.answer, .command), (.answer, .unknownCommand), (.answer, .unreadable): .messages
            }
        return Address(conversation: turn.incoming.conversation, lane: lane)
    }
}
