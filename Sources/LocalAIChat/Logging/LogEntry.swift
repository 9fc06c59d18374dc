import Foundation
import Logging

/// One line of the log.
struct LogEntry: Sendable {
    var time: Date
    var level: Logger.Level
    var logger: String
    var message: String
    var metadata: [String: String]

    /// The line, without a line feed at its end: line breaks and other control characters are escaped.
    func line(_ format: LogFormat, redaction: Redaction) -> String {
        switch format {
        case .text: text(redaction)
        case .json: json(redaction)
        }
    }

    private var timestamp: String {
        time.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    // Secrets are hidden before anything is escaped: afterwards they may not look like themselves.
    private func text(_ redaction: Redaction) -> String {
        let pairs = metadata.sorted { $0.key < $1.key }.map { key, value in
            let text = redaction.applied(to: value).escapedToOneLine
            let isPlain = !text.isEmpty && text.allSatisfy { !$0.isWhitespace && $0 != "\"" && $0 != "=" }
            return " \(key.escapedToOneLine)=\(isPlain ? text : "\"\(text.replacing("\"", with: "\\\""))\"")"
        }
        return
            "\(timestamp) \(level.rawValue) \(logger): \(redaction.applied(to: message).escapedToOneLine)\(pairs.joined())"
    }

    private func json(_ redaction: Redaction) -> String {
        let object = JSONEntry(
            time: timestamp,
            level: level.rawValue,
            logger: logger,
            message: redaction.applied(to: message),
            metadata: metadata.isEmpty ? nil : metadata.mapValues { redaction.applied(to: $0) }
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Nothing but strings: encoding them can't fail.
        return (try? encoder.encode(object)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}

private struct JSONEntry: Encodable {
    var time: String
    var level: String
    var logger: String
    var message: String
    var metadata: [String: String]?
}
