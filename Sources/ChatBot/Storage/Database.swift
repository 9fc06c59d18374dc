public import Foundation
import GRDB

/// Everything lasting, in one SQLite file.
///
/// How SQLite is set, by its [`PRAGMA`s](https://sqlite.org/pragma.html):
/// - `journal_mode = WAL`: reading and writing go on side by side, and a killed process leaves the file whole. The newest commits are
///   in a file beside it, `-wal`; ``DiskSync`` has them moved (`wal_autocheckpoint = 0`: SQLite would keep a commit waiting for that).
/// - `synchronous = NORMAL`: a commit alone does not wait for the disk. It is there before anything is done that counts on it, also when
///   the power fails, by ``DiskSync``, which does at once for all what `FULL` would do for each, one after the other.
/// - `busy_timeout = 5000`: another program, such as a backup, may hold the lock for five seconds before that is an error, and the bot
///   tries again after it.
/// - `cache_size = -512`: half a megabyte for each of three connections. A turn reads a few rows at the end of an index.
/// - `foreign_keys = ON`: as GRDB has it; no table refers to another.
public struct Database: Sendable {
    let path: String
    let writer: any DatabaseWriter
    let now: @Sendable () -> Date
    /// Which file was opened; `nil` for one in memory.
    private let file: FileIdentity?
    /// `nil` where there is no disk.
    private let diskSync: DiskSync?
    /// Tries again to bring to the disk what is committed; without it, the first failure is thrown.
    var patience: Patience?

    /// Opens the database, creating it and its folder where they are missing. The file is for its owner alone (0600).
    ///
    /// - Parameters:
    ///   - path: A file's path; `:memory:` for a database that ends with the process.
    ///   - now: The time of day, kept with what arrives.
    /// - Throws: ``DatabaseError`` naming the path, in one line.
    public init(path: String, now: @escaping @Sendable () -> Date = { Date() }) throws {
        self.path = path
        self.now = now
        do {
            var configuration = Configuration()
            // Another process may hold the lock for a moment: a backup, or `sqlite3` in a terminal.
            configuration.busyMode = .timeout(5)
            // Every turn reads a few rows at the end of an index: two readers with half a megabyte each are enough, where
            // five with two would be most of the bot's memory.
            configuration.maximumReaderCount = 2
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -512") }
            if path == ":memory:" {
                file = nil
                writer = try DatabaseQueue(configuration: configuration)
            } else {
                try Self.createFile(at: path)
                file = FileIdentity(path)
                guard !Self.isForeign(path) else {
                    throw DatabaseError(path: path, reason: "is the database of another program; give another path")
                }
                writer = try DatabasePool(path: path, configuration: configuration)
            }
            let migrator = Self.migrator
            guard try writer.read({ try !migrator.hasBeenSuperseded($0) }) else {
                throw DatabaseError(path: path, reason: "was written by a newer version of LocalAIChat; use that one")
            }
            try migrator.migrate(writer)
            if file != nil {
                try writer.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_autocheckpoint = 0") }
            }
            diskSync = try file.map { _ in try DiskSync(path: path, configuration: configuration) }
        } catch {
            throw Self.explain(error, path: path)
        }
    }

    /// Whether a file is a database with other tables than ours. It is looked at without a change; what can't be read is left to the
    /// opening itself.
    private static func isForeign(_ path: String) -> Bool {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try? DatabaseQueue(path: path, configuration: configuration)
        let isForeign = try? queue?.read { db in
            try !db.tableExists("grdb_migrations") && Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") != 0
        }
        return isForeign ?? false
    }

    /// Writes and takes back one row, to see that the file can be written.
    ///
    /// - Throws: ``DatabaseError``.
    public func checkWritable() throws {
        do {
            try writer.writeWithoutTransaction { db in
                try db.inTransaction {
                    try db.execute(sql: "INSERT INTO conversation (chatID, messageThreadID, resetAt) VALUES (0, -1, 0)")
                    return .rollback
                }
            }
        } catch {
            throw Self.explain(error, path: path)
        }
    }

    /// A transaction that is on the disk when this returns; its error is a ``DatabaseError``, or the task was cancelled.
    ///
    /// Others see it before that: what one of them sends counts on a transaction of its own, which is not on the disk without this one.
    func write<T: Sendable>(_ body: @Sendable (GRDB.Database) throws -> T) async throws -> T {
        let result = try await writeSoon(body)
        try await sync()
        return result
    }

    /// A transaction that is seen by all others when this returns, and outlives the process, but maybe not a failure of the power. Any later
    /// ``write(_:)`` or ``sync()`` brings it to the disk; its error is as there.
    func writeSoon<T: Sendable>(_ body: @Sendable (GRDB.Database) throws -> T) async throws -> T {
        do {
            try checkFile()
            return try await writer.write(body)
        } catch let error as CancellationError {
            throw error
        } catch {
            throw Self.explain(error, path: path)
        }
    }

    /// Waits until all that was written by now is on the disk. Others may write meanwhile.
    ///
    /// What is committed must not be written once more because it could not be brought to the disk: only that is tried again.
    ///
    /// - Throws: ``DatabaseError``, or `CancellationError`.
    func sync() async throws {
        guard let diskSync else { return }
        let step = { @Sendable [path] () async throws in
            do {
                try await diskSync.sync()
            } catch {
                throw Self.explain(error, path: path)
            }
        }
        if let patience { try await patience(step) } else { try await step() }
    }

    /// Reads from one state of the database; its error is a ``DatabaseError``, or the task was cancelled.
    func read<T: Sendable>(_ body: @Sendable (GRDB.Database) throws -> T) async throws -> T {
        do {
            return try await writer.read(body)
        } catch let error as CancellationError {
            throw error
        } catch {
            throw Self.explain(error, path: path)
        }
    }

    /// What is written to a file that was deleted or moved is gone with the process, or is in a place where nobody looks.
    private func checkFile() throws {
        guard let file, FileIdentity(path) != file else { return }
        let reason = "was moved or deleted while the bot runs; put it back, or start the bot again with a new one"
        throw DatabaseError(path: path, reason: reason, isLost: true)
    }

    private static func createFile(at path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        guard !FileManager.default.fileExists(atPath: path) else {
            // SQLite would make a file beside it that is read-only as well, and stays so.
            guard access(path, W_OK) == 0 || errno != EACCES && errno != EROFS else {
                throw DatabaseError(path: path, reason: readOnly, mayPass: true)
            }
            return
        }
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            throw DatabaseError(path: path, reason: "can't be created: \(String(cString: strerror(errno)))")
        }
    }

    static func explain(_ error: any Error, path: String) -> DatabaseError {
        if let error = error as? DatabaseError { return error }
        guard let error = error as? GRDB.DatabaseError else {
            let reason = (error as NSError).localizedDescription
            return DatabaseError(path: path, reason: reason.split(whereSeparator: \.isNewline).joined(separator: " "))
        }
        let reason =
            switch error.resultCode {
            case .SQLITE_FULL: "the disk is full"
            case .SQLITE_READONLY: readOnly
            case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE: "the disk is full"
            case .SQLITE_CANTOPEN:
                "can't be opened: \(FileManager.default.isDirectory(path) ? "it is a folder" : "check the path and its permissions")"
            case .SQLITE_NOTADB, .SQLITE_CORRUPT:
                "is damaged or not an SQLite database; move it away or give another path"
            case .SQLITE_BUSY, .SQLITE_LOCKED: "is locked by another program"
            // Without the statement and its arguments: they hold what people wrote.
            default: "\(error.message ?? "error") (SQLite \(error.extendedResultCode.rawValue))"
            }
        let passing: [ResultCode] = [
            .SQLITE_FULL, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_IOERR, .SQLITE_PERM,
        ]
        return DatabaseError(
            path: path,
            reason: reason,
            mayPass: passing.contains(error.resultCode),
            isLost: [.SQLITE_NOTADB, .SQLITE_CORRUPT].contains(error.resultCode)
        )
    }

    private static let readOnly = "can't be written: it is read-only"
}

extension FileManager {
    fileprivate func isDirectory(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
    }
}
