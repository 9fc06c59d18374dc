/// What a server read in conversations under one of the policies, in tokens of prompts.
struct PromptFigures: Encodable, Sendable {
    var scene: String
    var server: String
    var slots: Int
    var chats: Int
    /// In each chat.
    var turns: Int
    var policy: PromptPolicy
    /// Of all prompts that were answered, whether read or known; `nil` where the server does not say.
    var asked: Int?
    /// All that was read, also in advance.
    var read: Int
    /// Read between somebody's message and its answer.
    var readWhileWaiting: Int
    /// The most that was read while somebody waited.
    var longestWait: Int
    /// Requests by which something was read in advance, and those of them that were broken off.
    var warmUps: Int
    var brokenOff: Int
    /// Requests for answers: a turn takes one, unless the server refused it.
    var requests: Int
    /// Answers that are others than those of a server that reads every prompt anew; only asked of the bot's.
    var differing: Int?

    init(of scene: PromptScene, _ policy: PromptPolicy, _ requests: [ModelRequest], differing: Int?) {
        let answers = requests.filter { !$0.isWarmUp }
        let inAdvance = requests.filter(\.isWarmUp)
        let read = answers.map { $0.tokensRead ?? 0 }
        let known = answers.compactMap(\.tokensKnown)
        self.scene = scene.name
        server = scene.server.rawValue
        slots = scene.slots
        chats = scene.chats
        turns = scene.turns
        self.policy = policy
        readWhileWaiting = read.reduce(0, +)
        asked = known.isEmpty ? nil : readWhileWaiting + known.reduce(0, +)
        self.read = readWhileWaiting + inAdvance.reduce(0) { $0 + ($1.tokensRead ?? 0) }
        longestWait = read.max() ?? 0
        warmUps = inAdvance.count
        brokenOff = inAdvance.count { $0.ended == nil }
        self.requests = answers.count
        self.differing = differing
    }
}
