import Foundation
import TelegramSandbox

/// Somebody who writes now and then, while somebody else has just written 50 messages.
struct FairnessScene: Sendable {
    /// Who decides whose turn it is.
    enum Order: String, Encodable, Sendable, CaseIterable {
        /// As a server does it, or a bot that passes on what comes.
        case arrival = "first come, first served"
        case bot = "the bot"
    }

    /// Where the two write.
    enum Place: String, Encodable, Sendable, CaseIterable {
        case privateChats = "private chats"
        case group = "the same group"
        case topics = "50 topics of a group"
    }

    var place: Place
    var slots: Int
    private static let flood = 50
    /// Of the one who writes now and then, each after the answer to the one before.
    private static let messages = 3
    /// An answer takes a third of a second.
    private static let pace = PacedModel.Pace(tokensPerSecond: 60, tokens: 20)

    /// Telegram lets through 20 messages a minute in a group, so that the 50 take this long where nobody goes first.
    private static let limit = Duration.seconds(240)

    /// What somebody's message waited for.
    struct Wait: Sendable {
        /// Answers to others that ended meanwhile.
        var turns: Int
        /// Until its own answer began.
        var time: Duration
        /// Until its own answer was there; `nil` where there is no Telegram.
        var answer: Duration?
    }

    /// - Returns: The waits of the one who writes now and then.
    func measure(_ order: Order) async throws -> [Wait] {
        let model = PacedModel(slots: slots, isStrict: true)
        for number in 1...Self.flood { await model.prepare(Self.heavy(number), Self.pace) }
        for number in 1...Self.messages { await model.prepare(Self.light(number), Self.pace) }
        return try await model.serve { url in
            switch order {
            case .arrival: try await measureArrival(model, at: url)
            case .bot: try await measureBot(model, at: url)
            }
        }
    }

    private func measureArrival(_ model: PacedModel, at url: String) async throws -> [Wait] {
        try await withThrowingTaskGroup(of: Void.self) { group in
            @Sendable func ask(_ question: String) async throws {
                let body = try JSONEncoder().encode(["messages": [["role": "user", "content": question]]])
                _ = try await PlainHTTP.post(body, to: url + "/v1/chat/completions")
            }
            for number in 1...Self.flood {
                group.addTask { try await ask(Self.heavy(number)) }
                // One after the other, in this order.
                try await model.wait(for: Self.heavy(number), until: { $0 != nil })
            }
            // One message is enough: it waits for all, and the next ones for nobody.
            let sent = ContinuousClock.now
            try await ask(Self.light(1))
            defer { group.cancelAll() }
            return [try await wait(of: Self.light(1), sent: sent, in: model)]
        }
    }

    private func measureBot(_ model: PacedModel, at url: String) async throws -> [Wait] {
        try await TelegramSandbox.withSandbox { sandbox, telegramURL in
            let bot = BotProcess(
                telegramURL: telegramURL,
                token: sandbox.botToken,
                llamaURL: url,
                streaming: "off",
                settings: ["SHUTDOWN_GRACE": "0s"]
            )
            let heavy = await sandbox.person(firstName: "Boris")
            let light = await sandbox.person(firstName: "Anna")
            let chat: SandboxChat? =
                place == .privateChats
                ? nil
                : await sandbox.group(title: "Group", members: [heavy, light], isForum: place == .topics)
            return try await bot.run { _ in
                try await sandbox.waitForCalls(of: "getUpdates")
                for number in 1...Self.flood {
                    await send(Self.heavy(number), by: heavy, in: chat, sandbox)
                }
                try await model.wait(for: Self.heavy(1), until: { $0?.began != nil })
                let topic = await topic(in: chat, sandbox)
                var waits: [Wait] = []
                for number in 1...Self.messages {
                    let sent = ContinuousClock.now
                    let question = address(Self.light(number), in: chat)
                    let message = await light.send(question, in: chat, messageThreadID: topic)
                    _ = try await light.reply(after: message, in: chat, timeout: Self.limit) {
                        $0.isFromBot && (chat == nil || $0.replyToMessageID == message)
                    }
                    var wait = try await wait(of: Self.light(number), sent: sent, in: model)
                    wait.answer = sent.duration(to: .now)
                    waits.append(wait)
                }
                return waits
            }
        }
    }

    private func send(_ text: String, by person: Person, in chat: SandboxChat?, _ sandbox: TelegramSandbox) async {
        let topic = await topic(in: chat, sandbox)
        await person.send(address(text, in: chat), in: chat, messageThreadID: topic)
    }

    private func topic(in chat: SandboxChat?, _ sandbox: TelegramSandbox) async -> Int? {
        guard place == .topics, let chat else { return nil }
        return await sandbox.topic(name: "Topic", in: chat)
    }

    /// In groups the bot answers when it is named; the model does not see the name.
    private func address(_ text: String, in chat: SandboxChat?) -> String {
        chat == nil ? text : "@\(SandboxConfiguration().botUsername) \(text)"
    }

    private func wait(
        of question: String,
        sent: ContinuousClock.Instant,
        in model: PacedModel
    ) async throws -> Wait {
        guard let began = await model.answer(to: question)?.began else {
            throw BenchmarkFailure("nothing was answered")
        }
        var turns = 0
        for number in 1...Self.flood {
            guard let ended = await model.answer(to: Self.heavy(number))?.ended else { continue }
            if ended > sent, ended <= began { turns += 1 }
        }
        return Wait(turns: turns, time: sent.duration(to: began))
    }

    private static func heavy(_ number: Int) -> String { "Question \(number) of 50?" }
    private static func light(_ number: Int) -> String { "A question, the \(number). one?" }
}
