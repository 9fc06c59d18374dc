import Foundation
import GRDB

extension Database {
    /// Copies a database into a new file, as it is at one moment, also while a bot works with it.
    ///
    /// The copy is made by `VACUUM INTO`, which reads in one transaction, so that the bot writes on meanwhile, and writes
    /// the rows anew: the file is as small as can be, needs no `-wal` beside it, holds nothing of what was deleted, and no damage to
    /// an index is passed on. (SQLite's backup API copies pages, with all that is in them.) The copy is
    /// looked through before it gets its name.
    ///
    /// - Parameters:
    ///   - path: The database. It is only read: one that is not there is not created.
    ///   - target: The new file's path, in a folder that is there. The file is for its owner alone (0600), and is there complete or
    ///     not at all.
    ///   - isReplacing: Whether a file that is there is replaced.
    /// - Throws: ``DatabaseError``, also where the task was cancelled. No file is left behind then, and one that was there stays.
    public static func backup(
        path: String,
        to target: String,
        isReplacing: Bool = false
    ) async throws(DatabaseError) -> BackupSummary {
        guard path != ":memory:" else {
            throw DatabaseError(path: path, reason: "is nowhere but in the bot's memory, and can't be saved")
        }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw DatabaseError(path: path, reason: "is not there; run this where the bot runs, or set DATABASE_URL")
        }
        guard !isFolder.boolValue else {
            throw DatabaseError(path: path, reason: "can't be opened: it is a folder")
        }
        let file = try BackupFile(target, ofDatabase: path, isReplacing: isReplacing)
        do {
            let source = try openForReading(path)
            try await source.read { try checkOrigin($0, path: path) }
            try file.create()
            try await copy(source, path: path, to: file)
            var summary = try await lookThrough(file)
            summary.bytes = try file.finish()
            return summary
        } catch {
            file.discard()
            throw explain(backupError: error, path: path, target: target)
        }
    }

    private static func openForReading(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    private static func checkOrigin(_ db: GRDB.Database, path: String) throws {
        guard try !migrator.hasBeenSuperseded(db) else {
            throw DatabaseError(path: path, reason: "was written by a newer version of LocalAIChat; use that one")
        }
        guard try db.tableExists("turn"), try db.tableExists("message") else {
            throw DatabaseError(path: path, reason: "is no database of LocalAIChat")
        }
    }

    private static func copy(_ source: DatabaseQueue, path: String, to file: BackupFile) async throws {
        do {
            // Not in a transaction, which it is itself.
            try await source.writeWithoutTransaction { db in
                try db.execute(sql: "VACUUM INTO ?", arguments: [file.temporary])
            }
        } catch let error as GRDB.DatabaseError
            where [.SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CANTOPEN].contains(error.resultCode)
        {
            // Reading gives none of these, so it is the copy's disk.
            throw explain(error, path: file.target)
        }
    }

    /// - Returns: What is in the copy, without its size.
    private static func lookThrough(_ file: BackupFile) async throws -> BackupSummary {
        try await openForReading(file.temporary).read { db in
            guard try String.fetchAll(db, sql: "PRAGMA quick_check(1)") == ["ok"] else {
                throw DatabaseError(path: file.target, reason: "came out damaged; try again on another disk")
            }
            return BackupSummary(
                messages: try Int.fetchOne(db, sql: "SELECT count(*) FROM message") ?? 0,
                openTurns: try Int.fetchOne(db, sql: "SELECT count(*) FROM turn WHERE incoming IS NOT NULL") ?? 0,
                bytes: 0
            )
        }
    }

    private static func explain(backupError error: any Error, path: String, target: String) -> DatabaseError {
        let isInterrupted = (error as? GRDB.DatabaseError)?.resultCode == .SQLITE_INTERRUPT
        guard !isInterrupted, !(error is CancellationError) else {
            return DatabaseError(path: target, reason: "the backup was interrupted, and nothing was saved")
        }
        return explain(error, path: path)
    }
}
