import Foundation

/// Runs code on a thread with little room, where a recursion without an end soon ends the whole process.
enum SmallStack {
    /// What a task has on some systems, in bytes.
    private static let size = 512 << 10

    static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            let thread = Thread { continuation.resume(returning: work()) }
            thread.stackSize = size
            thread.start()
        }
    }
}
