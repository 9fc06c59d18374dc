import LlamaServerTesting
import TelegramSandbox
import TestClocks
import Testing

@testable import ChatBot

/// Anna, a bot that streams, and a LLaMA server that writes when it is told to.
struct StreamingScene {
    var sandbox: TelegramSandbox
    var anna: Person
    var server: ScriptedLlamaServer
    var bot: RunningBot
    var clock: ManualClock

    typealias Reply = ScriptedLlamaServer.Reply

    static func run(
        _ streaming: Streaming = .auto,
        languageCode: String = "en",
        slots: Int = 4,
        change: (inout ChatBotConfiguration) -> Void = { _ in },
        _ body: @escaping @Sendable (StreamingScene) async throws -> Void
    ) async throws {
        let clock = ManualClock()
        let server = ScriptedLlamaServer(slots: slots)
        var configuration = ChatBotConfiguration(streaming: streaming)
        change(&configuration)
        let chosen = configuration
        let sandboxConfiguration = {
            var configuration = SandboxConfiguration()
            configuration.clock = clock
            configuration.unixTime = { 1_795_000_000 }
            return configuration
        }()
        try await server.run { url in
            try await TelegramSandbox.withSandbox(sandboxConfiguration) { sandbox, _ in
                let bot = RunningBot(
                    llamaURL: url,
                    configuration: chosen,
                    database: try BotDatabase(path: ":memory:"),
                    clock: clock,
                    // What the bot waits for is not to be taken for the model's silence.
                    llamaClock: ContinuousClock()
                )
                let anna = await sandbox.person(firstName: "Anna", languageCode: languageCode)
                try await body(
                    StreamingScene(sandbox: sandbox, anna: anna, server: server, bot: bot, clock: clock)
                )
            }
        }
    }

    /// Runs the bot while `body` runs.
    func withBot(_ body: () async throws -> Void) async throws {
        try await bot.run(on: sandbox) { try await body() }
    }

    /// Makes the model's next answer come in pieces, each when it is asked for by ``writeNext()``, the end as well.
    func script(_ pieces: String..., endingWith end: Reply.Step = Reply.chatEnd) async {
        await script(pieces.map(Reply.chatDelta), endingWith: end)
    }

    func script(_ pieces: [Reply.Step], endingWith end: Reply.Step = Reply.chatEnd) async {
        // The answer's head comes with its first piece: a preview that it wakes in between would sleep from a later moment on.
        var steps = [.hold, Reply.chatStart]
        for piece in pieces + [end] { steps += [piece, .hold] }
        steps.removeLast()
        await server.script("/v1/chat/completions", .init(steps: steps))
    }

    func writeNext() async {
        await server.held(1)
        await server.release()
    }

    /// Lets Anna ask, and the model write until a draft shows so much.
    ///
    /// - Returns: The question's id.
    func ask(_ question: String, untilDraft text: String, seenIn sight: inout Sight) async -> Int {
        let messageID = await anna.send(question)
        await writeNext()
        while let draft = await sight.draft(), draft != text {}
        return messageID
    }

    /// Lets Anna ask, and the model write a second piece, whose way into the edited message hangs.
    func hangAnEdit(seenIn sight: inout Sight) async throws {
        await anna.send("hi")
        await writeNext()
        _ = await sight.message()
        await sandbox.inject(.hold, on: "editMessageText")
        await writeNext()
        await pass(.milliseconds(1500))
        try await sandbox.waitForCalls(of: "editMessageText")
    }

    /// Waits until somebody sleeps so long, and lets that time pass.
    func pass(_ duration: Duration) async {
        await clock.sleeper(for: duration)
        clock.advance(by: duration)
    }

    /// Lets the time pass that a message keeps from the preview before it.
    func passDistance() async {
        await pass(.seconds(1))
    }

    /// Lets time pass by itself while `body` runs, however often somebody has to wait meanwhile.
    func whileTimePasses<R>(_ body: () async throws -> R) async rethrows -> R {
        let time = Task {
            while !Task.isCancelled {
                clock.advance(by: .milliseconds(500))
                // Gives the processor to what has been woken. Nothing depends on how long it takes.
                try? await Task.sleep(for: .milliseconds(1))
            }
        }
        defer { time.cancel() }
        return try await body()
    }

    /// The bodies of what the model was asked.
    var questions: [String] {
        get async { await server.requests.filter { $0.path == "/v1/chat/completions" }.map(\.body) }
    }
}

/// What somebody sees, one after the other.
struct Sight {
    private var events: AsyncStream<SandboxEvent>.Iterator

    init(of person: Person) async {
        events = await person.events().makeAsyncIterator()
    }

    /// The text of the next draft.
    mutating func draft() async -> String? {
        while let event = await events.next() {
            if case .draft(let draft) = event { return draft.text }
        }
        return nil
    }

    /// The next new message of the bot.
    mutating func message() async -> SandboxMessage? {
        while let event = await events.next() {
            if case .message(let message) = event { return message }
        }
        return nil
    }

    /// A message as the bot's next change leaves it.
    mutating func edit() async -> SandboxMessage? {
        while let event = await events.next() {
            if case .edited(let message) = event { return message }
        }
        return nil
    }

    /// What the next answer to a button says.
    mutating func notice() async -> String? {
        while let event = await events.next() {
            if case .callbackAnswered(_, let text, _) = event { return text }
        }
        return nil
    }
}
