import Foundation
import Testing

@testable import LlamaServer

/// What real servers have answered, byte for byte, from `Transcripts/`.
struct Transcript {
    private let exchanges: [(title: String, reply: ServerReply)]

    init(_ name: String) throws {
        let url = try #require(Bundle.module.url(forResource: name, withExtension: "txt", subdirectory: "Transcripts"))
        let text = try String(contentsOf: url, encoding: .utf8)
        exchanges = "\n\(text)".components(separatedBy: "\n### ").dropFirst().map { part in
            let lines = part.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
            let message = lines.count > 2 ? lines[2] : ""
            let halves = message.split(separator: "\n\n", maxSplits: 1, omittingEmptySubsequences: false)
            let head = (halves.first ?? "").split(separator: "\n")
            let status = head.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
            let fields = Dictionary(
                head.dropFirst().map { line in
                    let field = line.split(separator: ":", maxSplits: 1)
                    return (field[0].lowercased(), field.count > 1 ? field[1].trimmingCharacters(in: .whitespaces) : "")
                },
                uniquingKeysWith: { first, _ in first }
            )
            // The transcripts were written with an empty line after each body.
            let body = halves.count > 1 ? String(halves[1]).trimmingSuffix("\n") : ""
            let isStream = fields["content-type"]?.hasPrefix("text/event-stream") == true
            return (
                title: String(lines[0]),
                reply: ServerReply(
                    status: status,
                    server: fields["server"],
                    contentType: fields["content-type"],
                    body: Data((isStream && !body.isEmpty ? body + "\n\n" : body).utf8)
                )
            )
        }
    }

    subscript(title: String) -> ServerReply {
        get throws { try #require(exchanges.first { $0.title == title }?.reply, "no “\(title)”") }
    }

    /// What `GET path` was answered.
    func reply(to path: String) -> ServerReply {
        exchanges.first { [path, "GET \(path)"].contains($0.title.components(separatedBy: " (")[0]) }?.reply
            ?? ServerReply(status: 404, body: Data(#"{"detail":"Not Found"}"#.utf8))
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: Character) -> String {
        var text = self
        while text.last == suffix { text.removeLast() }
        return text
    }
}

/// What comes out of a stream's bytes.
func parse(
    _ bytes: some Sequence<UInt8>,
    kind: ServerDescription.Kind = .llamaCpp,
    trimsSpace: Bool = false
) throws -> (events: [AnswerEvent], end: AnswerEnd) {
    var lines = ServerSentEventParser()
    var parser = AnswerParser(kind: kind, trimsSpace: trimsSpace)
    var events: [AnswerEvent] = []
    for event in try lines.feed(bytes) { events += try parser.consume(event) }
    return (events, try parser.finish(ignoredLines: lines.ignoredLines))
}
