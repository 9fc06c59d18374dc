/// How all of Telegram is away.
public enum Outage: Sendable, Hashable {
    /// Nobody listens: connections are refused, and open ones are closed. The only outage of which a bot knows that its call did not arrive.
    case refusal
    /// Every call's connection is closed without an answer.
    case drop
    /// Nobody gets an answer; when the outage is over, the connections that still wait are closed.
    case silence
    /// 502 with a page of HTML, as proxies in front of Telegram answer.
    case badGateway
}
