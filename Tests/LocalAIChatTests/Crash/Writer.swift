import TelegramSandbox

/// Somebody who writes numbered messages to the bot: in a private chat, in a group, or in a topic.
///
/// Now and then the next one is written while the one before is still being answered.
actor Writer {
    struct Asked: Sendable {
        var question: Question
        var messageID: Int
    }

    nonisolated let person: Person
    /// The group; `nil` for the private chat.
    nonisolated let group: SandboxChat?
    nonisolated let threadID: Int?
    private(set) var asked: [Asked] = []

    private let botUsername: String
    /// How many may be without an answer at a time. The bot sends but few messages to a group.
    private let mostOpen: Int
    private var shortNumber: Int
    private var longNumbers: [Int]
    private var random: SplitMix64
    /// The first of `asked` that is not known to be answered.
    private var firstOpen = 0

    /// - Parameters:
    ///   - index: Tells writers apart; every one has numbers of their own.
    init(
        _ person: Person,
        index: Int,
        of count: Int,
        in group: SandboxChat? = nil,
        threadID: Int? = nil,
        botUsername: String,
        seed: UInt64
    ) {
        self.person = person
        self.group = group
        self.threadID = threadID
        self.botUsername = botUsername
        mostOpen = group == nil ? 3 : 1
        shortNumber = 1000 * (index + 2)
        longNumbers = Question.countable.filter { $0 % count == index }
        random = SplitMix64(seed: seed &+ UInt64(index) &* 7919)
    }

    /// Those who write in the same place are answered there one after another.
    nonisolated var place: String { "\(chatID) \(threadID ?? 0)" }
    nonisolated var chatID: Int64 { group?.id ?? person.id }
    nonisolated var name: String { group.map { "\(person.firstName) in \($0.title ?? "a group")" } ?? person.firstName }

    /// Writes until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            let burst = Int.random(in: 1...2, using: &random)
            for _ in 0..<max(0, min(burst, mostOpen - (asked.count - firstOpen))) {
                // A long answer only once the others are there: several questions that wait for the model's server become
                // one, and that one the model answers sensibly only if it is short.
                await write(long: firstOpen == asked.count && longNumbers.count > 6 && random.chance(0.3))
                if random.chance(0.5) { try? await Task.sleep(for: random.duration(0...300)) }
                if Task.isCancelled { return }
            }
            if random.chance(0.6) || asked.count - firstOpen >= mostOpen {
                await waitForAnswer(to: asked.count - 1)
            } else {
                // Not to wait for something: people take their time.
                try? await Task.sleep(for: random.duration(0...800))
            }
        }
    }

    /// Writes a message.
    ///
    /// - Parameter long: A long answer is asked for, unless there was one to every number that gives one.
    func write(long: Bool = false) async {
        var question = Question(number: shortNumber)
        if long, let number = longNumbers.popLast() {
            question = Question(number: number, isLong: true)
        } else {
            repeat { shortNumber += 1 } while !Question.isRemembered(shortNumber)
        }
        let name = group == nil ? "" : "@\(botUsername) "
        let messageID = await person.send(name + question.text, in: group, messageThreadID: threadID)
        asked.append(Asked(question: question, messageID: messageID))
    }

    /// Waits for the answer to a message, or until that seems lost; what is lost is found out at the end.
    private func waitForAnswer(to index: Int) async {
        guard asked.indices.contains(index) else { return }
        let (number, messageID) = (asked[index].question.number, asked[index].messageID)
        let answer = try? await person.reply(after: messageID, in: group, timeout: .seconds(60)) { message in
            !message.isPreview && Question.numbers(in: message.text).last == number
        }
        if answer != nil || !Task.isCancelled { firstOpen = max(firstOpen, index + 1) }
    }

    /// Whether an answer that is being written is on their screen.
    func seesPreview() async -> Bool {
        if group == nil, let draft = await person.draft(), !draft.text.isEmpty { return true }
        return await messages().last?.isPreview == true
    }

    /// What the bot wrote where they write, oldest first.
    func messages() async -> [SandboxMessage] {
        await person.messages(in: group).filter { $0.isFromBot && $0.messageThreadID == threadID }
    }
}

extension SandboxMessage {
    /// It has the Stop button of an answer that is still being written.
    var isPreview: Bool { buttons.joined().contains("⏹ Stop") }
}
