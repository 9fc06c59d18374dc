import Synchronization
import TelegramBotAPI
import TelegramSandbox
import Testing

@testable import LocalAIChat

@Suite("Telegram at the start", .timeLimit(.minutes(10))) struct TelegramStartupTests {
    /// Remembers for how long somebody slept, and lets nobody sleep but who waits for an answer.
    private final class WatchedClock: Clock, Sendable {
        typealias Instant = ContinuousClock.Instant

        let patience: Duration
        private let slept = Mutex<[Duration]>([])

        init(patience: Duration) { self.patience = patience }

        var naps: [Duration] { slept.withLock { $0 } }
        let now = ContinuousClock.now
        var minimumResolution: Duration { .zero }

        func sleep(until deadline: Instant, tolerance: Duration?) async throws {
            let duration = now.duration(to: deadline)
            slept.withLock { if duration != patience { $0.append(duration) } }
            // The limit on an answer, which is to come first.
            if duration == patience { try await ContinuousClock().sleep(for: .seconds(50)) }
        }
    }

    private final class Lines: Sendable {
        private let lines = Mutex<[String]>([])

        var all: [String] { lines.withLock { $0 } }

        func add(_ line: String) { lines.withLock { $0.append(line) } }
    }

    @Test("It waits as long as Telegram asks for, and asks nothing meanwhile")
    func floodControl() async throws {
        let said = Lines()
        let clock = WatchedClock(patience: .seconds(10))
        try await TelegramSandbox.withSandbox { sandbox, url in
            await sandbox.inject(.tooManyRequests(retryAfter: 3600), on: "getMe")
            try await withHTTPClient(BotAPIClient.makeHTTPClient()) { httpClient in
                let token = try #require(BotToken(sandbox.botToken))
                let client = try BotAPIClient(token: token, apiURL: url, httpClient: httpClient)
                let startup = TelegramStartup(client: client, url: url, clock: clock, patience: clock.patience) {
                    said.add($0)
                }
                #expect(try await startup.begin()?.username != nil)
            }
        }
        #expect(clock.naps == [.seconds(3600)])
        let lines = said.all
        #expect(lines.count == 2)
        #expect(lines.first?.contains("3600 s") == true && lines.last?.hasPrefix("Bot: @") == true, "\(lines)")
    }
}
