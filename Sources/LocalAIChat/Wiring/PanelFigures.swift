import ChatBot
import LlamaServer
import TelegramSandbox

/// The bot's and the model's figures as lines of the sandbox's panel; what is not known is left out.
enum PanelFigures {
    static func of(_ figures: BotFigures, _ server: ServerDescription?) -> [SandboxFigure] {
        let answer = figures.lastAnswer
        let lines: [SandboxFigure?] = [
            figure("Model", "Модель", server?.model),
            figure("Server", "Сервер", server?.kindAndVersion),
            figure("Context, tokens", "Контекст, токенов", server?.contextSize.map(String.init)),
            figure("Answers being written", "Пишется ответов", String(figures.writing)),
            figure("Questions waiting", "Вопросов ждёт", String(figures.waiting)),
            figure("Answers so far", "Ответов всего", String(figures.answers)),
            figure("Last answer: tokens/s", "Последний ответ: токенов/с", answer?.predictedPerSecond.map(rounded)),
            figure("Last answer: tokens", "Последний ответ: токенов", answer?.predictedTokens.map(String.init)),
            figure(
                "Last answer: first word after, s",
                "Последний ответ: первое слово через, с",
                answer?.timeToFirstToken.map { rounded($0 / .seconds(1)) }
            ),
            figure("Prompt tokens read", "Токенов запроса прочитано", answer?.promptTokens.map(String.init)),
            figure("Prompt tokens reused", "Токенов запроса из кэша", answer?.cachedTokens.map(String.init)),
        ]
        return lines.compactMap(\.self)
    }

    private static func figure(_ en: String, _ ru: String, _ value: String?) -> SandboxFigure? {
        value.map { SandboxFigure(name: .init(en: en, ru: ru), value: $0.harmless) }
    }

    /// Three digits are enough.
    static func rounded(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e9 else { return "–" }
        if abs(value) >= 100 { return String(Int(value.rounded())) }
        let factor = abs(value) >= 10 ? 10.0 : 100.0
        return String((value * factor).rounded() / factor)
    }
}
