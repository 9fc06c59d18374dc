import Foundation
import LlamaServer
import Testing

@testable import LocalAIChat

@Suite("Where settings are found", .timeLimit(.minutes(10))) struct SettingsLoaderTests {
    /// Writes the files into a folder of their own and loads with it.
    private func load(
        yaml: String? = nil,
        dotEnv: String? = nil,
        environment: [String: String] = [:],
        flags: [String: String] = [:]
    ) async throws -> Settings {
        try await withTemporaryFolder { folder in
            try yaml?.write(toFile: "\(folder)/localaichat.yaml", atomically: true, encoding: .utf8)
            try dotEnv?.write(toFile: "\(folder)/.env", atomically: true, encoding: .utf8)
            let path = "\(folder)/localaichat.yaml"
            return try SettingsLoader(flags: flags, environment: environment, path: path).load()
        }
    }

    private func problem(yaml: String) async throws -> String {
        let error = try await #require(throws: SettingsError.self) { try await load(yaml: yaml) }
        let text = FailureReport(error).text
        #expect(text.hasSuffix("\n") && text.split(separator: "\n").count == 1)
        return text
    }

    @Test("A flag, else the environment, else .env, else localaichat.yaml")
    func precedence() async throws {
        let yaml = "max_tokens: 4"
        let dotEnv = "MAX_TOKENS=3"
        let environment = ["MAX_TOKENS": "2"]
        let flags = ["MAX_TOKENS": "1"]
        let all = try await load(yaml: yaml, dotEnv: dotEnv, environment: environment, flags: flags)
        #expect(all.maxTokens == 1 && all.origins["MAX_TOKENS"] == .flag)
        #expect(try await load(yaml: yaml, dotEnv: dotEnv, environment: environment).maxTokens == 2)
        #expect(try await load(yaml: yaml, dotEnv: dotEnv).maxTokens == 3)
        #expect(try await load(yaml: yaml).maxTokens == 4)
        #expect(try await load().maxTokens == nil)
        #expect(try await load(yaml: yaml, environment: ["MAX_TOKENS": ""]).maxTokens == 4)
    }

    @Test("Every setting can stand in every place", arguments: Setting.all)
    func everyPlace(setting: Setting) async throws {
        let example = setting.example
        let places = [
            try await load(yaml: SettingOrigin.file("").example(of: setting)),
            try await load(yaml: "\(setting.name): '\(example)'"),
            try await load(dotEnv: "export \(setting.name)='\(example)' # why"),
            try await load(environment: [setting.name: example]),
            try await load(flags: [setting.name: example]),
        ]
        for settings in places {
            #expect(settings.isSet(setting))
            #expect(settings.origins.count == 1)
        }
    }

    @Test("YAML lists, numbers, long texts and comments")
    func yaml() async throws {
        let settings = try await load(
            yaml: """
                # The model
                temperature: 0.5
                stop: ["</s>", "\\nUser:"]
                system_prompt: |
                  You are kind.
                  You are brief.
                language: ru   # or en
                """
        )
        #expect(settings.temperature == 0.5)
        #expect(settings.stop == ["</s>", "\nUser:"])
        #expect(settings.systemPrompt == "You are kind.\nYou are brief.\n")
    }

    @Test(
        "The owners in a file",
        arguments: [
            ("owner_id: 5", [5]), ("owner_id: [5, 123456789]", [5, 123_456_789]), ("owner_id: 5, 6", [5, 6]),
            ("owner_id: ['5', '6']", [5, 6]), ("owner_id:\n  - 5\n  - 6", [5, 6]),
        ] as [(String, Set<Int64>)]
    )
    func owners(yaml: String, expected: Set<Int64>) async throws {
        #expect(try await load(yaml: yaml).ownerIDs == expected)
    }

    @Test(
        "Owners of a file that are none",
        arguments: ["owner_id: -5", "owner_id: [5, anna]", "owner_id: [5, 0]", "owner_id: 5.5", "owner_id: [0x10]"]
    )
    func brokenOwners(yaml: String) async throws {
        #expect(try await problem(yaml: yaml).contains("owner_id"))
    }

    @Test("A file without a setting is no error", arguments: ["", "\n\n", "# nothing yet\n", "---\n# nothing\n"])
    func emptyFile(text: String) async throws {
        #expect(try await load(yaml: text).origins.isEmpty)
    }

    @Test("A .env file may hold other programs' variables")
    func foreignVariables() async throws {
        let settings = try await load(dotEnv: "PGPASSWORD=x\nnonsense\nMAX_TOKENS=3\n")
        #expect(settings.origins.keys.sorted() == ["MAX_TOKENS"])
    }

    @Test(
        "An unknown key, with the one that was probably meant",
        arguments: [
            ("max_token: 5", "did you mean max_tokens?"), ("Max_Tokens: 5", "did you mean max_tokens?"),
            ("bot: {token: x}", "unknown key"), ("webhook_url: x", "expected one of bot_token, telegram_api_url"),
            ("bot-token: x", "did you mean bot_token?"),
        ]
    )
    func unknownKey(yaml: String, expected: String) async throws {
        #expect(try await problem(yaml: yaml).contains(expected))
    }

    @Test(
        "A broken file is one line, without what stands in it",
        arguments: [
            "bot_token: a: b", "- 12345678:ABCDEFGHIJKLMNOPQRSTUVWXYZ", "just text", "max_tokens: [1", "\tx: 1",
            "bot_token: \"12345678:ABCDEFGHIJKLMNOPQRSTUVWXYZ", "max_tokens: 1\nmax_tokens: 2",
            "max_tokens: 1\nMAX_TOKENS: 2", "stop: [[a]]", "stop: [{a: b}]", "12345678:ABCDEFGHIJKLMNOPQRSTUVWXYZ: x",
        ]
    )
    func brokenFile(yaml: String) async throws {
        let text = try await problem(yaml: yaml)
        #expect(text.contains("localaichat.yaml"))
        #expect(text.contains("Example: "))
        #expect(!text.contains("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    }

    @Test("A list where one value belongs")
    func listForValue() async throws {
        #expect(try await problem(yaml: "max_tokens: [1, 2]").contains("not \"[1, 2]\""))
    }

    @Test("A file that was named has to be there")
    func missingFile() throws {
        let loader = SettingsLoader(path: "/nowhere/bot.yaml", isPathGiven: true)
        let error = try #require(throws: SettingsError.self) { try loader.load() }
        #expect(FailureReport(error).text.contains("/nowhere/bot.yaml"))
        #expect(FailureReport(error).status == 64)
    }

    @Test("A folder in the place of the file is one line")
    func folder() async throws {
        try await withTemporaryFolder { folder in
            let error = try #require(throws: SettingsError.self) { try SettingsLoader(path: folder).load() }
            #expect(error.problems.count == 1)
        }
    }

    @Test("Secrets are known to the log, wherever they come from")
    func redaction() async throws {
        let settings = try await load(yaml: "bot_token: 1234:secret", environment: ["LLAMA_API_KEY": "sk-hidden"])
        #expect(settings.redaction.applied(to: "x 1234:secret sk-hidden") == "x [hidden] [hidden]")
    }
}
