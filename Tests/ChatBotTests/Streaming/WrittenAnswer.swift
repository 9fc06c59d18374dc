import Foundation
import LlamaServerTesting
import TelegramBotAPI
import TelegramMarkdown

@testable import ChatBot

/// An answer of the corpus that the tests of TelegramMarkdown have.
struct WrittenAnswer {
    var name: String
    var source: String

    /// All but those with thoughts, which are not part of the answer.
    static let corpus: [WrittenAnswer] = {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = tests.appending(path: "TelegramMarkdownTests/Corpus")
        let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return (files ?? []).filter { !$0.lastPathComponent.hasPrefix("think-") }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
            .compactMap { file in
                (try? Data(contentsOf: file)).map {
                    WrittenAnswer(name: file.lastPathComponent, source: String(decoding: $0, as: UTF8.self))
                }
            }
    }()

    /// Longer than the messages that an answer may take, or with nothing to see in them but the markup.
    static let made = [
        WrittenAnswer(name: "an empty block of code", source: "```\n```"),
        WrittenAnswer(name: "empty code", source: "` `"),
        WrittenAnswer(name: "an empty heading", source: "#"),
        WrittenAnswer(
            name: "long prose",
            source: (1...5000).map { "word\($0)" + ($0.isMultiple(of: 50) ? ".\n\n" : " ") }.joined()
        ),
        WrittenAnswer(
            name: "long code",
            source: "Here:\n\n```swift\n" + (1...4000).map { "let value\($0) = \($0)\n" }.joined() + "```\n"
        ),
    ]

    /// The same pieces each time, from one character to a few lines.
    var steps: [ScriptedLlamaServer.Reply.Step] {
        var seed = source.utf8.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1) }
        var steps = [ScriptedLlamaServer.Reply.chatStart]
        var rest = source[...]
        while !rest.isEmpty {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let length = 1 + Int(seed >> 33) % (1 << (1 + Int(seed >> 60)))
            steps.append(ScriptedLlamaServer.Reply.chatDelta(String(rest.prefix(length))))
            rest = rest.dropFirst(length)
        }
        return steps + [ScriptedLlamaServer.Reply.chatEnd]
    }

    /// The letters and digits that are read of Markdown in a format.
    func letters(_ markdown: String, as format: ReplyFormat) -> String {
        switch format {
        case .entities: Self.letters(FormattedText(MarkdownDocument(markdown)).text)
        case .rich: MarkdownDocument(markdown).richBlocks.map { Self.letters($0.textWithoutNumbers) }.joined()
        case .plain: Self.letters(markdown)
        }
    }

    /// The letters and digits of a text in their order.
    static func letters(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
            )
        )
    }
}

extension InputRichBlock {
    /// Without the numbers of lists, which Telegram writes itself.
    fileprivate var textWithoutNumbers: String {
        switch self {
        case .list(let items): items.flatMap(\.blocks).map(\.textWithoutNumbers).joined(separator: "\n")
        case .blockquote(let blocks): blocks.map(\.textWithoutNumbers).joined(separator: "\n")
        default: visibleText
        }
    }
}
