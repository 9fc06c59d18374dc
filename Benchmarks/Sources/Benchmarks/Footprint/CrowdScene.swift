import Foundation
import TelegramSandbox

/// Many people who have all asked something: some are being answered, and the others see their place in the queue.
struct CrowdScene: Sendable {
    static let chats = 1000
    /// Slots of a server at somebody's home.
    static let fewSlots = 4
    /// How many answers the server writes at once.
    var slots: Int
    /// In which they begin.
    private static let spread = Duration.seconds(10)
    private static let pace = PacedModel.Pace(tokensPerSecond: 2, tokens: 50)

    func measure() async throws -> FootprintFigures.Crowd {
        let model = PacedModel(slots: slots)
        return try await model.serve { llamaURL in
            try await TelegramSandbox.withSandbox { sandbox, url in
                let bot = BotProcess(telegramURL: url, token: sandbox.botToken, llamaURL: llamaURL, streaming: "auto")
                var people: [Person] = []
                for number in 0..<Self.chats { people.append(await sandbox.person(firstName: "Anna \(number)")) }
                for person in people { await model.prepare("Question of \(person.firstName)?", Self.pace) }
                return try await bot.run { [people] processID in
                    try await sandbox.waitForCalls(of: "getUpdates")
                    let before = try ProcessMemory(of: processID)
                    let cpu = ProcessTime.used(by: processID)
                    let start = ContinuousClock.now
                    async let allAsked: Void = Self.askAll(people, from: start)
                    // The last ones have been asked for, and the first ones are not complete.
                    try await Task.sleep(until: start + Self.spread + .seconds(10))
                    let during = try ProcessMemory(of: processID)
                    let running = await model.running
                    guard running > slots * 9 / 10 else {
                        throw BenchmarkFailure("only \(running) of \(slots) answers are written at once")
                    }
                    var crowd = FootprintFigures.Crowd(chats: Self.chats, slots: slots, before: before, during: during)
                    // It would take hours until few slots have answered all.
                    guard slots == Self.chats else { return crowd }
                    try await allAsked
                    crowd.after = try ProcessMemory(of: processID)
                    let used = ProcessTime.used(by: processID).flatMap { after in cpu.map { after - $0 } }
                    crowd.cpuMilliseconds = used?.milliseconds
                    return crowd
                }
            }
        }
    }

    private static func askAll(_ people: [Person], from start: ContinuousClock.Instant) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, person) in people.enumerated() {
                group.addTask {
                    try await Task.sleep(until: start + spread * number / chats)
                    let message = await person.send("Question of \(person.firstName)?")
                    _ = try await person.reply(after: message, timeout: .seconds(300)) {
                        $0.isFromBot && $0.text.contains("\(PacedModel.wordPrefix)\(pace.tokens)")
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
