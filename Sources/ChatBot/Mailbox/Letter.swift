/// What lies in a mailbox: a turn, and what is to be done with it.
enum Letter: Sendable, Hashable {
    case answer(Turn)
    /// To say that the turn's message was not taken.
    case refuse(Turn)
    /// To take the buttons away from a notice that has had its time.
    case disarm(Notice)

    /// For the log.
    var turnID: Int64? {
        switch self {
        case .answer(let turn), .refuse(let turn): turn.id
        case .disarm: nil
        }
    }

    /// Whose it is, as far as it counts for how much one may have waiting. Stopping may always be wanted.
    var sender: Sender? {
        guard case .answer(let turn) = self else { return nil }
        switch address.lane {
        case .messages: return Sender(person: turn.incoming.personID, isUrgent: false)
        case .urgent: return Sender(person: turn.incoming.personID, isUrgent: true)
        case .notices, .stop: return nil
        }
    }

    var address: Address {
        switch self {
        case .answer(let turn): Address(conversation: turn.incoming.conversation, lane: Self.lane(of: turn))
        case .refuse(let turn): Address(conversation: turn.incoming.conversation, lane: .urgent)
        case .disarm(let notice): Address(conversation: notice.conversation, lane: .notices)
        }
    }

    private static func lane(of turn: Turn) -> Address.Lane {
        switch turn.incoming.event {
        case .outage: .notices
        case .button(.stop, _), .button(.takeBack, _), .stoppedDraft, .command(.stop), .command(.cancel):
            .stop(turnID: turn.id)
        case .button: .urgent
        case .text, .command, .unknownCommand, .unreadable:
            .messages(senderID: turn.incoming.isInGroup ? turn.incoming.senderID : nil)
        }
    }
}
