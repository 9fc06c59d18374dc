import Foundation
import Testing

@testable import LlamaServer

@Suite("What a server repeats of a request")
struct RedactionTests {
    /// The error for a server's words, in JSON as most send it.
    private func shown(_ text: String, secrets: [String]) throws -> String {
        let body = try JSONEncoder().encode(["error": ["message": text]])
        let message = ErrorMessage(ServerReply(status: 500, body: body))
        guard case .http(500, let text) = LlamaServerError(status: 500, message, secrets: secrets) else {
            Issue.record("not shown at all")
            return ""
        }
        return text
    }

    /// A text in which no run of five letters comes twice.
    private static func speech(_ count: Int) -> String {
        String((0..<count).map { "\(String($0, radix: 7)) ты " }.joined().prefix(count))
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var message: String
        var secrets: [String]
        var shown: String
    }

    static let cases: [Case] = [
        .init(
            testDescription: "the key and a text",
            message: "bad key sk-123 for: I love Anna",
            secrets: ["sk-123", "I love Anna", ""],
            shown: "bad key … for: …"
        ),
        .init(
            testDescription: "300 characters",
            message: "Failed to parse: \(speech(300)) at 7",
            secrets: [speech(300)],
            shown: "Failed to parse: … at 7"
        ),
        .init(
            testDescription: "100 kB",
            message: "Failed to parse: \(speech(100_000))",
            secrets: [speech(100_000)],
            shown: "Failed to parse: …"
        ),
        .init(
            testDescription: "a beginning, with the server's own dots",
            message: "Failed to parse: \(speech(300).prefix(150))... (cut)",
            secrets: [speech(300)],
            shown: "Failed to parse: …... (cut)"
        ),
        .init(
            testDescription: "the middle",
            message: "near '\(speech(100_000).dropFirst(50_000).prefix(20))'",
            secrets: [speech(100_000)],
            shown: "near '…'"
        ),
        .init(
            testDescription: "several lines, as they are",
            message: "in: I love\n\n  Anna,\tand\r\nnobody else. End",
            secrets: ["I love\n\n  Anna,\tand\r\nnobody else."],
            shown: "in: … End"
        ),
        .init(
            testDescription: "several lines, folded by the server",
            message: "in: I love Anna. End",
            secrets: ["I love\n\n  Anna."],
            shown: "in: … End"
        ),
        .init(
            testDescription: "as JSON within the text",
            message: #"in: {"content":"I \"love\"\n\nAnna"}"#,
            secrets: ["I \"love\"\n\nAnna"],
            shown: #"in: {"content":"…"}"#
        ),
        .init(
            testDescription: "a text that repeats itself in one that does so too",
            message: String(repeating: "a", count: 9000),
            secrets: [String(repeating: "a", count: 100_000)],
            shown: "…"
        ),
        .init(
            testDescription: "a short text that stands where the message is cut",
            message: String(repeating: "I love Anna", count: 10_000),
            secrets: ["I love Anna"],
            shown: "…"
        ),
        .init(
            testDescription: "nothing of one or two letters",
            message: "no memory",
            secrets: ["no", "m"],
            shown: "no memory"
        ),
        .init(
            testDescription: "nothing that is only alike",
            message: "the slot is not available now",
            secrets: ["why is the slot is not there?"],
            shown: "the slot is not available now"
        ),
    ]

    @Test(arguments: cases)
    func `is not shown`(_ test: Case) throws {
        #expect(try shown(test.message, secrets: test.secrets) == test.shown)
    }

    @Test func `is not shown as a model's name either`() throws {
        let body = Data(#"{"error":{"message":"model 'I love Anna' not found"}}"#.utf8)
        let error = LlamaServerError(
            status: 404,
            ErrorMessage(ServerReply(status: 404, body: body)),
            secrets: ["I love Anna"]
        )
        #expect(error == .modelNotFound("…"))
    }
}
