/// Whether Telegram sends the updates to a webhook, in which case long polling is refused with 409.
public struct GetWebhookInfo: BotAPIMethod {
    public typealias Result = WebhookInfo
    public static let name = "getWebhookInfo"

    public init() {}
}
