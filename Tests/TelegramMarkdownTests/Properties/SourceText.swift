/// What can be read in a Markdown source, found out without a parser: all of it but the few words that are markup.
///
/// That is enough where only ``Letters`` are compared, as most markup is punctuation. Left out are the languages of code,
/// the boxes of tasks, and a link's text that is its address.
struct SourceText {
    private(set) var text = ""

    init(_ source: String) {
        var fence: (mark: Character, length: Int)?
        for line in source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if let open = fence {
                let mark = line.drop { $0 == " " || $0 == ">" }.prefix { $0 == open.mark }
                let rest = line.drop { $0 == " " || $0 == ">" }.dropFirst(mark.count)
                if mark.count >= open.length, rest.allSatisfy(\.isWhitespace) {
                    fence = nil
                } else {
                    text += line + "\n"
                }
            } else if let match = line.wholeMatch(of: #/([ >]*(?:(?:[-*+]|\d+[.)]) )*[ >]*)(```+|~~~+)(.*)/#),
                let mark = match.2.first, mark == "~" || !match.3.contains("`")
            {
                fence = (mark, match.2.count)
                text += match.1 + "\n"
            } else {
                text += line.replacing(#/^([ >]*(?:(?:[-*+]|\d+[.)]) )+)\[[xX]\](?= )/#) { String($0.1) }
                    .replacing(#/\[([^\[\]]+)\]\(([^()]+)\)/#) { $0.1 == $0.2 ? String($0.1) : String($0.0) }
                text += "\n"
            }
        }
    }
}
