import LlamaServer
import Testing

@testable import LocalAIChat

@Suite("The table of checks", .timeLimit(.minutes(10))) struct CheckTableTests {
    private let results = [
        CheckResult(title: "Token", outcome: .passed, detail: "@bot"),
        CheckResult(title: "Model", outcome: .warning(advice: "do this"), detail: "none\u{1B}[2J"),
        CheckResult(title: "Server", outcome: .failed(advice: "do that"), detail: "two\nlines"),
        CheckResult(title: "Answer", outcome: .skipped, detail: "skipped"),
    ]

    private func text(_ style: TerminalStyle) -> String {
        let table = CheckTable(style: style, titleWidth: 6)
        return results.map(table.lines).joined()
    }

    @Test func plain() {
        #expect(
            text(TerminalStyle()) == """
                ok    Token   @bot
                warn  Model   none\\u{1B}[2J
                              -> do this
                FAIL  Server  two\\nlines
                              -> do that
                skip  Answer  skipped

                """
        )
    }

    @Test func symbols() {
        #expect(
            text(TerminalStyle(hasSymbols: true)) == """
                ✅ Token   @bot
                ⚠️ Model   none\\u{1B}[2J
                           → do this
                ❌ Server  two\\nlines
                           → do that
                ➖ Answer  skipped

                """
        )
    }

    @Test("Colours only where they are wanted, and the column is gone to rather than counted on")
    func terminal() {
        let colored = text(TerminalStyle(movesCursor: true, hasSymbols: true, hasColors: true))
        #expect(colored.contains("⚠️ \u{1B}[4GModel"))
        #expect(colored.contains("\u{1B}[1m→ do that\u{1B}[0m"))
        let noColor = text(TerminalStyle(movesCursor: true, hasSymbols: false, hasColors: false))
        #expect(!noColor.contains("\u{1B}"))
    }

    @Test("All rows are there and skipped where the configuration is broken")
    func brokenConfiguration() async throws {
        let problem = SettingsProblem.malformed(.init(setting: .maxTokens), origin: .flag, value: "x")
        let check = SetupCheck(settings: .failure(SettingsError(problems: [problem])))
        var results: [CheckResult] = []
        let isAllWell = try await check.run { results.append($0) }
        #expect(!isAllWell)
        #expect(results.map(\.title) == SetupCheck.Title.allCases.map(\.rawValue))
        #expect(results.first?.detail == problem.description)
        #expect(results.dropFirst().allSatisfy { $0.outcome == .skipped })
    }
}
