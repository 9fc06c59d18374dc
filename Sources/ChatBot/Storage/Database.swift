/// Everything lasting, in one SQLite file.
public struct Database: Sendable {
    /// Opens the database, creating it and its folder where they are missing.
    ///
    /// - Parameter path: A file's path; `:memory:` for one that ends with the process.
    /// - Throws: ``DatabaseError`` naming the path, in one line.
    public init(path: String) throws { fatalError() }

    /// Writes and takes back one row, to see that the file can be written.
    public func checkWritable() throws { fatalError() }
}

/// Why the database can't be used; its description is one line that names the file.
public struct DatabaseError: Error, Sendable, CustomStringConvertible {
    public var path: String
    public var reason: String
    public var description: String { "database \(path): \(reason)" }
}
