import Foundation
import TelegramSandbox

/// People who write while answers are being written to all of them.
struct LatencyScene: Sendable {
    /// What stands between Telegram and the model.
    enum Relay: String, Encodable, Sendable, CaseIterable {
        case bot = "the bot"
        /// What is left of it without the disk.
        case forgetfulBot = "the bot, keeping nothing"
        /// As little as can: nothing is kept, limited, formatted or shown while it grows.
        case plain = "a plain relay"
    }

    var chats: Int
    /// In each chat, one after the other.
    var questions: Int
    /// In which everybody begins, evenly spread; zero is all in the same instant.
    var spread: Duration
    var pace: PacedModel.Pace
    /// How often it is measured; each time with a new bot.
    var rounds = 1
    /// Between an answer and the next question: so long that flood limits hold nobody's message back.
    private static let pause = Duration.milliseconds(700)

    /// A question's way to the model, and its answer's way back.
    struct Trip: Sendable {
        /// From the message to the request.
        var request: Duration
        /// From the first word to the first call that shows one; `nil` where none did before the whole answer.
        var first: Duration?
        /// From the last word to the call with the whole answer.
        var last: Duration
    }

    func measure(_ relay: Relay) async throws -> [Trip] {
        let model = PacedModel(slots: max(chats, 16))
        return try await model.serve { llamaURL in
            var configuration = SandboxConfiguration()
            configuration.keptCalls = 200_000
            return try await TelegramSandbox.withSandbox(configuration) { sandbox, url in
                switch relay {
                case .bot, .forgetfulBot:
                    let bot = BotProcess(
                        telegramURL: url,
                        token: sandbox.botToken,
                        llamaURL: llamaURL,
                        streaming: "auto",
                        database: relay == .forgetfulBot ? ":memory:" : nil
                    )
                    return try await bot.run { _ in try await converse(in: sandbox, with: model) }
                case .plain:
                    let plain = PlainRelay(telegramURL: url, token: sandbox.botToken, llamaURL: llamaURL)
                    return try await plain.run { try await converse(in: sandbox, with: model) }
                }
            }
        }
    }

    private func converse(in sandbox: TelegramSandbox, with model: PacedModel) async throws -> [Trip] {
        try await sandbox.waitForCalls(of: "getUpdates")
        // When the sandbox was made, by the clock of everything else.
        let origin = ContinuousClock.now - (await sandbox.time)
        var people: [Person] = []
        for number in 0..<chats { people.append(await sandbox.person(firstName: "Anna \(number)")) }
        for question in people.flatMap(questions(of:)) { await model.prepare(question, pace) }
        let start = ContinuousClock.now.advanced(by: .milliseconds(500))
        let sent = try await withThrowingTaskGroup(of: [Sent].self) { group in
            for (number, person) in people.enumerated() {
                group.addTask {
                    try await Task.sleep(until: start + spread * number / chats, tolerance: .zero)
                    var sent: [Sent] = []
                    for (number, question) in questions(of: person).enumerated() {
                        if number > 0 { try await Task.sleep(for: Self.pause) }
                        let time = ContinuousClock.now
                        let message = await person.send(question)
                        sent.append(Sent(question: question, chatID: person.id, time: time))
                        _ = try await person.reply(after: message, timeout: .seconds(300)) {
                            $0.isFromBot && PacedModel.words(in: $0.text) == pace.tokens
                        }
                    }
                    return sent
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        let calls = Dictionary(grouping: await sandbox.calls.filter(Self.shows), by: \.chatID)
        var trips: [Trip] = []
        for sent in sent {
            guard let answer = await model.answer(to: sent.question) else { throw BenchmarkFailure("no answer") }
            trips.append(try trip(sent, answer, calls[sent.chatID] ?? [], origin))
        }
        return trips
    }

    private struct Sent: Sendable {
        var question: String
        var chatID: Int64
        var time: ContinuousClock.Instant
    }

    private func questions(of person: Person) -> [String] {
        (1...questions).map { "Question \($0) of \(person.firstName)?" }
    }

    private static func shows(_ call: BotAPICall) -> Bool {
        call.method.hasPrefix("send") && call.parameters.contains(PacedModel.wordPrefix + "1")
    }

    private func trip(
        _ sent: Sent,
        _ answer: PacedModel.Answer,
        _ calls: [BotAPICall],
        _ origin: ContinuousClock.Instant
    ) throws -> Trip {
        guard let first = answer.words.first, let last = answer.words.last else { throw BenchmarkFailure("no words") }
        let shown = calls.first { origin + $0.time >= first }
        let whole = calls.first { origin + $0.time >= last && !$0.method.hasSuffix("Draft") }
        guard let shown, let whole else { throw BenchmarkFailure("an answer was not shown") }
        return Trip(
            request: sent.time.duration(to: answer.asked),
            first: shown.method.hasSuffix("Draft") ? first.duration(to: origin + shown.time) : nil,
            last: last.duration(to: origin + whole.time)
        )
    }
}
