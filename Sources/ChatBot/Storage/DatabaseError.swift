/// Why the database can't be used, in one line that names the file.
public struct DatabaseError: Error, Sendable, CustomStringConvertible {
    public var path: String
    public var reason: String
    /// Whether it may go away by itself or by the owner's doing: a full disk, a lock, missing rights.
    public var mayPass = false
    /// Whether nothing can be kept in it any more: it is damaged, or is not where it was.
    public var isLost = false

    public var description: String { "database \(path): \(reason)" }
}
