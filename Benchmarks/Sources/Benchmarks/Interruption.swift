import Dispatch
import Foundation

/// Ends work at a signal in such a way that what it has started ends, too: bots, servers, temporary files.
enum Interruption {
    static func whileRunning(_ work: @escaping @Sendable () async throws -> Void) async throws {
        let task = Task(operation: work)
        let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { task.cancel() }
            source.resume()
            return source
        }
        defer { for source in sources { source.cancel() } }
        try await task.value
    }
}
