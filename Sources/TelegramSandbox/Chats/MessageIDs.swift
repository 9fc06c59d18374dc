/// Where the ids of messages come from.
///
/// Telegram numbers messages by account: a bot's private chats and basic groups share one counter, so that the ids in each of
/// them have gaps as soon as another is busy. A supergroup or a channel has one of its own, which all its members see; a group that
/// becomes one starts anew.
final class MessageIDs {
    private(set) var last = 0

    func next() -> Int {
        last += 1
        return last
    }
}
