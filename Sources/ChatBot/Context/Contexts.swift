import LlamaServer
import Logging

/// The contexts of all conversations, made to fit the server, and cut back seldom.
final class Contexts: Sendable {
    let database: Database
    let llama: LlamaServer
    let configuration: ChatBotConfiguration
    let patience: Patience
    let logger: Logger

    init(
        database: Database,
        llama: LlamaServer,
        configuration: ChatBotConfiguration,
        patience: Patience,
        logger: Logger
    ) {
        self.database = database
        self.llama = llama
        self.configuration = configuration
        self.patience = patience
        self.logger = logger
    }

    /// The prompt for a question, with as much of the conversation as fits beside the answer.
    ///
    /// The server counts it where what is known of its length does not show that it fits; once, at most.
    ///
    /// - Parameters:
    ///   - history: What was said before.
    ///   - earlier: One that was made before; it is taken unless the conversation has become another since.
    /// - Throws: ``GenerationFailure/messageTooLong`` or `CancellationError`.
    func prompt(
        asking question: String,
        showing history: ConversationHistory,
        on server: ServerDescription,
        after earlier: Prompt? = nil
    ) async throws -> Prompt {
        var limits = limits(of: server)
        let context = context(history)
        if let earlier, earlier.whole == context { return earlier }
        var prompt = Prompt(context: context, question: question)
        if let room = limits.room, context.mostTokens(asking: question) > room {
            prompt = try await counted(prompt)
            limits = await self.limits(of: server, for: prompt.tokens, limits.room)
        }
        if let cut = context.cut(tokens: prompt.tokens, room: limits.room, limits: limits, asking: question) {
            prompt.apply(cut)
        }
        guard prompt.context.history.isEmpty, let longest = limits.longestQuestion, prompt.tokens > longest else {
            return prompt
        }
        // Nothing is left to leave out. That it is too long is not said of an estimate.
        if !prompt.isCounted { prompt = try await counted(prompt) }
        if prompt.isCounted, prompt.tokens > longest { throw GenerationFailure.messageTooLong }
        return prompt
    }

    /// A prompt with less of the conversation, for a server that has refused one.
    ///
    /// - Parameters:
    ///   - promptTokens: How long the server says that it is.
    ///   - contextSize: How much the server says it has room for.
    /// - Returns: `nil` where nothing is left to leave out.
    func shortened(
        _ prompt: Prompt,
        promptTokens: Int?,
        contextSize: Int?
    ) -> Prompt? {
        let context = prompt.context
        guard !context.history.isEmpty else { return nil }
        let limits = ContextLimits(
            maxContextMessages: configuration.maxContextMessages,
            highWater: configuration.contextHighWater,
            contextSize: contextSize,
            nPredict: configuration.sampling.nPredict
        )
        let tokens = promptTokens ?? prompt.tokens
        let cut =
            if promptTokens != nil, let room = limits.room {
                context.cut(tokens: max(tokens, room + 1), room: room, limits: limits, asking: prompt.question)
            } else {
                // Without counts half of what there is goes, as nobody says how much is too much.
                context.cut(tokens: tokens, room: tokens / 2, limits: limits, asking: prompt.question)
            }
        guard let cut else { return nil }
        var shorter = prompt
        shorter.tokens = tokens
        shorter.apply(cut)
        return shorter
    }

    /// Leaves out of a conversation for good what had to be left out of a prompt.
    func keepCut(of prompt: Prompt, in conversation: ConversationID) async throws {
        if let cut = prompt.cut { try await apply(cut, in: conversation) }
    }

    /// Cuts a conversation back after an answer, if the next question would otherwise ask for it while its author waits.
    ///
    /// - Returns: Whether it was cut.
    func cutBack(_ conversation: ConversationID, on server: ServerDescription) async throws -> Bool {
        let context = try await context(of: conversation)
        let tokens = context.likelyTokens()
        let known = limits(of: server)
        let limits = await limits(of: server, for: tokens, known.room.map { $0 - known.questionRoom })
        let cut = context.cut(
            tokens: tokens,
            room: limits.room.map { $0 - limits.questionRoom },
            limits: limits
        )
        guard let cut else { return false }
        try await apply(cut, in: conversation)
        return true
    }

    /// What all questions of a conversation begin with.
    func beginning(of conversation: ConversationID) async throws -> Context {
        try await context(of: conversation)
    }

    /// What was said before a question.
    func history(for turn: Turn) async throws -> ConversationHistory {
        try await patience { try await database.history(of: turn.incoming.conversation, for: turn) }
    }

    private func context(of conversation: ConversationID) async throws -> Context {
        context(try await patience { try await database.history(of: conversation) })
    }

    private func context(_ history: ConversationHistory) -> Context {
        Context(
            system: configuration.systemPrompt ?? ChatBotConfiguration.defaultSystemPrompt,
            history: history.messages
        )
    }

    func limits(of server: ServerDescription) -> ContextLimits {
        ContextLimits(
            maxContextMessages: configuration.maxContextMessages,
            highWater: configuration.contextHighWater,
            contextSize: server.contextSize,
            nPredict: configuration.sampling.nPredict
        )
    }

    /// The limits of a server that is asked for its context's size anew where so many tokens have no room: it may have been started again with
    /// a larger one, and would never be given more than it had before.
    private func limits(of server: ServerDescription, for tokens: Int, _ room: Int?) async -> ContextLimits {
        guard let room, tokens > room else { return limits(of: server) }
        return limits(of: (try? await llama.freshDescription()) ?? server)
    }

    /// With the server's count, where it offers one; a server that fails here fails again with the answer, and is heard then.
    private func counted(_ prompt: Prompt) async throws -> Prompt {
        var prompt = prompt
        do {
            if let count = try await llama.countTokens(prompt.messages) {
                prompt.tokens = Figures.bounded(count.tokens)
                prompt.isCounted = count.isExact
            }
        } catch let error as LlamaServerError {
            logger.debug("prompt not counted", metadata: ["cause": "\(error)"])
        }
        return prompt
    }

    private func apply(_ cut: Context.Cut, in conversation: ConversationID) async throws {
        logger.info(
            "context cut back",
            metadata: ["chat": "\(conversation.chatID)", "messages": "\(cut.messages)", "tokens": "\(cut.tokens)"]
        )
        try await patience { try await database.cut(conversation, cut) }
    }
}
