/// A fenced block of code that is not closed at some line of a source.
struct OpenFence {
    /// What stands before it in its line: the marks of quotes and the indentation of lists.
    private var prefix: String
    private var mark: String
    private var info: String

    /// The line that opens it again.
    var opening: String { prefix + mark + info + "\n" }
    /// The line that closes it.
    var closing: String { prefix + mark + "\n" }
    /// The indentation of its lines.
    var indentation: Substring { prefix.prefix { $0 == " " || $0 == "\t" } }

    /// Nothing if none is open behind these lines.
    init?(in source: MarkdownSource, lines: Range<Int>) {
        var open: OpenFence?
        for line in lines {
            let text = source.text(source.content(ofLine: line))
            if let fence = open {
                if fence.isClosed(by: text) { open = nil }
            } else {
                open = OpenFence(line: text)
            }
        }
        guard let open else { return nil }
        self = open
    }

    private init?(line: String) {
        let start = Self.content(of: line)
        let content = line[start...]
        guard let character = content.first, character == "`" || character == "~" else { return nil }
        let mark = content.prefix { $0 == character }
        let info = content.dropFirst(mark.count)
        guard mark.count >= 3, character == "~" || !info.contains("`") else { return nil }
        // A list's marker is not repeated: its item goes on.
        prefix = String(line[..<start].map { $0 == ">" || $0 == "\t" ? $0 : " " })
        self.mark = String(mark)
        self.info = String(info)
    }

    /// Whether a line may become the one that closes it.
    func isBeginningToClose(_ line: String) -> Bool {
        let content = line.drop { $0 == " " || $0 == "\t" || $0 == ">" }
        return !content.isEmpty && content.count < mark.count && content.allSatisfy { $0 == mark.first }
    }

    private func isClosed(by line: String) -> Bool {
        let content = line.drop { $0 == " " || $0 == "\t" || $0 == ">" }
        let run = content.prefix { $0 == mark.first }
        return run.count >= mark.count && content.dropFirst(run.count).isBlank
    }

    /// Where the text of a line begins, behind the marks of quotes and lists.
    private static func content(of line: String) -> String.Index {
        var rest = line[...]
        while let first = rest.first {
            if first == " " || first == "\t" || first == ">" {
                rest = rest.dropFirst()
                continue
            }
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            let marker = digits.isEmpty ? rest : rest.dropFirst(digits.count)
            let isMarker = marker.first.map { (digits.isEmpty ? "-*+" : ".)").contains($0) } ?? false
            guard isMarker, digits.count <= 9, let space = marker.dropFirst().first, space == " " else { break }
            rest = marker.dropFirst()
        }
        return rest.startIndex
    }
}
