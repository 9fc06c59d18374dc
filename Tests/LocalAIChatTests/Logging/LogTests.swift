import Foundation
import Logging
import Synchronization
import Testing

@testable import LocalAIChat

@Suite("The log") struct LogTests {
    private final class Lines: Sendable {
        private let text = Mutex("")
        func write(_ more: String) { text.withLock { $0 += more } }
        var all: String { text.withLock { $0 } }
    }

    private func log(
        _ format: LogFormat,
        level: Logger.Level = .info,
        secrets: String...,
        body: (inout Logger) -> Void
    ) -> String {
        let lines = Lines()
        var redaction = Redaction()
        for secret in secrets { redaction.add(secret) }
        var logger = Logger(label: "test") { [redaction] label in
            LineLogHandler(
                label: label,
                level: level,
                format: format,
                redaction: redaction,
                now: { Date(timeIntervalSince1970: 0.25) },
                write: lines.write
            )
        }
        body(&logger)
        return lines.all
    }

    @Test func textLine() {
        let text = log(.text) { logger in
            logger[metadataKey: "chat"] = "7"
            logger.warning("it\nbroke", metadata: ["why": "a b", "empty": "", "quote": "\"", "tab": "\t"])
        }
        #expect(
            text
                == "1970-01-01T00:00:00.250Z warning test: it\\nbroke chat=7 empty=\"\" quote=\"\\\"\" tab=\\t why=\"a b\"\n"
        )
    }

    @Test func jsonLine() throws {
        let text = log(.json) { logger in
            logger[metadataKey: "chat"] = "7"
            logger.error("it\nbroke \u{1B}[2J", metadata: ["list": ["a", "b"]])
        }
        #expect(text.hasSuffix("}\n") && text.filter { $0.isNewline }.count == 1)
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        #expect(object?["time"] as? String == "1970-01-01T00:00:00.250Z")
        #expect(object?["level"] as? String == "error")
        #expect(object?["logger"] as? String == "test")
        #expect(object?["message"] as? String == "it\nbroke \u{1B}[2J")
        #expect((object?["metadata"] as? [String: String])?["chat"] == "7")
    }

    @Test("has nothing below its level")
    func level() {
        #expect(log(.text, level: .warning) { $0.info("no") }.isEmpty)
        #expect(!log(.text, level: .debug) { $0.debug("yes") }.isEmpty)
    }

    @Test("never holds a secret", arguments: LogFormat.allCases)
    func secrets(format: LogFormat) {
        struct Leak: Error { var url = "http://x/bot12345:s3cr\"et/getMe" }
        let text = log(format, secrets: "12345:s3cr\"et", "k\tey1") { logger in
            logger.info("12345:s3cr\"et k\tey1", metadata: ["a": "12345:s3cr\"et", "b": ["k\tey1"]])
            logger.error("failed", metadata: ["error": "\(Leak())", "encoded": "12345%3As3cr%22et"])
            logger.info("another one 87654321:ABCDEFGHIJKLMNOPQRSTUVWXYZ-_abc in an address")
        }
        #expect(!text.contains("s3cr"))
        #expect(!text.contains("ey1"))
        #expect(!text.contains("ABCDEFGH"))
        #expect(text.contains(Redaction.placeholder))
    }

    @Test(
        "Redaction leaves the rest alone",
        arguments: ["10:30", "http://127.0.0.1:8080/v1", "chat 123456: hello", "a:b", "", "2026-11-22T10:00:00Z"]
    )
    func harmless(text: String) {
        #expect(Redaction("1234:secret").applied(to: text) == text)
    }
}
