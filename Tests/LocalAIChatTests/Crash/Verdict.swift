import TelegramSandbox

/// What became of the messages of one chat or topic, by what can be read there at the end.
struct Verdict: Sendable {
    /// Messages that nothing answers.
    var lost: [String] = []
    /// Messages that are answered more than once.
    var doubled: [String] = []
    /// Answers that are not the one that was due.
    var wrong: [String] = []
    /// Answers that come before one to an earlier message of the same person.
    var misordered: [String] = []
    /// Previews that were never finished, with their Stop button.
    var leftovers: [String] = []
    /// Messages that are not in the conversation's memory exactly once.
    var misremembered: [String] = []
    var answers = 0
    /// Sentences that answer nothing: the model's server is away.
    var notices = 0
    /// Notices with a button that has nothing to take back any more: whoever presses it is told so.
    var deadButtons = 0

    var isClean: Bool { problems.allSatisfy(\.details.isEmpty) }

    var problems: [(name: String, details: [String])] {
        [
            ("lost", lost), ("doubled", doubled), ("wrong", wrong), ("misordered", misordered),
            ("leftovers", leftovers), ("misremembered", misremembered),
        ]
    }

    static func + (first: Verdict, second: Verdict) -> Verdict {
        Verdict(
            lost: first.lost + second.lost,
            doubled: first.doubled + second.doubled,
            wrong: first.wrong + second.wrong,
            misordered: first.misordered + second.misordered,
            leftovers: first.leftovers + second.leftovers,
            misremembered: first.misremembered + second.misremembered,
            answers: first.answers + second.answers,
            notices: first.notices + second.notices,
            deadButtons: first.deadButtons + second.deadButtons
        )
    }
}

extension Verdict {
    /// - Parameters:
    ///   - writers: Those who write in that place, each with the numbers of what they wrote, in order.
    ///   - messages: What the bot wrote there, in order.
    ///   - exchanges: What the bot remembers of it. Questions that it has taken together are known from there: they have one answer.
    init(
        writers: [(name: String, numbers: [Int])],
        messages: [SandboxMessage],
        exchanges: [TurnTable.Exchange]
    ) {
        var expected: [Int: Int] = [:]
        var remembered: [Int: Int] = [:]
        for exchange in exchanges {
            for number in exchange.questions {
                remembered[number, default: 0] += 1
                if exchange.questions.count > 1 { expected[number] = exchange.answer }
            }
        }
        var shown: [Int: [Int]] = [:]
        for message in messages {
            if message.buttons.joined().contains("✖ Take back") { deadButtons += 1 }
            if message.isPreview {
                leftovers.append("message \(message.messageID): \(message.text.debugDescription)")
                continue
            }
            guard let number = Question.numbers(in: message.text).last else {
                notices += 1
                continue
            }
            shown[number, default: []].append(message.messageID)
        }
        let numbers = Set(writers.flatMap(\.numbers).map { expected[$0] ?? $0 })
        for (number, messageIDs) in shown where !numbers.contains(number) {
            wrong.append("messages \(messageIDs): \(number)")
        }
        for number in numbers.sorted() {
            let messageIDs = shown[number] ?? []
            answers += min(messageIDs.count, 1)
            if messageIDs.count > 1 { doubled.append("\(number) by messages \(messageIDs)") }
        }
        for (name, asked) in writers {
            var last = 0
            for number in asked {
                if remembered[number] != 1 {
                    misremembered.append("\(number) of \(name): \(remembered[number] ?? 0) times")
                }
                guard let messageID = shown[expected[number] ?? number]?.first else {
                    lost.append("\(number) of \(name)")
                    continue
                }
                if messageID < last { misordered.append("\(number) of \(name): message \(messageID) after \(last)") }
                last = messageID
            }
        }
    }
}
