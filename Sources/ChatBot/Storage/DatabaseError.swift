/// Why the database can't be used, in one line that names the file.
public struct DatabaseError: Error, Sendable, CustomStringConvertible {
    public var path: String
    public var reason: String

    public var description: String { "database \(path): \(reason)" }
}
