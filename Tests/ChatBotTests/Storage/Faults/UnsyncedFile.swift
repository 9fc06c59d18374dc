/// A file with what is sure to be on the disk, and what was changed since.
struct UnsyncedFile: Sendable {
    enum Change: Sendable {
        case write([UInt8], at: Int)
        case truncate(to: Int)

        var firstHalf: Change {
            switch self {
            case .write(let bytes, let offset): .write(Array(bytes.prefix(bytes.count / 2)), at: offset)
            case .truncate: self
            }
        }
    }

    var synced: [UInt8]
    var pending: [Change] = []

    mutating func sync() {
        synced = contents { false }
        pending = []
    }

    /// What is in the file where some changes since the last synchronization have not arrived.
    func contents(losing isLost: () -> Bool) -> [UInt8] {
        pending.reduce(into: synced) { contents, change in
            guard !isLost() else { return }
            switch change {
            case .write(let bytes, let offset):
                let end = offset + bytes.count
                if contents.count < end { contents += Array(repeating: 0, count: end - contents.count) }
                contents.replaceSubrange(offset..<end, with: bytes)
            case .truncate(let size):
                contents = Array(contents.prefix(size))
            }
        }
    }
}
