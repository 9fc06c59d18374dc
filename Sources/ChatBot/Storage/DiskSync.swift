import GRDB
import GRDBSQLite
import Synchronization

/// Brings what is written to the disk, without keeping others from writing meanwhile.
///
/// It has a connection of its own for that, because one that writes is busy until its commit is on the disk. One synchronization does for
/// all that was committed before it began, so that of many that wait for it at once none waits for more than two.
final class DiskSync: Sendable {
    private struct State {
        var isRunning = false
        var waiting: [CheckedContinuation<Void, any Error>] = []
        /// Since the log was moved into the database.
        var syncs = 0
        var hasFailed = false
    }

    /// After so many the log has a few megabytes.
    private static let syncsOfLog = 100

    private let connection: DatabaseQueue
    private let state = Mutex(State())

    /// - Parameter path: A database that is open, with a write-ahead log.
    init(path: String, configuration: Configuration) throws {
        connection = try DatabaseQueue(path: path, configuration: configuration)
        // The log is opened with the first look into it.
        try connection.read { db in _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") }
    }

    /// Waits until all that was committed by now is on the disk, also where the task is cancelled.
    func sync() async throws {
        try await withCheckedThrowingContinuation { continuation in
            let isFirst = state.withLock { state in
                state.waiting.append(continuation)
                defer { state.isRunning = true }
                return !state.isRunning
            }
            if isFirst { connection.asyncWriteWithoutTransaction { self.run($0) } }
        }
    }

    private func run(_ db: GRDB.Database) {
        while true {
            let waiting = state.withLock { state in
                defer { state.waiting = [] }
                state.isRunning = !state.waiting.isEmpty
                return state.waiting
            }
            guard !waiting.isEmpty else { return }
            let result = Result { try sync(db) }
            for continuation in waiting { continuation.resume(with: result) }
            if state.withLock({ $0.syncs >= Self.syncsOfLog }) { moveLog(of: db) }
        }
    }

    private func sync(_ db: GRDB.Database) throws {
        do {
            if state.withLock(\.hasFailed) {
                // The system may have given up what it could not write, and would say now that all is well. So it is written once more.
                let log = try db.checkpoint(.passive)
                guard log.walFrameCount == log.checkpointedFrameCount else {
                    throw GRDB.DatabaseError(resultCode: .SQLITE_BUSY)
                }
            } else {
                try Self.syncLog(of: db)
            }
            state.withLock { state in
                state.syncs += 1
                state.hasFailed = false
            }
        } catch {
            state.withLock { $0.hasFailed = true }
            throw error
        }
    }

    /// Moves what is in the log into the database, so that it can begin anew. Where that fails it grows, until it is tried again.
    private func moveLog(of db: GRDB.Database) {
        _ = try? db.checkpoint(.passive)
        state.withLock { $0.syncs = 0 }
    }

    /// What a commit does with `synchronous = FULL`, and with `NORMAL` does not: <https://sqlite.org/pragma.html#pragma_synchronous>.
    private static func syncLog(of db: GRDB.Database) throws {
        var log: UnsafeMutablePointer<sqlite3_file>?
        let found = sqlite3_file_control(db.sqliteConnection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log)
        guard found == SQLITE_OK, let log, let sync = log.pointee.pMethods?.pointee.xSync else {
            throw GRDB.DatabaseError(resultCode: .SQLITE_IOERR)
        }
        let resultCode = sync(log, SQLITE_SYNC_NORMAL)
        guard resultCode == SQLITE_OK else { throw GRDB.DatabaseError(resultCode: ResultCode(rawValue: resultCode)) }
    }
}
