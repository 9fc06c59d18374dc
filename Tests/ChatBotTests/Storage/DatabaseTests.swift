import Foundation
import GRDB
import LlamaServer
import Synchronization
import TelegramMarkdown
import Testing

@testable import ChatBot

@Suite(.timeLimit(.minutes(10))) struct DatabaseTests {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("localaichat-\(UUID().uuidString)")
    var path: String { folder.appendingPathComponent("new/bot.sqlite").path }

    private func incoming(_ text: String, chatID: Int64 = 1, messageThreadID: Int? = nil) -> Incoming {
        Incoming(
            conversation: ConversationID(chatID: chatID, messageThreadID: messageThreadID),
            messageID: 1,
            isInGroup: false,
            event: .text(text)
        )
    }

    private func say(
        _ question: String,
        _ answer: String,
        chatID: Int64 = 1,
        topic: Int? = nil,
        update: Int,
        in database: BotDatabase
    ) async throws {
        let incoming = incoming(question, chatID: chatID, messageThreadID: topic)
        let turn = try #require(try await database.receive(incoming, updateID: update)).turn
        let exchange = Exchange(question: question, answer: answer)
        try await database.store(Reply(answer, to: incoming), exchange: exchange, of: turn)
        try await database.close(turn)
    }

    @Test func isCreatedForItsOwnerAlone() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try BotDatabase(path: path)
        try database.checkWritable()
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func remembersAfterItIsOpenedAgain() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            let database = try BotDatabase(path: path)
            for number in 0..<15 { try await say("q\(number)", "a\(number)", update: number, in: database) }
            try await say("elsewhere", "other", chatID: 2, update: 100, in: database)
            try await say("topic", "other", topic: 7, update: 101, in: database)
            _ = try await database.receive(incoming("open"), updateID: 102)
        }
        let database = try BotDatabase(path: path)
        let open = try await database.openTurns()
        #expect(open.map(\.incoming.event) == [.text("open")])
        let last = try await database.history(of: ConversationID(chatID: 1)).messages.suffix(4)
        #expect(last.map(\.content) == ["q13", "a13", "q14", "a14"])
        #expect(last.map(\.role) == [.user, .assistant, .user, .assistant])
    }

    @Test func takesAnUpdateOnce() async throws {
        let database = try BotDatabase(path: ":memory:")
        let turn = try #require(try await database.receive(incoming("a"), updateID: 5)).turn
        #expect(try await database.receive(incoming("a"), updateID: 5) == nil)
        try await database.close(turn)
        #expect(try await database.receive(incoming("a"), updateID: 5) == nil)
    }

    @Test func aResetForgetsAlsoWhatIsStillBeingAnswered() async throws {
        let database = try BotDatabase(path: ":memory:")
        try await say("My name is Anna", "Hi Anna", update: 1, in: database)
        try await say("other chat", "stays", chatID: 2, update: 2, in: database)
        let running = try #require(try await database.receive(incoming("still running"), updateID: 3)).turn
        let reset = try #require(try await database.receive(incoming("/start"), updateID: 4)).turn

        try await database.reset(ConversationID(chatID: 1), at: reset)
        try await database.store(
            Reply("late", to: running.incoming),
            exchange: Exchange(question: "still running", answer: "late"),
            of: running
        )

        #expect(try await database.history(of: ConversationID(chatID: 1)).messages.isEmpty)
        #expect(try await database.history(of: ConversationID(chatID: 2)).messages.count == 2)
        #expect(try await database.parts(of: running).map(\.isSent) == [false])
    }

    @Test func aPartIsSentOnce() async throws {
        let database = try BotDatabase(path: ":memory:")
        let turn = try #require(try await database.receive(incoming("long"), updateID: 1)).turn
        try await database.store(
            Reply(String(repeating: "word ", count: 2000), to: turn.incoming),
            exchange: nil,
            of: turn
        )
        #expect(try await database.parts(of: turn).map(\.isSent) == [false, false, false])
        try await database.markSent(part: 0, of: turn, messageID: 77)
        #expect(try await database.parts(of: turn).map(\.isSent) == [true, false, false])
        #expect(try await database.nextUnsentPart(of: turn)?.number == 1)
        #expect(try await database.state(of: turn) == .generated)
        try await database.close(turn)
        #expect(try await database.openTurns().isEmpty)
    }

    @Test func aGroupThatMovesTakesItsConversationAlong() async throws {
        let database = try BotDatabase(path: ":memory:")
        try await say("q", "a", chatID: -5, update: 1, in: database)
        let waiting = try #require(try await database.receive(incoming("waiting", chatID: -5), updateID: 2)).turn
        try await database.migrate(chatID: -5, to: -1005)
        #expect(try await database.history(of: waiting.incoming.conversation).messages.count == 2)

        // What was asked in the group is answered and remembered in the supergroup.
        #expect(try await database.current(waiting.incoming.conversation).chatID == -1005)
        try await database.store(
            Reply("answer", to: waiting.incoming),
            exchange: Exchange(question: "waiting", answer: "answer"),
            of: waiting
        )
        let turn = try #require(try await database.receive(incoming("now", chatID: -1005), updateID: 3)).turn
        #expect(try await database.history(of: turn.incoming.conversation).messages.count == 4)
    }

    /// The supergroup's message with the same id is another one.
    @Test func messagesOfAGroupThatMovesAreNotChangedAnyMore() async throws {
        let database = try BotDatabase(path: ":memory:")
        let turn = try #require(try await database.receive(incoming("long", chatID: -5), updateID: 1)).turn
        let part = Reply.Part(FormattedText("Half"))
        try await database.keepPreview(part, number: 0, of: turn, messageID: 7, isSettled: true)
        try await database.keepPreview(part, number: 1, of: turn, messageID: 8, isSettled: false)
        try await database.beginPreview(part, number: 2, of: turn, sendingAfter: 8)
        try await database.migrate(chatID: -5, to: -1005)
        #expect(try await database.parts(of: turn).map(\.messageID) == [nil, nil, nil])
        #expect(try await database.parts(of: turn).map(\.isSent) == [true, false, false])
        #expect(try await database.sendingAfter(part: 2, of: turn) == nil)
    }

    @Test func aResetInTheSupergroupIsNotUndoneByMovingAgain() async throws {
        let database = try BotDatabase(path: ":memory:")
        let old = try #require(try await database.receive(incoming("old", chatID: -5), updateID: 1)).turn
        let reset = try #require(try await database.receive(incoming("/start", chatID: -1005), updateID: 2)).turn
        try await database.migrate(chatID: -5, to: -1005)
        try await database.reset(reset.incoming.conversation, at: reset)
        try await database.migrate(chatID: -5, to: -1005)
        try await database.store(
            Reply("late", to: old.incoming),
            exchange: Exchange(question: "old", answer: "late"),
            of: old
        )
        let later = try #require(try await database.receive(incoming("later", chatID: -1005), updateID: 3)).turn
        #expect(try await database.history(of: later.incoming.conversation).messages.isEmpty)
    }

    @Test func whatWaitsInAChatThatIsGoneIsClosed() async throws {
        let time = Mutex(Date(timeIntervalSince1970: 1_000_000))
        let database = try BotDatabase(path: ":memory:") { time.withLock { $0 } }
        let gone = try #require(try await database.receive(incoming("a"), updateID: 1)).turn
        let other = try #require(try await database.receive(incoming("b", chatID: 2), updateID: 2)).turn
        let refusal = time.withLock { $0 }
        time.withLock { $0 += 1 }
        let back = try #require(try await database.receive(incoming("c"), updateID: 3)).turn
        try await database.closeTurns(ofChat: 1, receivedBy: refusal)
        #expect(try await database.state(of: gone) == .failed)
        #expect(try await database.state(of: other) == .received)
        #expect(try await database.openTurns() == [other, back])
    }

    /// Somebody blocks the bot, which finds that out by another message, while the answer is written.
    @Test func anAnswerToAClosedQuestionIsNotKept() async throws {
        let database = try BotDatabase(path: ":memory:")
        let turn = try #require(try await database.receive(incoming("secret"), updateID: 1)).turn
        _ = try await database.begin(turn)
        try await database.closeTurns(ofChat: 1, receivedBy: .distantFuture)
        let exchange = Exchange(question: "secret", answer: "answer")
        try await database.store(Reply("answer", to: turn.incoming), exchange: exchange, of: turn)
        #expect(try await database.state(of: turn) == .failed)
        #expect(try await database.parts(of: turn).isEmpty)
        #expect(try await database.history(of: ConversationID(chatID: 1)).messages.isEmpty)
    }

    @Test(arguments: [
        "SELECT id, incoming FROM turn WHERE incoming IS NOT NULL ORDER BY id",
        "SELECT id FROM turn WHERE chatID = 1 AND incoming IS NOT NULL AND receivedAt <= 5",
        "SELECT id FROM turn WHERE chatID = 1 AND messageThreadID = 0 AND id > 5 AND incoming IS NOT NULL ORDER BY id",
        "SELECT state, isWaiting, attempts, incoming IS NOT NULL FROM turn WHERE id = 1",
        "SELECT resetAt, contextStart FROM conversation WHERE chatID = 1 AND messageThreadID = 0",
        "SELECT count(*), max(id) FROM message WHERE chatID = 1 AND messageThreadID = 0 AND id >= 5",
        """
        SELECT messageID FROM part JOIN turn ON turn.id = turnID
        WHERE messageID BETWEEN 1 AND 8 AND chatID BETWEEN 1 AND 2
        """,
        "SELECT id FROM turn WHERE incoming IS NULL AND receivedAt < 5 AND +id < 9 ORDER BY receivedAt LIMIT 5",
        "SELECT id, turnID FROM message WHERE createdAt < 5 ORDER BY createdAt, id LIMIT 5",
        "SELECT role FROM message WHERE chatID = 1 AND messageThreadID = 0 AND turnID < 9 ORDER BY id DESC LIMIT 20",
    ])
    func noQueryReadsAWholeTable(sql: String) async throws {
        let database = try BotDatabase(path: ":memory:")
        let plan = try await database.writer.read { db in
            try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(sql)").map { $0["detail"] as String }
        }
        #expect(plan.allSatisfy { !$0.hasPrefix("SCAN") || $0.contains("USING INDEX turnOpen") }, "\(plan)")
        #expect(plan.allSatisfy { !$0.contains("TEMP B-TREE") }, "\(plan)")
    }

    @Test func aTurnThatCannotBeReadIsClosed() async throws {
        let database = try BotDatabase(path: ":memory:")
        _ = try await database.receive(incoming("good"), updateID: 1)
        _ = try await database.receive(incoming("bad"), updateID: 2)
        try await database.writer.write { db in
            try db.execute(sql: "UPDATE turn SET incoming = 'rubbish' WHERE updateID = 2")
        }
        #expect(try await database.openTurns().map(\.incoming.event) == [.text("good")])
        #expect(try await database.openTurns().count == 1)
    }

    @Test func oneProcessAndOneBotAtATime() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try BotDatabase(path: path)
        let claim = try database.claim(forBot: 1)
        let inUse = #expect(throws: BotDatabaseError.self) { try BotDatabase(path: path).claim(forBot: 1) }
        #expect(inUse?.description == "database \(path): is in use by another localaichat; stop that one first")
        claim.release()
        let another = #expect(throws: BotDatabaseError.self) { try database.claim(forBot: 2) }
        #expect(another?.description.contains("belongs to another bot") == true)
        // The refused one has not kept the lock.
        try database.claim(forBot: 1).release()
    }

    @Test func brokenFilesAreNamedInOneLine() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        func file(_ name: String) -> String { folder.appendingPathComponent(name).path }
        try Data("this is not a database at all, but long enough to look".utf8).write(
            to: URL(fileURLWithPath: file("text"))
        )
        try FileManager.default.createDirectory(atPath: file("folder"), withIntermediateDirectories: true)
        let newer = try DatabaseQueue(path: file("newer"))
        var migrator = BotDatabase.migrator
        migrator.registerMigration("from the future") { _ in }
        try migrator.migrate(newer)

        for (name, reason) in [
            ("text", "is damaged or not an SQLite database; move it away or give another path"),
            ("folder", "can't be opened: it is a folder"),
            ("newer", "was written by a newer version of LocalAIChat; use that one"),
        ] {
            let error = #expect(throws: BotDatabaseError.self) { try BotDatabase(path: file(name)) }
            #expect(error?.description == "database \(file(name)): \(reason)")
        }
        let below = #expect(throws: BotDatabaseError.self) { try BotDatabase(path: file("text") + "/below") }
        #expect(below?.description.contains("\n") == false)
        #expect(below?.description.hasPrefix("database \(file("text"))/below: ") == true)
    }
}
