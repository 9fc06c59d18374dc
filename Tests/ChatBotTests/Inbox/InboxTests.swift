import Foundation
import Logging
import TelegramBotAPI
import TestClocks
import Testing

@testable import ChatBot

/// What is said to Telegram, and when.
@Suite struct InboxTests {
    private static func update(_ number: Int) throws -> Update {
        let json = """
            {"update_id":\(number),"message":{"message_id":\(number),"date":0,"text":"question \(number)",\
            "chat":{"id":5,"type":"private"},"from":{"id":5,"is_bot":false,"first_name":"Anna"}}}
            """
        return try #require(Update(json: json.utf8))
    }

    /// A question is handed on at once, and Telegram hears that it is safe when it is on the disk.
    @Test func nothingIsConfirmedThatIsNotOnTheDisk() async throws {
        let disk = try FaultyDisk()
        defer { disk.remove() }
        let clock = ManualClock()
        let logger = Logger(label: "test")
        let patience = Patience(clock: clock, backOff: BackOff { $0.lowerBound }, logger: logger)
        var database = try BotDatabase(path: "\(disk.folder)/bot.sqlite")
        database.patience = patience
        // The first is for what a run before has left.
        disk.plan(DiskFault(kind: .unsynced, number: 2, isForGood: true))
        let (handed, hand) = AsyncStream.makeStream(of: Turn.self)
        let inbox = Inbox(
            reader: IncomingReader(bot: User(id: 1, isBot: true, firstName: "Bot")),
            database: database,
            messageIDs: MessageIDs(highest: [:]),
            patience: patience,
            logger: logger
        ) { arrival, _ in hand.yield(arrival.turn) }
        let (updates, update) = AsyncStream.makeStream(of: ReceivedUpdate.self)
        let (confirmations, confirm) = AsyncStream.makeStream(of: Int.self)
        let running = Task { try await inbox.run(updates) }
        for number in 1...3 {
            update.yield(ReceivedUpdate(update: try Self.update(number)) { confirm.yield(number) })
        }
        var turns = handed.makeAsyncIterator()
        for number in 1...3 { #expect(await turns.next()?.incoming.event == .text("question \(number)")) }
        await clock.sleepers(1)
        confirm.yield(0)
        disk.plan(nil)
        update.finish()
        let time = Task {
            while !Task.isCancelled {
                clock.advance(by: .seconds(1))
                try? await Task.sleep(for: .milliseconds(1))
            }
        }
        try await running.value
        time.cancel()
        confirm.finish()
        let order = await confirmations.reduce(into: []) { $0.append($1) }
        #expect(order.first == 0)
        #expect(order.sorted() == [0, 1, 2, 3])
    }
}
