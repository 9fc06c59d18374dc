/// When the bot is killed.
enum Aim: String, CaseIterable, Sendable {
    /// At any time from its start on.
    case anyTime
    /// A message was just taken in.
    case received
    /// The model is at work, frozen in it.
    case generating
    /// A part of an answer is on the screen.
    case preview
    /// An answer waits until it may be sent.
    case generated
    /// A message was given to Telegram, which does not have it yet.
    case delivering
    /// Telegram has a message, and the bot doesn't know so.
    case delivered
    /// Nothing is left to do.
    case done

    /// As many aims as there are kills: each as often as any other, in a random order.
    static func plan(_ kills: Int, using random: inout SplitMix64) -> [Aim] {
        var plan: [Aim] = []
        while plan.count < kills { plan += allCases.shuffled(using: &random) }
        return Array(plan.prefix(kills))
    }
}
