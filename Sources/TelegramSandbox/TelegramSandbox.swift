public import Logging
public import ServiceLifecycle

/// A Bot API server on this machine, strict where Telegram is strict, with people who write to its bot.
public actor TelegramSandbox: Service {
    public init(configuration: SandboxConfiguration = SandboxConfiguration(), logger: Logger = Logger(label: "sandbox")) {
        fatalError()
    }

    /// The token that the bot has here.
    public nonisolated var botToken: String { fatalError() }

    /// Serves until its task is cancelled or a graceful shutdown begins.
    public func run() async throws { fatalError() }

    /// The Bot API's address, `http://127.0.0.1:PORT`, as soon as the server listens; for `TELEGRAM_API_URL`.
    public func apiURL() async throws -> String { fatalError() }

    /// A new person, who has a private chat with the bot.
    public func person(firstName: String, lastName: String? = nil, username: String? = nil, languageCode: String? = "en") -> Person { fatalError() }

    /// A new group with the bot in it; `isForum` makes it a supergroup with topics.
    public func group(title: String, members: [Person], isForum: Bool = false) -> SandboxChat { fatalError() }

    /// Puts an update in the queue as it stands: a JSON object; `update_id` is set where it is missing.
    public func enqueue(rawUpdate json: String) { fatalError() }

    /// Makes the next calls of a method go wrong. `method` nil: of any method.
    public func inject(_ fault: Fault, on method: String? = nil, times: Int = 1) { fatalError() }

    /// Every call so far, in order of arrival.
    public var calls: [BotAPICall] { fatalError() }
}

public struct SandboxConfiguration: Sendable {
    public var host: String = "127.0.0.1"
    /// 0: any free one.
    public var port: Int = 0
    public var botName: String = "LocalAIChat"
    public var botUsername: String = "localaichat_bot"
    public init() {}
}

/// What goes wrong with a call.
public enum Fault: Sendable, Hashable {
    case tooManyRequests(retryAfter: Int)
    case refusal(errorCode: Int, description: String)
    /// An answer that is no Bot API answer.
    case garbage(status: Int, body: String)
    /// The connection is closed before the call is carried out.
    case dropBefore
    /// The connection is closed after the call was carried out.
    case dropAfter
}

public struct BotAPICall: Sendable {
    public var method: String
    /// The parameters as JSON text.
    public var parameters: String
    /// HTTP status answered; 0 where the connection was dropped.
    public var status: Int
}

public struct SandboxChat: Sendable, Hashable {
    public var id: Int64
    public var type: String
    public var title: String?
}

/// Somebody with a Telegram account, as a value: writes, presses buttons and reads what they see.
public struct Person: Sendable {
    public let id: Int64
    public let firstName: String
    public let languageCode: String?
    /// Their private chat with the bot.
    public var chat: SandboxChat { fatalError() }

    /// Writes a message, in the private chat unless told otherwise. Returns its id.
    @discardableResult
    public func send(_ text: String, in chat: SandboxChat? = nil, messageThreadID: Int? = nil) async -> Int { fatalError() }

    /// Presses an inline button by its text, under the newest message that has it unless told which; returns the callback query's id.
    @discardableResult
    public func press(_ button: String, onMessage messageID: Int? = nil, in chat: SandboxChat? = nil) async throws -> String { fatalError() }

    /// What they see in a chat, oldest first.
    public func messages(in chat: SandboxChat? = nil) async -> [SandboxMessage] { fatalError() }

    /// What happens in their chats from now on: new messages of the bot, edits, "typing", answers to buttons.
    public func events() async -> AsyncStream<SandboxEvent> { fatalError() }

    /// Blocks (or unblocks) the bot.
    public func setBlocked(_ isBlocked: Bool) async { fatalError() }

    /// The bot's next `count` messages after the message `messageID`, waiting until they are there.
    public func replies(_ count: Int = 1, after messageID: Int, in chat: SandboxChat? = nil) async throws -> [SandboxMessage] { fatalError() }
}

public struct SandboxMessage: Sendable, Hashable {
    public var messageID: Int
    public var chatID: Int64
    public var messageThreadID: Int?
    public var isFromBot: Bool
    public var fromID: Int64
    public var text: String
    /// Rows of button texts.
    public var buttons: [[String]]
    public var isEdited: Bool
}

public enum SandboxEvent: Sendable, Hashable {
    case message(SandboxMessage)
    case edited(SandboxMessage)
    case chatAction(chatID: Int64, messageThreadID: Int?, action: String)
    case callbackAnswered(callbackQueryID: String, text: String?, showAlert: Bool)
}
