import Foundation

/// The file that a copy of a database is written to: under a name of its own until it is complete, so that half a copy never
/// has the name that was asked for.
struct BackupFile {
    let target: String
    /// Beside the target, because only within a file system a file changes its name in one step.
    let temporary: String
    private let isReplacing: Bool

    /// - Parameters:
    ///   - source: The database that is copied.
    ///   - isReplacing: Whether a file that is there may be replaced.
    /// - Throws: ``DatabaseError`` where the target is a folder, is there already or belongs to the source.
    init(_ target: String, ofDatabase source: String, isReplacing: Bool) throws(DatabaseError) {
        self.target = target
        self.isReplacing = isReplacing
        temporary = "\(target).\(UUID().uuidString.prefix(8)).part"
        let kind = FileKind(target)
        guard kind != .folder, !target.isEmpty, !target.hasSuffix("/") else {
            throw DatabaseError(path: target, reason: "is a folder; give the path of a new file")
        }
        guard !Self.places(ofDatabase: source).contains(Self.place(of: target)), !Self.isSameFile(target, source) else {
            throw DatabaseError(path: target, reason: "belongs to the database itself; give another path")
        }
        try checkThatTargetIsFree()
    }

    private func checkThatTargetIsFree() throws(DatabaseError) {
        switch FileKind(target) {
        case .none: break
        case .file where isReplacing: break
        case .file: throw DatabaseError(path: target, reason: "is there already; only --force replaces it")
        case .folder, .other: throw DatabaseError(path: target, reason: "is there already, and is no file")
        }
        // SQLite would take them for changes to the copy that still have to be made.
        for sibling in ["-wal", "-journal"] where FileKind(target + sibling) != .none {
            throw DatabaseError(path: target + sibling, reason: "is left of another database; move it away first")
        }
    }

    /// Makes the temporary file, empty and for its owner alone.
    func create() throws(DatabaseError) {
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("can't be created") }
        close(descriptor)
    }

    /// Puts the complete copy in the target's place, and both on the disk.
    ///
    /// - Returns: Its size in bytes.
    func finish() throws(DatabaseError) -> Int {
        let size = try synchronise(temporary)
        try checkThatTargetIsFree()
        guard rename(temporary, target) == 0 else { throw failure("can't be given its name") }
        // The name is on the disk when its folder is. Where a file system can't do that, the copy is there all the same.
        _ = try? synchronise(Self.folder(of: target))
        return size
    }

    /// Takes away what there is of an incomplete copy.
    func discard() {
        for path in [temporary, temporary + "-journal"] { unlink(path) }
    }

    /// SQLite leaves that to the system where it writes a whole new database.
    private func synchronise(_ path: String) throws(DatabaseError) -> Int {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("can't be read again") }
        defer { close(descriptor) }
        var status = stat()
        guard fsync(descriptor) == 0, fstat(descriptor, &status) == 0 else {
            throw failure("can't be kept on the disk")
        }
        return Int(status.st_size)
    }

    private func failure(_ what: String) -> DatabaseError {
        DatabaseError(path: target, reason: "\(what): \(String(cString: strerror(errno)))", mayPass: true)
    }
}

extension BackupFile {
    /// All that SQLite and the bot keep beside a database belongs to it.
    private static func places(ofDatabase path: String) -> Set<String> {
        let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let files = [path, resolved].flatMap { path in
            ["", "-wal", "-shm", "-journal", ".lock"].map { path + $0 }
        }
        return Set(files.map(place))
    }

    /// A path that is the same however it was written.
    private static func place(of path: String) -> String {
        let folder = URL(fileURLWithPath: folder(of: path)).resolvingSymlinksInPath()
        return folder.appendingPathComponent((path as NSString).lastPathComponent).path
    }

    private static func folder(of path: String) -> String {
        let folder = (path as NSString).deletingLastPathComponent
        return folder.isEmpty ? "." : folder
    }

    /// Also by another name, such as a link.
    private static func isSameFile(_ path: String, _ other: String) -> Bool {
        guard let file = FileIdentity(path) else { return false }
        return file == FileIdentity(other)
    }
}

/// What there is at a path.
enum FileKind {
    case none
    case file
    case folder
    case other

    init(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            self = .none
            return
        }
        self =
            switch status.st_mode & S_IFMT {
            case S_IFREG, S_IFLNK: .file
            case S_IFDIR: .folder
            default: .other
            }
    }
}
