import GRDBSQLite

/// What goes wrong with a disk, and when.
struct DiskFault: Sendable, Hashable {
    enum Kind: String, Sendable, Hashable, CaseIterable {
        /// No room: nothing can be written, neither can a file be made or grow.
        case full
        /// Of what is written only the first half arrives, and the disk is full.
        case torn
        /// The disk can't be written any more.
        case broken
        /// What is written is never sure to be there.
        case unsynced
    }

    var kind: Kind
    /// Which of the operations that can fail in this way does, counted from 1.
    var number: Int
    /// Whether all of them fail from then on.
    var isForGood: Bool
}

/// What SQLite does to a disk that may fail.
enum DiskOperation: Sendable, Hashable {
    case create
    case write
    case sync
    case truncate
    case delete
    /// Of the index of the write-ahead log, which lies in shared memory.
    case growIndex
}

extension DiskFault.Kind {
    /// What SQLite is told of an operation; `nil` where it does not fail in this way.
    func resultCode(of operation: DiskOperation) -> CInt? {
        switch (self, operation) {
        case (.full, .create), (.broken, .create): SQLITE_CANTOPEN
        case (.full, .write), (.torn, .write): SQLITE_FULL
        case (.full, .growIndex): SQLITE_IOERR | 19 << 8  // SQLITE_IOERR_SHMSIZE
        case (.broken, .write): SQLITE_IOERR | 3 << 8  // SQLITE_IOERR_WRITE
        case (.broken, .truncate): SQLITE_IOERR | 6 << 8  // SQLITE_IOERR_TRUNCATE
        case (.broken, .delete): SQLITE_IOERR | 10 << 8  // SQLITE_IOERR_DELETE
        case (.broken, .growIndex): SQLITE_IOERR | 21 << 8  // SQLITE_IOERR_SHMMAP
        case (.broken, .sync), (.unsynced, .sync): SQLITE_IOERR | 4 << 8  // SQLITE_IOERR_FSYNC
        case (.full, .sync), (.full, .truncate), (.full, .delete): nil
        case (.torn, _), (.unsynced, _): nil
        }
    }
}
