import Foundation
import GRDB
import Synchronization

extension Database {
    /// Makes a bot the only one that works with this database, until the claim is released or the process ends.
    ///
    /// Two processes would both take up what is open, and answer it twice. And update ids and open turns are those of one
    /// bot: another one with this database would take new messages for old ones.
    ///
    /// - Throws: ``DatabaseError`` where another process has it, or where it is another bot's.
    func claim(forBot botID: Int64) throws -> DatabaseClaim {
        let claim = try DatabaseClaim(path: path)
        do {
            let owner = try writer.write { db in
                try db.execute(sql: "INSERT OR IGNORE INTO bot (singleton, id) VALUES (1, ?)", arguments: [botID])
                return try Int64.fetchOne(db, sql: "SELECT id FROM bot")
            }
            guard owner == botID else {
                throw DatabaseError(
                    path: path,
                    reason:
                        "belongs to another bot (its token begins with \(owner ?? 0)); give this one another DATABASE_URL"
                )
            }
            return claim
        } catch {
            claim.release()
            throw Self.explain(error, path: path)
        }
    }
}

/// The sole use of a database, by a lock on a file beside it that the system takes back when the process ends.
final class DatabaseClaim: Sendable {
    private let descriptor: Mutex<Int32?>

    fileprivate init(path: String) throws {
        guard path != ":memory:" else {
            descriptor = Mutex(nil)
            return
        }
        // The same for all ways that lead to it.
        let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path + ".lock"
        let opened = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else {
            throw DatabaseError(path: file, reason: "can't be created: \(String(cString: strerror(errno)))")
        }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            close(opened)
            throw DatabaseError(path: path, reason: "is in use by another localaichat; stop that one first")
        }
        descriptor = Mutex(opened)
    }

    func release() {
        descriptor.withLock { descriptor in
            if let descriptor { close(descriptor) }
            descriptor = nil
        }
    }

    deinit { release() }
}
