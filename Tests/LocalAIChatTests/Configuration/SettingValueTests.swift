import ChatBot
import LlamaServer
import Logging
import Testing

@testable import LocalAIChat

@Suite("A setting's value") struct SettingValueTests {
    private func settings(_ setting: Setting, _ value: String) throws -> Settings {
        try SettingsLoader(environment: [setting.name: value], path: "/nowhere/x.yaml").load()
    }

    @Test(
        arguments: [
            ("https://api.telegram.org", "https://api.telegram.org"),
            (" http://127.0.0.1:8081/ ", "http://127.0.0.1:8081"),
            ("HTTP://LOCALHOST", "HTTP://LOCALHOST"), ("http://[::1]:8080//", "http://[::1]:8080"),
            ("https://example.org/v1/", "https://example.org/v1"),
        ]
    )
    func address(text: String, expected: String) throws {
        #expect(try settings(.llamaServerURL, text).llamaServerURL == expected)
    }

    @Test(
        arguments: [
            ("bot.sqlite", "bot.sqlite"), ("sqlite:bot.sqlite", "bot.sqlite"),
            ("sqlite:/var/bot.sqlite", "/var/bot.sqlite"),
            ("sqlite:///var/bot.sqlite", "/var/bot.sqlite"), (":memory:", ":memory:"),
            ("SQLite:a b.sqlite", "a b.sqlite"),
            ("folder/odd://name", "folder/odd://name"),
        ]
    )
    func databasePath(text: String, expected: String) throws {
        #expect(try settings(.databaseURL, text).databasePath == expected)
    }

    @Test("A path from home has no folder named ~")
    func home() throws {
        let path = try settings(.databaseURL, "~/bot.sqlite").databasePath
        #expect(path.hasPrefix("/") && path.hasSuffix("/bot.sqlite") && !path.contains("~"))
    }

    @Test(
        arguments: [
            ("</s>", ["</s>"]), ("a,b", ["a", "b"]), (#"\nUser:,\t,\,,\\"#, ["\nUser:", "\t", ",", "\\"]),
            (" a", [" a"]),
            ("конец", ["конец"]),
        ]
    )
    func stop(text: String, expected: [String]) throws {
        #expect(try settings(.stop, text).sampling.stop == expected)
    }

    @Test(
        arguments: [("auto", nil), ("AUTO", nil), ("20", 20), (" 61 ", 61), ("20000", 20_000)] as [(String, Int?)]
    )
    func contextHighWater(text: String, expected: Int?) throws {
        #expect(try settings(.contextHighWater, text).chatBot.contextHighWater == expected)
    }

    @Test(
        arguments: [
            ("5", [5]), (" 123456789 ", [123_456_789]), ("1, 2 ,3", [1, 2, 3]), ("7,7", [7]),
            ("9223372036854775807", [.max]),
        ] as [(String, Set<Int64>)]
    )
    func ownerID(text: String, expected: Set<Int64>) throws {
        #expect(try settings(.ownerID, text).chatBot.ownerIDs == expected)
    }

    @Test(arguments: [("0", 0), ("2", 2), ("0.7", 0.7), ("1e-1", 0.1), ("+1", 1), (".5", 0.5)])
    func temperature(text: String, expected: Double) throws {
        #expect(try settings(.temperature, text).sampling.temperature == expected)
    }

    @Test(
        arguments: [
            ("300", Duration.seconds(300)), ("0.5", .milliseconds(500)), ("86400", .seconds(86400)),
            ("24h", .seconds(86400)), ("1d", .seconds(86400)), ("5m", .seconds(300)), ("0.001s", .milliseconds(1)),
        ]
    )
    func requestTimeout(text: String, expected: Duration) throws {
        #expect(try settings(.requestTimeout, text).llama.requestTimeout == expected)
    }

    @Test(
        "A duration is seconds, or has a unit",
        arguments: [
            ("3600", Duration.seconds(3600)), ("90s", .seconds(90)), ("15m", .seconds(900)), ("24h", .seconds(86400)),
            ("365d", .seconds(31_536_000)), ("1.5h", .seconds(5400)), (".5m", .seconds(30)), ("0.1d", .seconds(8640)),
            ("1S", .seconds(1)), ("2 H", .seconds(7200)), ("1e3", .seconds(1000)), (" 7d ", .seconds(604_800)),
            ("1.2345s", .milliseconds(1235)),
        ]
    )
    func duration(text: String, expected: Duration) throws {
        #expect(try settings(.outageLimit, text).chatBot.outageLimit == expected)
    }

    @Test(
        arguments: [
            ("keep", nil), ("Keep", nil), ("1h", .seconds(3600)), ("3650d", .seconds(315_360_000)),
            ("86400", .seconds(86400)),
        ] as [(String, Duration?)]
    )
    func retention(text: String, expected: Duration?) throws {
        #expect(try settings(.retention, text).chatBot.retention == expected)
    }

    @Test(arguments: [("0", Duration.zero), ("0s", .zero), ("10", .seconds(10)), ("60m", .seconds(3600))])
    func shutdownGrace(text: String, expected: Duration) throws {
        #expect(try settings(.shutdownGrace, text).chatBot.shutdownGrace == expected)
    }

    @Test("Words are taken in capital letters too")
    func words() throws {
        #expect(try settings(.llamaAPI, "Completion").llama.api == .completion)
        #expect(try settings(.language, "RU").chatBot.language == .ru)
        #expect(try settings(.logLevel, "WARNING").logLevel == .warning)
        #expect(try settings(.replyFormat, "Rich").chatBot.replyFormat == .rich)
        #expect(try settings(.streaming, "OFF").chatBot.streaming == .off)
        #expect(try settings(.reasoning, "Hide").chatBot.reasoning == .hide)
    }

    @Test("An empty value is none, but of the system prompt it is one")
    func empty() throws {
        #expect(try settings(.maxTokens, " ").sampling.nPredict == nil)
        #expect(try settings(.systemPrompt, "").chatBot.systemPrompt?.isEmpty == true)
        #expect(try settings(.systemPrompt, "  Be kind.\n").chatBot.systemPrompt == "  Be kind.\n")
        #expect(Settings().chatBot.systemPrompt == nil)
    }

    @Test("All of them reach the bot and its model")
    func everything() throws {
        let settings = try SettingsLoader(
            environment: [
                "LLAMA_API_KEY": "sk-1", "LLAMA_MODEL_NAME": "tiny", "MAX_CONTEXT_MESSAGES": "7", "MAX_TOKENS": "9",
                "TOP_P": "0.5", "STREAMING": "edit", "REPLY_FORMAT": "plain", "REASONING": "hide", "MAX_MESSAGES": "20",
                "CONTEXT_HIGH_WATER": "9", "QUEUE_LIMIT": "3", "OWNER_ID": "5",
            ],
            path: "/nowhere/x.yaml"
        ).load()
        #expect(settings.llama.apiKey == "sk-1")
        #expect(settings.llama.modelName == "tiny")
        #expect(settings.chatBot.maxContextMessages == 7)
        #expect(settings.chatBot.contextHighWater == 9)
        #expect(settings.chatBot.queueLimit == 3)
        #expect(settings.chatBot.ownerIDs == [5])
        #expect(settings.chatBot.sampling.nPredict == 9)
        #expect(settings.chatBot.sampling.topP == 0.5)
        #expect(settings.chatBot.streaming == .edit)
        #expect(settings.chatBot.replyFormat == .plain)
        #expect(settings.chatBot.reasoning == .hide)
        #expect(settings.chatBot.maxMessages == 20)
    }

    @Test("What nobody has set is what the bot does by itself")
    func defaults() {
        let (set, own) = (Settings().chatBot, ChatBotConfiguration())
        #expect(set.streaming == own.streaming)
        #expect(set.replyFormat == own.replyFormat)
        #expect(set.reasoning == own.reasoning)
        #expect(set.maxMessages == own.maxMessages)
        #expect(set.maxContextMessages == own.maxContextMessages)
        #expect(set.contextHighWater == own.contextHighWater)
        #expect(set.queueLimit == own.queueLimit)
        #expect(set.ownerIDs == own.ownerIDs)
        #expect(set.outageLimit == own.outageLimit)
        #expect(set.shutdownGrace == own.shutdownGrace)
        #expect(set.retention == own.retention)
    }
}
