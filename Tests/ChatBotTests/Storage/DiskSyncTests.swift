import Foundation
import GRDB
import Logging
import TestClocks
import Testing

@testable import ChatBot

/// What is on the disk, and when.
@Suite struct DiskSyncTests {
    private func incoming(_ text: String) -> Incoming {
        Incoming(conversation: ConversationID(chatID: 1), messageID: 1, isInGroup: false, event: .text(text))
    }

    /// The questions that are there after the power has failed.
    private func questionsAfterPowerCut(
        on disk: FaultyDisk,
        _ body: (BotDatabase) async throws -> Void
    ) async throws -> [Incoming.Event] {
        let path = "\(disk.folder)/bot.sqlite"
        do {
            let database = try BotDatabase(path: path)
            try await body(database)
            disk.switchOff()
        }
        try await disk.switchOn { true }
        return try await BotDatabase(path: path).openTurns().map(\.incoming.event)
    }

    /// Telegram would not send again what it knows received.
    @Test func whatIsWrittenIsOnTheDisk() async throws {
        let disk = try FaultyDisk()
        defer { disk.remove() }
        let questions = try await questionsAfterPowerCut(on: disk) { database in
            let first = try #require(try await database.receive(incoming("closed"), updateID: 1)).turn
            _ = try await database.receive(incoming("open"), updateID: 2)
            try await database.close(first)
            _ = try await database.receive(incoming("late"), updateID: 3)
        }
        #expect(questions == [.text("open")])
    }

    @Test func whatIsReceivedIsOnTheDiskWhenItIsSynchronized() async throws {
        let disk = try FaultyDisk()
        defer { disk.remove() }
        let questions = try await questionsAfterPowerCut(on: disk) { database in
            for number in 1...3 { _ = try await database.receive(incoming("\(number)"), updateID: number) }
            try await database.sync()
            _ = try await database.receive(incoming("late"), updateID: 4)
        }
        #expect(questions == (1...3).map { .text("\($0)") })
    }

    /// So often that the log is moved into the database meanwhile.
    @Test func manyAtOnceAreAllOnTheDisk() async throws {
        let disk = try FaultyDisk()
        defer { disk.remove() }
        let questions = try await questionsAfterPowerCut(on: disk) { database in
            for round in 0..<30 {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<10 {
                        group.addTask {
                            _ = try await database.receive(incoming("\(number)"), updateID: 10 * round + number)
                            try await database.sync()
                        }
                    }
                    try await group.waitForAll()
                }
            }
        }
        #expect(questions.count == 300)
    }

    /// It is committed by then.
    @Test func aFailureToSynchronizeDoesNotWriteTwice() async throws {
        let disk = try FaultyDisk()
        defer { disk.remove() }
        let clock = ManualClock()
        let questions = try await questionsAfterPowerCut(on: disk) { database in
            var database = database
            let patience = Patience(clock: clock, backOff: BackOff { $0.lowerBound }, logger: Logger(label: "test"))
            database.patience = patience
            _ = try await database.receive(incoming("open"), updateID: 1)
            disk.plan(DiskFault(kind: .unsynced, number: 1, isForGood: false))
            let counting = Task { [database] in try await patience { try await database.count(.sendsInDoubt) } }
            await clock.sleepers(1)
            #expect(disk.hasStruck)
            disk.plan(nil)
            clock.advance(by: .seconds(60))
            try await counting.value
            #expect(try await database.tallies() == [.sendsInDoubt: 1])
        }
        #expect(questions == [.text("open")])
    }
}
