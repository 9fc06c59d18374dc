import Foundation
import Testing

/// An answer as a language model writes it, from the folder `Corpus` or made here.
struct CorpusDocument: Sendable, CustomTestStringConvertible {
    var name: String
    var source: String

    var testDescription: String { name }

    static let files: [CorpusDocument] = {
        guard let folder = Bundle.module.url(forResource: "Corpus", withExtension: nil),
            let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        else { return [] }
        return files.sorted { $0.lastPathComponent < $1.lastPathComponent }.compactMap { file in
            (try? Data(contentsOf: file)).map {
                CorpusDocument(name: file.lastPathComponent, source: String(decoding: $0, as: UTF8.self))
            }
        }
    }()

    /// Too long for one message of either format.
    static let long = [
        CorpusDocument(name: "long-prose", source: LongDocument(seed: 1).prose(bytes: 50_000)),
        CorpusDocument(name: "long-code", source: LongDocument(seed: 2).code(bytes: 50_000)),
        CorpusDocument(name: "long-structures", source: LongDocument(seed: 3).structures(bytes: 50_000)),
    ]

    static let all = files + long

    /// The beginnings of an answer that grows: all of a short one, some of a longer one.
    func prefixes(atMost count: Int, seed: UInt64) -> [String] {
        let characters = Array(source)
        guard characters.count > count else { return (0..<characters.count).map { String(characters[..<$0]) } }
        var random = SplitMix64(state: seed)
        return (0..<count).map { _ in String(characters[..<Int.random(in: 0..<characters.count, using: &random)]) }
    }
}
