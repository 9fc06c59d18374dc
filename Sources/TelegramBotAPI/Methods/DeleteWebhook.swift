/// Removes the webhook, so that long polling works. Updates that wait are kept.
public struct DeleteWebhook: BotAPIMethod {
    public typealias Result = Bool
    public static let name = "deleteWebhook"

    public init() {}
}
