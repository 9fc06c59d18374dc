import Logging
import NIOConcurrencyHelpers

/// Keeps everything that is logged, at every level.
struct LogRecorder: LogHandler {
    private let kept = NIOLockedValueBox<[(level: Logger.Level, line: String)]>([])

    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    var logger: Logger { Logger(label: "test") { _ in self } }
    var lines: [String] { kept.withLockedValue { $0.map(\.line) } }

    /// The lines that the owner of a bot sees.
    var notable: [String] { kept.withLockedValue { $0.filter { $0.level >= .info }.map(\.line) } }

    func log(event: LogEvent) {
        let metadata = self.metadata.merging(event.metadata ?? [:]) { $1 }
        let line = metadata.isEmpty ? "\(event.message)" : "\(event.message) \(metadata)"
        kept.withLockedValue { $0.append((event.level, line)) }
    }
}
