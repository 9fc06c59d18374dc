import Foundation

/// The answers that the tests of TelegramMarkdown have.
enum Corpus {
    struct Document: Sendable {
        var name: String
        var text: String
    }

    /// All but those with thoughts, which are not part of the answer.
    static func documents() throws -> [Document] {
        let folder = URL(filePath: #filePath).appending(path: "../../../TelegramMarkdownTests/Corpus")
            .standardizedFileURL
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { !$0.lastPathComponent.hasPrefix("think-") }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
            .map {
                Document(name: $0.lastPathComponent, text: String(decoding: try Data(contentsOf: $0), as: UTF8.self))
            }
    }
}
