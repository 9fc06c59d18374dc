import Foundation
import Testing

@testable import LocalAIChat

@Suite("A malformed setting") struct MalformedSettingTests {
    /// Values that are not what is expected.
    static let malformed: [String: [String]] = [
        "BOT_TOKEN": [
            "your_token_here", "123456:", ":ABC", "123 456:ABC-DEF", "123456:ABC:DEF", "12\n3:ABC", "bot123:AB",
        ],
        "TELEGRAM_API_URL": ["telegram.org", "ftp://x.org", "http://", "http://user:pa55word@x.org", "http://x y.org"],
        "LLAMA_SERVER_URL": [
            "localhost:8080", "http://x:99999", "http://x/?q=1", "http://x/#a", "http://:8080", "8080",
        ],
        "LLAMA_API_KEY": ["two\nlines"],
        "LLAMA_MODEL_NAME": ["a\u{1B}[2Jb"],
        "LLAMA_API": ["responses", "chat,completion"],
        "MAX_CONTEXT_MESSAGES": ["0", "-1", "10001", "20.5", "twenty", "2 0", "0x14", "99999999999999999999"],
        "CONTEXT_HIGH_WATER": ["0", "-1", "20001", "many", "20.5", "automatic", "none"],
        "MAX_TOKENS": ["0", "-5", "1e3", "many", "2147483648"],
        "TEMPERATURE": ["-0.1", "2.1", "hot", "nan", "inf", "0,7", "0x1p0"],
        "TOP_P": ["-0.1", "1.01", "high", "NaN", "50%"],
        "STOP": [",", "a,", #"a\"#, #"\x"#],
        "REQUEST_TIMEOUT": ["0", "-1", "86401", "25h", "1.1d", "inf", "infs", "0.0001", "0x5m", "5min"],
        "OUTAGE_LIMIT": ["0", "0.5s", "-1h", "366d", "1 day", "h", "1h30m", "24:00", "1,5h", "nand", "1e9d", "keep"],
        "RETENTION": ["0", "59m", "-30d", "3651d", "forever", "never", "30days", "keep 30d"],
        "SHUTDOWN_GRACE": ["-1", "61m", "1d", "soon", "10ms", "s", "10 0s"],
        "QUEUE_LIMIT": ["0", "-1", "10001", "1.5", "auto", "none"],
        "OWNER_ID": ["0", "-5", "+5", "@anna", "1,,2", "1,", ",", "1;2", "1 2", "1.0", "99999999999999999999", "٣"],
        "STREAMING": ["on", "true", "drafts"],
        "REPLY_FORMAT": ["html", "markdown"],
        "REASONING": ["show", "true", "collapsed"],
        "MAX_MESSAGES": ["0", "21", "-1", "5.5", "five"],
        "DATABASE_URL": [
            "postgres://bot:pa55word@db/bot", "sqlite://host/x", "sqlite:", "sqlite://", "folder/", "mysql://x", "a\0b",
        ],
        "LANGUAGE": ["fr", "english", "ru-RU"],
        "LOG_LEVEL": ["verbose", "2"],
        "LOG_FORMAT": ["xml"],
    ]

    static let cases = malformed.keys.sorted().flatMap { name in malformed[name, default: []].map { (name, $0) } }

    @Test("has its cases for each setting that can be malformed")
    func everySetting() {
        // Any text is a system prompt.
        #expect(Set(Self.malformed.keys) == Set(Setting.all.map(\.name)).subtracting(["SYSTEM_PROMPT"]))
    }

    @Test("is one line that says where it is, what is expected, and an example", arguments: cases)
    func problem(name: String, value: String) throws {
        let setting = try #require(Setting.all.first { $0.name == name })
        let sources: [(SettingsLoader, SettingOrigin)] = [
            (SettingsLoader(flags: [name: value], path: "/nowhere/x.yaml"), .flag),
            (SettingsLoader(environment: [name: value], path: "/nowhere/x.yaml"), .environment),
        ]
        for (loader, origin) in sources {
            let error = try #require(throws: SettingsError.self) { try loader.load() }
            let lines = error.problems.map(\.description)
            #expect(lines.count == 1)
            let line = try #require(lines.first)
            #expect(!line.contains("\n") && !line.contains("\u{1B}"))
            #expect(line.hasPrefix("\(origin.name(of: setting)) (\(origin.description)): expected \(setting.expected)"))
            #expect(line.hasSuffix("Example: \(origin.example(of: setting))"))
            #expect(line.contains("not \"") == setting.isPrintable)
            #expect(!line.contains("pa55word"))
            let report = FailureReport(error)
            #expect(report.status == 64)
            #expect(report.stream == .error)
            #expect(report.text == "localaichat: \(line)\n")
        }
    }

    @Test(
        "is also one that is smaller than another one allows",
        arguments: [
            (
                ["CONTEXT_HIGH_WATER": "19"],
                "CONTEXT_HIGH_WATER (environment): expected at least 20, which is MAX_CONTEXT_MESSAGES, not 19. "
                    + "Example: CONTEXT_HIGH_WATER=40"
            ),
            (
                ["CONTEXT_HIGH_WATER": "49", "MAX_CONTEXT_MESSAGES": "50"],
                "CONTEXT_HIGH_WATER (environment): expected at least 50, which is MAX_CONTEXT_MESSAGES, not 49. "
                    + "Example: CONTEXT_HIGH_WATER=100"
            ),
        ]
    )
    func contradiction(environment: [String: String], line: String) throws {
        let error = try #require(throws: SettingsError.self) {
            try SettingsLoader(environment: environment, path: "/nowhere/x.yaml").load()
        }
        #expect(FailureReport(error).text == "localaichat: \(line)\n")
        #expect(FailureReport(error).status == 64)
    }

    @Test("is reported with all the others at once")
    func several() throws {
        let loader = SettingsLoader(environment: ["MAX_TOKENS": "x", "TOP_P": "y"], path: "/nowhere/x.yaml")
        let error = try #require(throws: SettingsError.self) { try loader.load() }
        #expect(error.problems.count == 2)
        #expect(FailureReport(error).text.split(separator: "\n").count == 2)
    }

    @Test("is never shown if it is a token", arguments: ["my own token", "12345678:ABCDEFGHIJKLMNOPQRSTUVWXYZ 12"])
    func token(value: String) throws {
        let loaders = [
            SettingsLoader(flags: ["BOT_TOKEN": value]), SettingsLoader(environment: ["BOT_TOKEN": value]),
        ]
        for loader in loaders {
            let error = try #require(throws: SettingsError.self) { try loader.load() }
            #expect(!FailureReport(error).text.contains(value))
        }
    }
}
