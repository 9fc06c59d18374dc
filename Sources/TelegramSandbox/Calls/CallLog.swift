/// The last calls, and how many there were.
struct CallLog {
    private var entries: [BotAPICall] = []
    /// The number of the first of `entries`.
    private var firstNumber = 0
    private var counts: [String: Int] = [:]
    private var finishedCounts: [String: Int] = [:]
    /// Until when the bot has to leave a chat alone, by the 429 answered there.
    private var pauses: [Int64: Duration] = [:]
    private let limit: Int

    init(limit: Int) {
        self.limit = max(1, limit)
    }

    /// The last calls, oldest first.
    var calls: [BotAPICall] { entries.suffix(limit) }

    /// How often a method was called from the start, in any spelling.
    func count(of method: String) -> Int {
        counts[method.lowercased(), default: 0]
    }

    /// How often a call of a method was over.
    func finishedCount(of method: String) -> Int {
        finishedCounts[method.lowercased(), default: 0]
    }

    /// Notes a call that arrives; the result is what is known of it so far.
    mutating func begin(_ call: BotAPICall) -> BotAPICall {
        counts[call.method.lowercased(), default: 0] += 1
        var call = call
        call.number = firstNumber + entries.count
        if let chatID = call.chatID, let end = pauses[chatID] {
            call.isDuringPause = call.time < end
            // Time does not run backwards.
            if !call.isDuringPause { pauses[chatID] = nil }
        }
        entries.append(call)
        if entries.count > 2 * limit {
            let surplus = entries.count - limit
            entries.removeFirst(surplus)
            firstNumber += surplus
        }
        return call
    }

    /// Until when the bot has to leave a chat alone, by the 429 answered there; nil where it was answered none lately.
    func pauseEnd(of chatID: Int64) -> Duration? { pauses[chatID] }

    /// Notes how a call ended; the result is all that is known of it.
    @discardableResult
    mutating func finish(_ call: BotAPICall, at time: Duration, with outcome: CallOutcome) -> BotAPICall {
        finishedCounts[call.method.lowercased(), default: 0] += 1
        var call = call
        call.status = outcome.answer.status
        call.isCarriedOut = outcome.isCarriedOut
        call.messageID = outcome.messageID
        call.endTime = time
        if case .json(let status, let text, let retryAfter) = outcome.answer, status >= 400 {
            call.errorDescription = (try? JSONParser.parse(text))?["description"]?.string
            call.retryAfter = retryAfter
        }
        if let seconds = call.retryAfter, let chatID = call.chatID {
            pauses[chatID] = max(pauses[chatID] ?? .zero, time + .seconds(seconds))
        }
        let index = call.number - firstNumber
        if entries.indices.contains(index) { entries[index] = call }
        return call
    }
}
