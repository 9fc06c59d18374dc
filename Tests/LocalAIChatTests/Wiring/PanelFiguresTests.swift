import ChatBot
import TelegramSandbox
import Testing

@testable import LocalAIChat

@Suite("The panel's figures") struct PanelFiguresTests {
    @Test("what is not known is left out")
    func empty() {
        let figures = PanelFigures.of(BotFigures(), nil)
        #expect(figures.map(\.name.en) == ["Answers being written", "Questions waiting", "Answers so far"])
        #expect(figures.map(\.name.ru) == ["Пишется ответов", "Вопросов ждёт", "Ответов всего"])
        #expect(figures.map(\.value) == ["0", "0", "0"])
    }

    @Test(
        "as many digits as one needs",
        arguments: [
            (0.1234, "0.12"), (9.876, "9.88"), (34.567, "34.6"), (123.45, "123"), (0, "0.0"), (.infinity, "–"),
            (.nan, "–"),
        ] as [(Double, String)]
    )
    func rounding(value: Double, expected: String) {
        #expect(PanelFigures.rounded(value) == expected)
    }
}
