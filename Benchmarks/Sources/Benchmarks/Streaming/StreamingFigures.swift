import TelegramSandbox

/// How an answer reaches the screen, and what that costs.
struct StreamingFigures: Encodable, Sendable {
    var display: String
    var tokensPerSecond: Int
    var chats: Int
    /// In all chats together.
    var answers: Int
    /// From the first word to the first text on the screen: the median of all answers.
    var firstMilliseconds: Double
    /// From each word to the screen: of all words in all answers.
    var medianMilliseconds: Double
    var worstMilliseconds: Double
    /// From the last word to the complete message: of all answers.
    var finalMilliseconds: Double
    var worstFinalMilliseconds: Double
    /// Calls for each answer, refused ones too.
    var drafts: Double
    var edits: Double
    var sends: Double
    var actions: Double
    /// Calls that were refused because of flood limits, in all answers together.
    var tooManyRequests: Int
    /// Calls that did not wait for the end of a `retry_after`.
    var callsDuringPauses: Int

    init(of scene: StreamingScene, _ watched: [WatchedAnswer], calls: [BotAPICall]) {
        func perAnswer(_ methods: Set<String>) -> Double {
            Double(calls.count { methods.contains($0.method) }) / Double(watched.count)
        }
        let delays = watched.flatMap(\.delays).sorted()
        let finals = watched.map(\.final).sorted()
        display = scene.display.rawValue
        tokensPerSecond = scene.pace.tokensPerSecond
        chats = scene.chats
        answers = watched.count
        firstMilliseconds = watched.compactMap(\.delays.first).sorted().median.milliseconds
        medianMilliseconds = delays.median.milliseconds
        worstMilliseconds = (delays.last ?? .zero).milliseconds
        finalMilliseconds = finals.median.milliseconds
        worstFinalMilliseconds = (finals.last ?? .zero).milliseconds
        drafts = perAnswer(["sendMessageDraft", "sendRichMessageDraft"])
        edits = perAnswer(["editMessageText"])
        sends = perAnswer(["sendMessage", "sendRichMessage", "sendDocument"])
        actions = perAnswer(["sendChatAction"])
        tooManyRequests = calls.count { $0.status == 429 }
        callsDuringPauses = calls.count(where: \.isDuringPause)
    }
}
