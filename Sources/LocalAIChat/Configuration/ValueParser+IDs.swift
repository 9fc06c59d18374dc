extension ValueParser<Set<Int64>> {
    /// Ids of Telegram users: text with commas between them, or a list of a YAML file.
    static func ids(example: String) -> ValueParser {
        let expected = "Telegram user ids, positive whole numbers with commas between them, or a list in YAML"
        return ValueParser(expected: expected, example: example) { (raw: RawValue) in
            let words: [String] =
                switch raw {
                case .list(let words): words
                case .text(let text): text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                }
            let ids = words.compactMap { word in
                // `Int64` would also take a sign.
                word.trimmed.allSatisfy { $0.isASCII && $0.isNumber }
                    ? Int64(word.trimmed).flatMap { $0 > 0 ? $0 : nil } : nil
            }
            return ids.isEmpty || ids.count != words.count ? nil : Set(ids)
        }
    }
}
