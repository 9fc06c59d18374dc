import ArgumentParser
import Foundation
import Testing

@testable import LocalAIChat

@Suite("The table of settings") struct SettingTests {
    @Test("has the names that scripts and service files rely on, each once")
    func names() {
        let contract = [
            "BOT_TOKEN", "TELEGRAM_API_URL", "LLAMA_SERVER_URL", "LLAMA_API_KEY", "LLAMA_MODEL_NAME", "LLAMA_API",
            "MAX_CONTEXT_MESSAGES", "CONTEXT_HIGH_WATER", "MAX_TOKENS", "TEMPERATURE", "TOP_P", "STOP", "SYSTEM_PROMPT",
            "REQUEST_TIMEOUT", "OUTAGE_LIMIT", "QUEUE_LIMIT", "OWNER_ID", "STREAMING", "REPLY_FORMAT", "REASONING",
            "MAX_MESSAGES", "DATABASE_URL", "RETENTION",
            "SHUTDOWN_GRACE", "LANGUAGE", "LOG_LEVEL", "LOG_FORMAT",
        ]
        #expect(Setting.all.map(\.name) == contract)
    }

    @Test("gives defaults that are the defaults", arguments: Setting.all)
    func defaults(setting: Setting) throws {
        guard let value = setting.defaultValue else { return }
        var settings = Settings()
        #expect(setting.set(.text(value), in: &settings))
        #expect(String(reflecting: settings) == String(reflecting: Settings()))
    }

    @Test("gives examples that parse, in every notation", arguments: Setting.all)
    func examples(setting: Setting) throws {
        var settings = Settings()
        #expect(setting.set(.text(setting.example), in: &settings))

        let line = SettingOrigin.file("x").example(of: setting)
        let file = try SettingsFile(data: Data(line.utf8), name: "x")
        #expect(file.value(for: setting.key) == .text(setting.example))

        let variables = EnvironmentFile(text: SettingOrigin.environment.example(of: setting)).variables
        #expect(variables == [setting.name: setting.example])
    }

    @Test("has a flag for each setting", arguments: Setting.all)
    func flags(setting: Setting) throws {
        let options = try SettingsOptions.parse(["--\(setting.flag)", setting.example])
        #expect(options.flags == [setting.name: setting.example])
    }

    @Test("warns of secrets in flags", arguments: Setting.all.filter(\.isSecret))
    func secretFlags(setting: Setting) {
        let help = SettingsOptions.helpMessage(columns: 400)
        let entry = help.components(separatedBy: "--\(setting.flag) ").last?.components(separatedBy: "\n  --").first
        #expect(entry?.contains("other users of the machine can see flags") == true)
    }

    @Test("is the table of the README files", arguments: ["README.md", "README.ru.md"])
    func documentation(name: String) throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../../\(name)")
        let text = try String(contentsOf: file, encoding: .utf8)
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("|") }
        for setting in Setting.all {
            let row = rows.first { $0.contains("`\(setting.name)`") }
            let description = try #require(row, "no row for \(setting.name)")
            if let value = setting.defaultValue { #expect(description.contains("`\(value)`")) }
        }
    }
}
