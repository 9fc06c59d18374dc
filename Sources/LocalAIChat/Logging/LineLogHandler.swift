import Foundation
import Logging

/// Writes each entry of the log as one line.
struct LineLogHandler: LogHandler {
    let label: String
    let format: LogFormat
    let redaction: Redaction
    /// Takes a whole line with its line feed.
    let write: @Sendable (String) -> Void
    let now: @Sendable () -> Date

    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(
        label: String,
        level: Logger.Level,
        format: LogFormat,
        redaction: Redaction,
        now: @escaping @Sendable () -> Date = { Date() },
        write: @escaping @Sendable (String) -> Void
    ) {
        self.label = label
        self.logLevel = level
        self.format = format
        self.redaction = redaction
        self.now = now
        self.write = write
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { $1 } }
        if let own = event.metadata { all.merge(own) { $1 } }
        if let error = event.error { all["error"] = "\(error)" }
        let entry = LogEntry(
            time: now(),
            level: event.level,
            logger: label,
            message: event.message.description,
            metadata: all.mapValues(\.description)
        )
        write(entry.line(format, redaction: redaction) + "\n")
    }
}
