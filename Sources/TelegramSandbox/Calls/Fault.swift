/// What goes wrong with a call.
public enum Fault: Sendable, Hashable {
    /// 429, with `retry_after` in seconds in the answer and its `Retry-After` header.
    case tooManyRequests(retryAfter: Int)
    /// An error answer in Telegram's form; the description is used as it stands.
    case refusal(errorCode: Int, description: String)
    /// 400, the group has become a supergroup with another id: `migrate_to_chat_id`.
    case migrated(toChatID: Int64)
    /// An answer that is no Bot API answer.
    case garbage(status: Int, body: String)
    /// The connection is closed before the call is carried out.
    case dropBefore
    /// The connection is closed after the call was carried out.
    case dropAfter
    /// The call waits until ``TelegramSandbox/releaseHeldCalls()``, and is then carried out; if the bot
    /// has closed the connection by then, or the sandbox ends, it is not.
    case hold
    /// The call waits so long, by the sandbox's clock, before it is carried out; if the bot has closed the connection by then, or
    /// the sandbox ends, it is not.
    case delayBefore(Duration)
    /// The call is carried out, and its answer comes so much later, by the sandbox's clock.
    case delayAfter(Duration)
}
