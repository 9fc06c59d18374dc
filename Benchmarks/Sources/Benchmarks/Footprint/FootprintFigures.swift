/// What the program takes of the machine.
struct FootprintFigures: Encodable, Sendable {
    /// With one database.
    struct Start: Encodable, Sendable {
        var database: String
        /// From the start of the process to its first long poll: the middle of several starts, and the longest.
        var firstPollMilliseconds: Double
        var longestMilliseconds: Double
        /// When calls arrived at Telegram and requests at the LLaMA server, in the start in the middle.
        var steps: [Step]
        /// Some seconds later.
        var idle: ProcessMemory
        /// The processor's time until then.
        var cpuMilliseconds: Double
    }

    /// Something that is seen of a start from outside.
    struct Step: Encodable, Sendable {
        var name: String
        var milliseconds: Double
    }

    /// Of 1,000 tokens delivered to one chat.
    struct Delivery: Encodable, Sendable {
        var streaming: String
        var tokensPerSecond: Int
        var cpuMilliseconds: Double
        var before: ProcessMemory
        var after: ProcessMemory
    }

    /// While answers are written in many chats, or waited for.
    struct Crowd: Encodable, Sendable {
        var chats: Int
        /// How many answers are written at once; the other chats wait, and see their place in the queue.
        var slots: Int
        var before: ProcessMemory
        /// In the middle of it all, when every chat has asked.
        var during: ProcessMemory
        /// When all are answered, if that was waited for, and the processor's time until then.
        var after: ProcessMemory?
        var cpuMilliseconds: Double?
    }

    /// The program when it only says what it can do: what of a start is the system's.
    var helpMilliseconds: Double
    var starts: [Start]
    var deliveries: [Delivery]
    var crowds: [Crowd]
}
