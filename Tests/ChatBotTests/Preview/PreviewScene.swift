import AsyncHTTPClient
import LlamaServer
import Logging
import Synchronization
import TelegramBotAPI
import TelegramSandbox
import TestClocks
import Testing

@testable import ChatBot

/// Who slept when something was last changed: they wake to it, and it is not for them that time passes after it.
private final class LastChange: Sendable {
    let sleep = Atomic(0)
}

/// An answer to Anna that a test writes, and of which it says how it stands, in the place of a model and a queue.
struct PreviewScene {
    var sandbox: TelegramSandbox
    var anna: Person
    var chat: SandboxChat
    var clock: ManualClock
    var runner: TurnRunner
    let question: OpenQuestion
    private let lastChange = LastChange()

    static func run(
        _ streaming: Streaming = .auto,
        inGroup: Bool = false,
        languageCode: String = "en",
        _ body: @escaping @Sendable (PreviewScene) async throws -> Void
    ) async throws {
        let clock = ManualClock()
        var configuration = SandboxConfiguration()
        configuration.clock = clock
        try await TelegramSandbox.withSandbox(configuration) { sandbox, _ in
            let anna = await sandbox.person(firstName: "Anna", languageCode: languageCode)
            let group = inGroup ? await sandbox.group(title: "G", members: [anna]) : nil
            let http = BotAPIClient.makeHTTPClient()
            let result: Result<Void, any Error>
            do {
                let bot = ChatBot(
                    telegram: try BotAPIClient(
                        token: try #require(BotToken(sandbox.botToken)),
                        apiURL: try await sandbox.apiURL(),
                        httpClient: http
                    ),
                    llama: try LlamaServer(
                        configuration: LlamaServerConfiguration(url: "http://127.0.0.1:1"),
                        httpClient: http
                    ),
                    database: try BotDatabase(path: ":memory:"),
                    configuration: ChatBotConfiguration(streaming: streaming),
                    clock: clock
                )
                let incoming = Incoming(
                    conversation: ConversationID(chatID: group?.id ?? anna.id),
                    messageID: await anna.send("@\(configuration.botUsername) hi", in: group),
                    isInGroup: inGroup,
                    languageCode: languageCode,
                    senderID: anna.id,
                    event: .text("hi")
                )
                let turn = try #require(try await bot.database.receive(incoming, updateID: 1)).turn
                let runner = bot.turnRunner(MessageIDs(highest: [:])) { _ in }
                let scene = PreviewScene(
                    sandbox: sandbox,
                    anna: anna,
                    chat: group ?? anna.chat,
                    clock: clock,
                    runner: runner,
                    question: OpenQuestion(
                        try #require(try await bot.database.prepare(turn)),
                        text: "hi",
                        showing: nil,
                        pass: runner.queue.pass(for: turn),
                        composer: ReplyComposer(
                            incoming: incoming,
                            words: runner.words(for: turn),
                            format: .entities,
                            reasoning: .collapse,
                            maxMessages: 5
                        )
                    )
                )
                result = .success(try await body(scene))
            } catch {
                result = .failure(error)
            }
            try await http.shutdown()
            try result.get()
        }
    }

    var turn: Turn { question.turn }
    var composer: ReplyComposer { question.composer }
    var live: LiveAnswer { question.live }

    /// Shows the answer while `body` runs.
    func show(_ body: () async throws -> Void) async throws {
        _ = try await runner.preview.during(question, onAlone: {}, body)
    }

    /// Delivers what is written, as the whole answer.
    func finish() async throws {
        try await runner.store(composer.reply(live.draft, .complete), exchange: nil, of: turn, as: .done)
        try await deliver(turn)
    }

    func deliver(_ turn: Turn) async throws {
        try await whileTimePasses { try await runner.outbox.deliver(turn) }
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

    func set(_ standing: Standing?) {
        change { $0.standing = standing }
    }

    /// Makes the model write the first of the answer.
    func write(_ text: String) {
        change { $0 = AnswerDraft(isStarted: true, text: $0.text + text) }
    }

    func change(_ change: (inout AnswerDraft) -> Void) {
        lastChange.sleep.store(clock.lastSleep, ordering: .relaxed)
        live.change(change)
    }

    /// Waits until somebody sleeps so long who knows of the last change.
    func sleeper(for duration: Duration) async {
        await clock.sleeper(for: duration, after: lastChange.sleep.load(ordering: .relaxed))
    }

    /// Waits until somebody sleeps so long who knows of the last change, and lets that time pass.
    func pass(_ duration: Duration) async {
        await sleeper(for: duration)
        clock.advance(by: duration)
    }

    func callCount(of method: String) async -> Int { await sandbox.callCount(of: method) }
}
