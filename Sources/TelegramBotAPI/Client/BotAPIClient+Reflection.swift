/// Neither printing nor dumping a client shows the token, or walks through the HTTP client while that is at work.
extension BotAPIClient: CustomStringConvertible, CustomReflectable {
    public var description: String { "BotAPIClient" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
