import GRDB

@testable import ChatBot

extension BotDatabase {
    /// Refuses every change from now on, as a file does that is read-only.
    ///
    /// Not by `PRAGMA query_only`: for a database in memory GRDB sets that itself with every look into it, and back.
    ///
    /// - Returns: What takes changes again when it is handed to ``takeChanges(after:)``.
    func refuseChanges() async throws -> Refusal {
        let refusal = Refusal()
        try await writer.writeWithoutTransaction { $0.add(transactionObserver: refusal, extent: .databaseLifetime) }
        return refusal
    }

    func takeChanges(after refusal: Refusal) async throws {
        try await writer.writeWithoutTransaction { $0.remove(transactionObserver: refusal) }
    }

    final class Refusal: TransactionObserver, Sendable {
        func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
        func databaseDidChange(with event: DatabaseEvent) {}
        func databaseWillCommit() throws { throw GRDB.DatabaseError(resultCode: .SQLITE_READONLY) }
        func databaseDidCommit(_ db: GRDB.Database) {}
        func databaseDidRollback(_ db: GRDB.Database) {}
    }
}
