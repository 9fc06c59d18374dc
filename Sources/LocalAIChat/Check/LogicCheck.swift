import ChatBot
import LlamaServer
import TelegramSandbox

/// Whether a message comes all the way through the bot: in a sandbox, with a database that is thrown away.
struct LogicCheck: Sendable {
    var settings: Settings
    /// Whether the model is expected to answer; else the bot is to excuse itself.
    var isServerReady: Bool
    var modelPatience: Duration
    /// How long the bot may take to find out that the server is not there.
    var excusePatience = Duration.seconds(8)

    /// How what chatters read begins, in Russian, where the model can't answer.
    static let excuse = "Извините, не могу сейчас ответить. Проблема на стороне ИИ-модели."

    /// What became of the message to the bot.
    private enum Course {
        case answered(String?)
        case tookTooLong(Duration)
    }

    private static let slowness = "try a smaller model, or a server with a faster processor or a graphics card"
    private static let advice = "this is a fault of the bot: run with LOG_LEVEL=debug and report it"

    func run() async throws -> CheckResult {
        var llama = settings.llama
        var chatBot = settings.chatBot
        chatBot.sampling.nPredict = 24
        let patience = isServerReady ? modelPatience : excusePatience
        // Without the server only the excuse is waited for, and a server that hangs must not keep it back: the bot asks it what it
        // is, for an answer, and twice for its health. The model has all the time that its owner gives it, and the check has a
        // limit of its own.
        if !isServerReady { llama.requestTimeout = min(llama.requestTimeout, patience / 8) }
        let clock = ContinuousClock()
        let start = clock.now
        do {
            let answer = try await withTimeLimit(patience) { [llama, chatBot] in
                try await withTemporaryFolder { folder in
                    let bot = SandboxedBot(llama: llama, chatBot: chatBot, databasePath: "\(folder)/check.sqlite")
                    return try await bot.run { sandbox, _ in
                        let person = await sandbox.person(firstName: "Анна", languageCode: "ru")
                        let message = await person.send("Привет!")
                        return try await person.replies(1, after: message).first?.text
                    }
                }
            }
            let elapsed = clock.now - start
            if answer??.hasPrefix(Self.excuse) == true, isServerReady, elapsed >= llama.requestTimeout {
                return judge(.tookTooLong(llama.requestTimeout))
            }
            return judge(answer.map { .answered($0) } ?? .tookTooLong(patience))
        } catch {
            return CheckResult(.logic, .failed(advice: Self.advice), String(describing: error))
        }
    }

    private func judge(_ course: Course) -> CheckResult {
        switch (course, isServerReady) {
        case (.tookTooLong(let duration), true):
            let detail = "the model is too slow: no answer within \(duration.components.seconds) s"
            return CheckResult(.logic, .failed(advice: Self.slowness), detail)
        case (.tookTooLong, false), (.answered(nil), _), (.answered(""), _):
            return CheckResult(.logic, .failed(advice: Self.advice), "a message to the bot got no answer")
        case (.answered(let text?), true) where text.hasPrefix(Self.excuse):
            return CheckResult(.logic, .failed(advice: Self.advice), "the bot excused itself though the server answers")
        case (.answered(let text?), false) where text.hasPrefix(Self.excuse):
            return CheckResult(.logic, .passed, "without the server, the bot says so politely")
        case (.answered, true):
            return CheckResult(.logic, .passed, "a message to the bot was answered")
        case (.answered, false):
            // The server may have come back in between.
            return CheckResult(.logic, .passed, "a message to the bot was answered after all")
        }
    }
}
