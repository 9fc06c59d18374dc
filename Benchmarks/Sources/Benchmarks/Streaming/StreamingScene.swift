import TelegramSandbox

/// People who ask a bot, and watch its answers grow under Telegram's flood limits.
struct StreamingScene: Sendable, Hashable {
    /// How answers are shown, and where.
    enum Display: String, Sendable, Hashable, CaseIterable {
        case draft = "draft, private chat"
        case edit = "edit, private chat"
        case groupEdit = "edit, group"
        case off = "no streaming"

        /// `STREAMING`; what it is by itself where that is meant.
        var setting: String {
            switch self {
            case .draft, .groupEdit: "auto"
            case .edit: "edit"
            case .off: "off"
            }
        }
    }

    var display: Display
    var pace: PacedModel.Pace
    /// Chats in which somebody asks at the same time.
    var chats = 1
    /// Answers in each chat, one after the other.
    var answers: Int

    /// Somebody reads the end of an answer before asking again.
    private static let readingTime = Duration.seconds(2)
    /// Longer than everything takes if all goes well.
    private static let limit = Duration.seconds(180)

    func measure(with model: PacedModel, at llamaURL: String) async throws -> StreamingFigures {
        var configuration = SandboxConfiguration()
        configuration.floodLimits = FloodLimits(draftsPerChat: .init(), growsWhenIgnored: true)
        return try await TelegramSandbox.withSandbox(configuration) { sandbox, url in
            let bot = BotProcess(
                telegramURL: url,
                token: sandbox.botToken,
                llamaURL: llamaURL,
                streaming: display.setting
            )
            return try await bot.run { _ in
                try await sandbox.waitForCalls(of: "getUpdates")
                let answers = try await withTimeLimit(Self.limit, display.rawValue) {
                    try await converse(in: sandbox, with: model)
                }
                return StreamingFigures(of: self, answers, calls: await sandbox.calls)
            }
        }
    }

    private func converse(in sandbox: TelegramSandbox, with model: PacedModel) async throws -> [WatchedAnswer] {
        try await withThrowingTaskGroup(of: [WatchedAnswer].self) { group in
            for number in 1...chats {
                let person = await sandbox.person(firstName: "Anna \(number)")
                let chat = display == .groupEdit ? await sandbox.group(title: "Group", members: [person]) : nil
                group.addTask {
                    var watched: [WatchedAnswer] = []
                    for answer in 1...answers {
                        if answer > 1 { try await Task.sleep(for: Self.readingTime) }
                        let question = "\(display.rawValue), \(pace.tokensPerSecond), \(chats), \(number), \(answer)?"
                        await model.prepare(question, pace)
                        try await watched.append(WatchedAnswer(to: question, by: person, in: chat, model: model))
                    }
                    return watched
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }
}
