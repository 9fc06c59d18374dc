import Foundation
import TelegramSandbox

/// Somebody who is told 1,000 tokens at the pace of a usual model, with one kind of streaming.
struct DeliveryScene: Sendable {
    var streaming: String
    private static let pace = PacedModel.Pace(tokensPerSecond: 30, tokens: 1000)

    func measure() async throws -> FootprintFigures.Delivery {
        let model = PacedModel()
        return try await model.serve { llamaURL in
            try await TelegramSandbox.withSandbox { sandbox, url in
                let bot = BotProcess(
                    telegramURL: url,
                    token: sandbox.botToken,
                    llamaURL: llamaURL,
                    streaming: streaming
                )
                let person = await sandbox.person(firstName: "Anna")
                return try await bot.run { processID in
                    try await sandbox.waitForCalls(of: "getUpdates")
                    // What the first answer of all sets up is not what 1,000 tokens cost.
                    try await ask("First?", .init(tokensPerSecond: 100, tokens: 5), person, model)
                    let cpu = ProcessTime.used(by: processID)
                    let before = try ProcessMemory(of: processID)
                    try await ask("Second?", Self.pace, person, model)
                    let used = ProcessTime.used(by: processID).flatMap { after in cpu.map { after - $0 } }
                    return FootprintFigures.Delivery(
                        streaming: streaming,
                        tokensPerSecond: Self.pace.tokensPerSecond,
                        cpuMilliseconds: used?.milliseconds ?? .nan,
                        before: before,
                        after: try ProcessMemory(of: processID)
                    )
                }
            }
        }
    }

    private func ask(
        _ question: String,
        _ pace: PacedModel.Pace,
        _ person: Person,
        _ model: PacedModel
    ) async throws {
        await model.prepare(question, pace)
        let message = await person.send(question)
        let last = "\(PacedModel.wordPrefix)\(pace.tokens)"
        _ = try await person.reply(after: message, timeout: .seconds(180)) { $0.isFromBot && $0.text.contains(last) }
    }
}
