import Foundation
import TelegramSandbox

/// People who talk with a real model, one after the other in turns, under one of the policies.
struct PromptScene: Sendable {
    static let systemPrompt = "You are a helpful assistant."
    /// Of an answer: enough for all that is asked, and little enough for a conversation of 40 turns to fit without a cut.
    static let maxTokens = 120
    static let contextSize = 4096
    /// How long somebody reads at least, and nothing may be asked meanwhile: what the bot does by itself after an answer is
    /// over then.
    private static let quiet = Duration.milliseconds(400)

    var server: LlamaServerKind
    var slots = 1
    var chats: Int
    /// In each chat.
    var turns: Int

    var name: String {
        let people = chats == 1 ? "1 chat" : "\(chats) chats"
        return "\(server.rawValue), \(slots == 1 ? "1 slot" : "\(slots) slots"), \(people) × \(turns)"
    }

    /// Measures a policy with a server of its own.
    func measure(_ policy: PromptPolicy) async throws -> PromptFigures {
        try await LlamaServerProcess.run(server, contextSize: Self.contextSize, slots: slots) { process in
            let (requests, url) = try await RecordingProxy.run(before: process.url) { proxy in
                switch policy {
                case .window, .uncut: try await converse(policy, at: proxy.url)
                case .bot: try await converseWithBot(proxy)
                }
                try await proxy.log.waitUntilQuiet(for: Self.quiet)
                return (proxy.log.requests, process.url)
            }
            let read = try counted(requests, process)
            let differing = policy == .bot ? try await Replay.countDiffering(requests, at: url) : nil
            return PromptFigures(of: self, policy, read, differing: differing)
        }
    }

    private func converse(_ policy: PromptPolicy, at url: String) async throws {
        var conversations = (0..<chats).map { _ in PlainChat(policy: policy, url: url) }
        for turn in 0..<turns {
            for chat in 0..<chats { try await conversations[chat].ask(Questions(person: chat)[turn]) }
        }
    }

    private func converseWithBot(_ proxy: RecordingProxy) async throws {
        try await TelegramSandbox.withSandbox { sandbox, telegramURL in
            var people: [Person] = []
            for number in 0..<chats { people.append(await sandbox.person(firstName: "Anna \(number)")) }
            let bot = BotProcess(
                telegramURL: telegramURL,
                token: sandbox.botToken,
                llamaURL: proxy.url,
                streaming: "off",
                settings: [
                    "SYSTEM_PROMPT": Self.systemPrompt, "TEMPERATURE": "0", "MAX_TOKENS": "\(Self.maxTokens)",
                ]
            )
            try await bot.run { _ in
                try await sandbox.waitForCalls(of: "getUpdates")
                for turn in 0..<turns {
                    for (number, person) in people.enumerated() {
                        try await proxy.log.waitUntilQuiet(for: Self.quiet)
                        let message = await person.send(Questions(person: number)[turn])
                        _ = try await person.reply(after: message) { $0.isFromBot }
                    }
                }
                try await proxy.log.waitUntilQuiet(for: Self.quiet)
            }
        }
    }

    /// What the server read for each request: as it says there, or as it prints.
    private func counted(_ requests: [ModelRequest], _ process: LlamaServerProcess) throws -> [ModelRequest] {
        guard server == .llamaCppPython else { return requests }
        // It does one thing at a time, and prints a line for each when it is done.
        let counts = process.printed.split(separator: "\n").compactMap(Self.printedCount)
        guard counts.count == requests.count else {
            throw BenchmarkFailure("\(counts.count) counts are printed for \(requests.count) requests")
        }
        return zip(requests, counts).map { request, count in
            var request = request
            request.tokensRead = count
            return request
        }
    }

    /// `llama_perf_context_print: prompt eval time = 25.22 ms / 34 tokens (…)`
    private static func printedCount(_ line: Substring) -> Int? {
        guard line.contains("prompt eval time"), let count = line.split(separator: "/").dropFirst().first else {
            return nil
        }
        return count.split(separator: " ").first.flatMap { Int($0) }
    }
}
