import ChatBot
import LlamaServer
import Logging
import TelegramBotAPI

/// The table of settings. Everything else about settings is made from it.
extension Setting {
    static let all: [Setting] = [
        botToken, telegramAPIURL, llamaServerURL, llamaAPIKey, llamaModelName, llamaAPI, maxContextMessages,
        contextHighWater, maxTokens, temperature, topP, stop, systemPrompt, requestTimeout, outageLimit, queueLimit,
        ownerID, streaming, replyFormat, reasoning, maxMessages, databaseURL, retention, shutdownGrace, language,
        logLevel, logFormat,
    ]

    static let botToken = Setting(
        "BOT_TOKEN",
        \.botToken,
        ValueParser(
            expected: "the token from @BotFather, digits, a colon and letters",
            example: "123456:ABC-DEF1234ghIkl",
            BotToken.init
        ),
        .required.secret,
        "the token from @BotFather"
    )

    static let telegramAPIURL = Setting(
        "TELEGRAM_API_URL",
        \.telegramAPIURL,
        .address(example: "http://127.0.0.1:8081"),
        .default("https://api.telegram.org").unprinted,
        "a Bot API server: Telegram's, a local one, or the sandbox"
    )

    static let llamaServerURL = Setting(
        "LLAMA_SERVER_URL",
        \.llamaServerURL,
        .address(example: "http://127.0.0.1:8080"),
        .default("http://127.0.0.1:8080").unprinted,
        "the running LLaMA server"
    )

    static let llamaAPIKey = Setting(
        "LLAMA_API_KEY",
        \.llamaAPIKey,
        .word("a key in one line", example: "sk-example"),
        .required.secret,
        "sent as a Bearer key"
    )

    static let llamaModelName = Setting(
        "LLAMA_MODEL_NAME",
        \.llamaModelName,
        .word("a model's name in one line", example: "llama3.2"),
        .orElse("the server's first"),
        "for servers that hold several"
    )

    static let llamaAPI = Setting(
        "LLAMA_API",
        \.llamaAPI,
        .oneOf(example: .chat),
        .default("auto"),
        "`auto`, `chat` (chat completions), `completion` (a prompt of our own to `/completion`)"
    )

    static let maxContextMessages = Setting(
        "MAX_CONTEXT_MESSAGES",
        \.maxContextMessages,
        .integer(1...10_000, example: "20"),
        .default("20"),
        "the last messages the model is shown"
    )

    static let contextHighWater = Setting(
        "CONTEXT_HIGH_WATER",
        \.contextHighWater,
        .integer(or: "auto", 1...20_000, example: "60"),
        .default("auto"),
        """
        to how many messages what the model is shown may grow before it is cut back to `MAX_CONTEXT_MESSAGES`: `auto` \
        (twice as many), or a number that is not smaller; with fewer cuts the server reuses more of what it has read
        """
    )

    static let maxTokens = Setting(
        "MAX_TOKENS",
        \.maxTokens,
        .integer(1...Int(Int32.max), example: "512"),
        .orElse("the server's"),
        "longest answer"
    )

    static let temperature = Setting(
        "TEMPERATURE",
        \.temperature,
        .number(0...2, example: "0.7"),
        .orElse("the server's"),
        "sampling: 0 always takes the likeliest word"
    )

    static let topP = Setting(
        "TOP_P",
        \.topP,
        .number(0...1, example: "0.9"),
        .orElse("the server's"),
        "sampling: the share of likely words to choose from"
    )

    static let stop = Setting(
        "STOP",
        \.stop,
        .stopStrings(example: #"</s>,\nUser:"#),
        .orElse("the server's"),
        #"strings that end an answer, with commas between (`\n`, `\t`, `\,` and `\\` are understood), or a YAML list"#
    )

    static let systemPrompt = Setting(
        "SYSTEM_PROMPT",
        \.systemPrompt,
        .anyText("a text", example: "You are a helpful assistant."),
        .orElse("a short, fixed one").orEmpty,
        "what the model is told before every conversation; empty for nothing"
    )

    static let requestTimeout = Setting(
        "REQUEST_TIMEOUT",
        \.requestTimeout,
        .duration(from: "0.001s", to: "24h", example: "300"),
        .default("300"),
        "seconds of *silence* from the LLaMA server before it counts as failed, or `5m`; not a limit on the whole answer"
    )

    static let outageLimit = Setting(
        "OUTAGE_LIMIT",
        \.outageLimit,
        .duration(from: "1s", to: "365d", example: "24h"),
        .default("24h"),
        "how long a message waits for a LLaMA server that is away, before it is closed with a word: `90s`, `15m`, `24h`, `7d`"
    )

    static let queueLimit = Setting(
        "QUEUE_LIMIT",
        \.queueLimit,
        .integer(1...10_000, example: "20"),
        .default("100"),
        "how many messages of a person may wait at once; who writes more is told to wait"
    )

    static let ownerID = Setting(
        "OWNER_ID",
        \.ownerIDs,
        .ids(example: "123456789,987654321"),
        .orElse("nobody"),
        "whom `/stats` tells the figures of all people: Telegram user ids, with commas between, or a YAML list"
    )

    static let streaming = Setting(
        "STREAMING",
        \.streaming,
        .oneOf(example: .auto),
        .default("auto"),
        """
        how an answer grows: `auto` (drafts in private chats; in groups, and where drafts fail, one message that is \
        edited), `draft` (drafts alone), `edit` (an edited message everywhere), `off` (it comes when it is complete)
        """
    )

    static let replyFormat = Setting(
        "REPLY_FORMAT",
        \.replyFormat,
        .oneOf(example: .entities),
        .default("entities"),
        """
        `entities` (formatted text, for every Telegram), `rich` (also real tables and formulas, for new ones), `plain` \
        (the model's Markdown as it is)
        """
    )

    static let reasoning = Setting(
        "REASONING",
        \.reasoning,
        .oneOf(example: .hide),
        .default("collapse"),
        "what becomes of a thinking model's thoughts: `collapse` (a quote that opens at a touch), `hide` (left out)"
    )

    static let maxMessages = Setting(
        "MAX_MESSAGES",
        \.maxMessages,
        .integer(1...20, example: "5"),
        .default("5"),
        "the most messages for one answer; the rest of a longer one comes as a `.md` document"
    )

    static let databaseURL = Setting(
        "DATABASE_URL",
        \.databasePath,
        .databasePath(example: "/var/lib/localaichat/bot.sqlite"),
        .default("localaichat.sqlite").unprinted,
        "where everything lasting is kept: a path, also as `sqlite:PATH`"
    )

    static let retention = Setting(
        "RETENTION",
        \.retention,
        .duration(or: "keep", from: "1h", to: "3650d", example: "30d"),
        .default("keep"),
        "how long what was said is kept: `keep` (for good), or a time such as `12h` or `30d`"
    )

    static let shutdownGrace = Setting(
        "SHUTDOWN_GRACE",
        \.shutdownGrace,
        .duration(from: "0s", to: "1h", example: "10s"),
        .default("10s"),
        "how long running answers may go on after SIGTERM or Ctrl-C; what is not ready by then comes after the next start"
    )

    static let language = Setting(
        "LANGUAGE",
        \.language,
        .oneOf(example: .ru),
        .default("en"),
        "`ru` or `en`, for people whose own language (`language_code`) is neither"
    )

    static let logLevel = Setting(
        "LOG_LEVEL",
        \.logLevel,
        .oneOf(example: .debug),
        .default("info"),
        "`trace`, `debug`, `info`, `notice`, `warning`, `error` or `critical`"
    )

    static let logFormat = Setting(
        "LOG_FORMAT",
        \.logFormat,
        .oneOf(example: .json),
        .default("text"),
        "`text` or `json`"
    )
}
