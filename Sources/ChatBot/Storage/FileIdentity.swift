import Foundation

/// Which file a path leads to. It stays the same while the file is written, and is another for a file in its place.
struct FileIdentity: Sendable, Hashable {
    private var device: UInt64
    private var inode: UInt64

    /// - Returns: `nil` where there is no such file.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }
}
