import Foundation
import TelegramSandbox

/// People who talk with a bot that keeps what they say in one of several ways.
struct DurabilityScene: Sendable {
    /// Where the bot keeps what lasts.
    enum Storage: String, Sendable, CaseIterable {
        case memory = "nothing is kept"
        case file = "a new file"
        case fullFile = "a file with a million messages"
    }

    /// How long turns took.
    struct Round: Sendable {
        /// That of somebody who asked alone.
        var alone: Duration
        /// Those of all the others, who then asked at once.
        var together: [Duration]
        /// From the first of them to the end of the last.
        var togetherAll: Duration
    }

    /// So many that the bot's flood control spreads their answers: turns a second are then those that Telegram's limits let
    /// through, as long as nothing else is slower. How much faster the bot could be, the processor's time for a turn says.
    static let crowd = 12
    /// How long a round must be away from the one before: what counts a second's calls must have forgotten them.
    static let distance = Duration.milliseconds(1200)

    var storage: Storage
    var processID: Int32
    /// The first asks alone.
    var people: [Person]
    var model: PacedModel
    /// Of the whole file, where it has many.
    var bytesPerMessage: Double?

    /// Runs a bot with each kind of storage while `body` runs.
    static func withScenes<R: Sendable>(
        _ storages: ArraySlice<Storage> = Storage.allCases[...],
        after scenes: [DurabilityScene] = [],
        model: PacedModel,
        at llamaURL: String,
        _ body: ([DurabilityScene]) async throws -> R
    ) async throws -> R {
        guard let storage = storages.first else { return try await body(scenes) }
        let folder = FileManager.default.temporaryDirectory.appending(path: "localaichat-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "bot.sqlite").path
        return try await TelegramSandbox.withSandbox { sandbox, url in
            var people: [Person] = []
            for number in 0...crowd { people.append(await sandbox.person(firstName: "Anna \(number)")) }
            let bot = BotProcess(
                telegramURL: url,
                token: sandbox.botToken,
                llamaURL: llamaURL,
                streaming: "off",
                database: storage == .memory ? ":memory:" : file
            )
            var bytesPerMessage: Double?
            if storage == .fullFile {
                // The program makes the tables.
                try await bot.run { _ in try await sandbox.waitForCalls(of: "getUpdates") }
                bytesPerMessage = try FilledDatabase(path: file).fill(chatIDs: people.map(\.id))
            }
            let polls = await sandbox.callCount(of: "getUpdates")
            return try await bot.run { processID in
                try await sandbox.waitForCalls(of: "getUpdates", count: polls + 1)
                let scene = DurabilityScene(
                    storage: storage,
                    processID: processID,
                    people: people,
                    model: model,
                    bytesPerMessage: bytesPerMessage
                )
                return try await withScenes(
                    storages.dropFirst(),
                    after: scenes + [scene],
                    model: model,
                    at: llamaURL,
                    body
                )
            }
        }
    }

    /// Lets somebody ask, and then all others.
    func round(_ number: Int) async throws -> Round {
        let questions = people.map { "Question \(number) of \($0.firstName), \(storage.rawValue)? \(Self.chatter)" }
        for question in questions { await model.prepare(question, .init(tokensPerSecond: 1_000_000, tokens: 20)) }
        let alone = try await Self.ask(questions[0], people[0])
        let start = ContinuousClock.now
        let together = try await withThrowingTaskGroup(of: Duration.self) { group in
            for (person, question) in zip(people, questions).dropFirst() {
                group.addTask { try await Self.ask(question, person) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        return Round(alone: alone, together: together, togetherAll: start.duration(to: .now))
    }

    private static func ask(_ question: String, _ person: Person) async throws -> Duration {
        let start = ContinuousClock.now
        let messageID = await person.send(question)
        _ = try await person.reply(after: messageID) { $0.isFromBot }
        return start.duration(to: .now)
    }

    /// As much as people write.
    static let chatter = String(repeating: "and one more thing that I would like to know, ", count: 3)
}
