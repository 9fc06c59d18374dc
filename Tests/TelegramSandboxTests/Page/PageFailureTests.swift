import Testing

@testable import TelegramSandbox

@Suite("What the page says of what was not done") struct PageFailureTests {
    /// The sentences of `russian.js` by their code.
    private static let russian: [String: String] = {
        let file = String(decoding: PageFile.all["russian.js"]?.bytes ?? [], as: UTF8.self)
        let part = file.components(separatedBy: "failures: {\n").last?.components(separatedBy: "\n    },").first ?? ""
        let pairs = part.split(separator: "\n").map { line in
            let halves = line.drop(while: \.isWhitespace).components(separatedBy: ": \"")
            return (halves[0], String(halves.dropFirst().joined(separator: ": \"").dropLast(2)))
        }
        return Dictionary(pairs) { first, _ in first }
    }()

    @Test("there are Russian words for each code, and for nothing else")
    func codes() {
        #expect(Set(Self.russian.keys) == Set(PageFailure.Code.allCases.map(\.rawValue)))
    }

    @Test("they are a sentence with the same values in it", arguments: PageFailure.Code.allCases)
    private func words(code: PageFailure.Code) throws {
        let words = try #require(Self.russian[code.rawValue])
        #expect(words.contains { ("а"..."я").contains($0) })
        #expect(words.hasSuffix("."))
        #expect(code.sentence.hasSuffix("."))
        func values(in text: String) -> [String] {
            text.split(separator: "{").dropFirst().map { String($0.prefix { $0 != "}" }) }.sorted()
        }
        #expect(values(in: words) == values(in: code.sentence))
    }

    @Test("the page gets the code, the values and a sentence for who has no words for it")
    func json() {
        #expect(
            PageFailure(.outOfRange, ["field": "times", "least": "1", "most": "9"]).json == [
                "error": "\"times\" has to be between 1 and 9.", "code": "outOfRange",
                "values": ["field": "times", "least": "1", "most": "9"],
            ]
        )
        #expect(PageFailure.notFound.json == ["error": "There is nothing here.", "code": "notFound", "values": [:]])
    }
}

extension String {
    fileprivate func components(separatedBy separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}

extension Substring {
    fileprivate func components(separatedBy separator: String) -> [String] {
        String(self).components(separatedBy: separator)
    }
}
