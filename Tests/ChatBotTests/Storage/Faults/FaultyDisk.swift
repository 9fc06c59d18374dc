import Foundation
import Synchronization

/// A folder whose disk fails when it is told to. All that SQLite does in it goes through here; see `FaultyFileSystem`.
///
/// Nothing is really synchronized with the machine's disk: what the power would take away is known here instead.
final class FaultyDisk: Sendable {
    /// What becomes of an operation.
    enum Verdict: Sendable, Hashable {
        case done
        /// Only the first half of what is written arrives.
        case half(resultCode: CInt)
        case refused(resultCode: CInt)
    }

    private struct State {
        var fault: DiskFault?
        /// Operations that can fail in the fault's way.
        var count = 0
        var refusals = 0
        /// Whether whoever has files open is dead: nothing that they do arrives any more.
        var isOff = false
        var openFiles = 0
        var files: [String: UnsyncedFile] = [:]
        var watchers: [Int: (isDone: @Sendable (Progress) -> Bool, continuation: CheckedContinuation<Void, Never>)] =
            [:]
        var lastWatcher = 0

        var progress: Progress { Progress(refusals: refusals, openFiles: openFiles) }
    }

    /// What can be waited for.
    struct Progress: Sendable {
        var refusals: Int
        var openFiles: Int
    }

    let folder: String
    private let state = Mutex(State())

    /// Makes an empty folder, and lets SQLite know of it.
    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "localaichat-disk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        folder = url.path
        FaultyFileSystem.add(self)
    }

    /// Takes the folder away.
    func remove() {
        FaultyFileSystem.remove(self)
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// How many operations there were that a fault of this kind could have struck, since ``plan(_:)``.
    var count: Int { state.withLock(\.count) }
    var hasStruck: Bool { state.withLock { $0.refusals > 0 } }

    /// Says what goes wrong from now on, in the place of what was said before.
    func plan(_ fault: DiskFault?) {
        state.withLock { state in
            state.fault = fault
            state.count = 0
            state.refusals = 0
        }
    }

    /// Kills whoever has files open: not even their locks' last words arrive.
    func switchOff() {
        state.withLock { $0.isOff = true }
    }

    /// Waits until the dead have let go of their files, and lets others have them.
    ///
    /// - Parameter lost: Which of the changes that were not synchronized are lost, as with the power; `nil` for none.
    func switchOn(losing lost: (() -> Bool)? = nil) async throws {
        await wait { $0.openFiles == 0 }
        try state.withLock { state in
            state.isOff = false
            if let lost {
                for (path, file) in state.files where FileManager.default.fileExists(atPath: path) {
                    try Data(file.contents(losing: lost)).write(to: URL(filePath: path))
                }
                for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix("-shm") {
                    try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
                }
            }
            state.files = [:]
        }
    }

    /// Waits until so many operations were refused since ``plan(_:)``, or the task is cancelled.
    func refusals(_ count: Int) async {
        await wait { $0.refusals >= count }
    }

    private func wait(until isDone: @escaping @Sendable (Progress) -> Bool) async {
        let id = state.withLock { state in
            state.lastWatcher += 1
            return state.lastWatcher
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if Task.isCancelled || isDone(state.progress) { return true }
                    state.watchers[id] = (isDone, continuation)
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.watchers.removeValue(forKey: id) }?.continuation.resume()
        }
    }

    /// Changes the state, and wakes whoever has waited for that.
    private func change<R: Sendable>(_ body: (inout sending State) -> R) -> R {
        let (result, woken) = state.withLock { state in
            let result = body(&state)
            let progress = state.progress
            let woken = state.watchers.filter { $0.value.isDone(progress) }
            for id in woken.keys { state.watchers[id] = nil }
            return (result, woken.values.map(\.continuation))
        }
        for continuation in woken { continuation.resume() }
        return result
    }
}

// MARK: What SQLite does

extension FaultyDisk {
    var isOff: Bool { state.withLock(\.isOff) }

    func noteOpened(_ path: String) {
        change { state in
            state.openFiles += 1
            if state.files[path] == nil {
                state.files[path] = UnsyncedFile(
                    synced: FileManager.default.contents(atPath: path).map(Array.init) ?? []
                )
            }
        }
    }

    func noteClosed() {
        change { $0.openFiles -= 1 }
    }

    /// Decides what becomes of an operation, and keeps what it would change.
    func judge(_ operation: DiskOperation, of path: String, _ change: UnsyncedFile.Change? = nil) -> Verdict {
        self.change { state in
            let verdict = Self.verdict(of: operation, in: &state)
            switch (verdict, operation) {
            case (.done, .sync): state.files[path]?.sync()
            case (.done, .delete): state.files[path] = nil
            case (.done, _): if let change { state.files[path]?.pending.append(change) }
            case (.half, _): if let change { state.files[path]?.pending.append(change.firstHalf) }
            case (.refused, _): break
            }
            return verdict
        }
    }

    private static func verdict(of operation: DiskOperation, in state: inout State) -> Verdict {
        guard !state.isOff else {
            return .refused(resultCode: DiskFault.Kind.broken.resultCode(of: operation) ?? 1)
        }
        guard let fault = state.fault, let resultCode = fault.kind.resultCode(of: operation) else { return .done }
        state.count += 1
        guard state.count == fault.number || state.count > fault.number && fault.isForGood else { return .done }
        state.refusals += 1
        return fault.kind == .torn ? .half(resultCode: resultCode) : .refused(resultCode: resultCode)
    }
}
