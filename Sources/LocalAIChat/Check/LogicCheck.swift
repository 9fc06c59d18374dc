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

    /// What chatters read in Russian where the model can't answer.
    static let excuse = "Извините, не могу сейчас ответить. Проблема на стороне ИИ-модели."

    private static let advice = "this is a fault of the bot: run with LOG_LEVEL=debug and report it"

    func run() async throws -> CheckResult {
        var llama = settings.llama
        var chatBot = settings.chatBot
        chatBot.sampling.nPredict = 24
        let patience = isServerReady ? modelPatience : excusePatience
        llama.requestTimeout = min(llama.requestTimeout, patience / 2)
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
            return judge(answer ?? nil)
        } catch {
            return CheckResult(.logic, .failed(advice: Self.advice), String(describing: error))
        }
    }

    private func judge(_ answer: String?) -> CheckResult {
        switch (answer, isServerReady) {
        case (nil, _), ("", _):
            return CheckResult(.logic, .failed(advice: Self.advice), "a message to the bot got no answer")
        case (Self.excuse, true):
            return CheckResult(.logic, .failed(advice: Self.advice), "the bot excused itself though the server answers")
        case (Self.excuse, false):
            return CheckResult(.logic, .passed, "without the server, the bot says so politely")
        case (_, true):
            return CheckResult(.logic, .passed, "a message to the bot was answered")
        case (_, false):
            // The server may have come back in between.
            return CheckResult(.logic, .passed, "a message to the bot was answered after all")
        }
    }
}
