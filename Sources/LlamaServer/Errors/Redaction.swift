/// Takes out of a server's words what it must not repeat: the key, and what people wrote.
///
/// Servers echo a request whole, in part, over several lines or as JSON within a text, and cut it where they like. So both
/// sides are folded alike before they are compared: white space and the escapes for it become a space, and the backslash
/// before a quotation mark goes.
struct Redaction: Sendable {
    var secrets: [String]

    /// So many scalars in a row of a longer secret are no coincidence.
    private static let run = 20
    /// A text of one or two scalars stands in every sentence, and says nothing.
    private static let shortest = 3
    /// How much of the server's words is looked at: many times what is shown.
    private static let longest = 8192

    /// The beginning of a text, folded, with `…` for each secret that is in it and each long run of one. The work grows with
    /// the length of the secrets, and not with how often they repeat themselves.
    func clean(_ text: String) -> String {
        var scalars = Self.folded(text.unicodeScalars, limit: Self.longest + 1)
        let isCut = scalars.count > Self.longest
        if isCut { scalars.removeLast() }
        var isSecret = [Bool](repeating: false, count: scalars.count)
        var runs = Self.runs(in: scalars)
        for secret in secrets {
            let secret = Self.folded(secret.unicodeScalars)
            if secret.count >= Self.run {
                Self.mark(runsOf: secret, in: &runs, &isSecret)
            } else if secret.count >= Self.shortest {
                Self.mark(secret, in: scalars, &isSecret)
            }
        }
        // A secret that the cut goes through is not known by what is left of it.
        if isCut { for index in isSecret.indices.suffix(Self.run) { isSecret[index] = true } }
        return Self.shown(scalars, isSecret)
    }

    private static func shown(_ scalars: [Unicode.Scalar], _ isSecret: [Bool]) -> String {
        var result = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            if !isSecret[index] {
                result.append(scalar)
            } else if index == 0 || !isSecret[index - 1] {
                result.append("…")
            }
        }
        return String(result)
    }

    private static func folded(_ text: String.UnicodeScalarView, limit: Int = .max) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        var isAfterSpace = false
        var index = text.startIndex
        while index < text.endIndex, result.count < limit {
            var scalar = text[index]
            index = text.index(after: index)
            if scalar == "\\", index < text.endIndex, "nrt\"".unicodeScalars.contains(text[index]) {
                scalar = text[index] == "\"" ? "\"" : " "
                index = text.index(after: index)
            }
            if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
                isAfterSpace = !result.isEmpty
                continue
            }
            if isAfterSpace { result.append(" ") }
            isAfterSpace = false
            result.append(scalar)
        }
        return result
    }

    /// Where each run of scalars begins, by its hash: two that share one by chance cost a few words of the message.
    private static func runs(in scalars: [Unicode.Scalar]) -> [UInt64: [Int]] {
        var runs: [UInt64: [Int]] = [:]
        forEachRun(of: scalars) { hash, start in runs[hash, default: []].append(start) }
        return runs
    }

    private static func mark(runsOf secret: [Unicode.Scalar], in runs: inout [UInt64: [Int]], _ isSecret: inout [Bool])
    {
        forEachRun(of: secret) { hash, _ in
            // Each is taken out, so that one that repeats itself in both is marked once.
            for start in runs.removeValue(forKey: hash) ?? [] {
                for index in start..<(start + run) { isSecret[index] = true }
            }
        }
    }

    private static func mark(_ secret: [Unicode.Scalar], in scalars: [Unicode.Scalar], _ isSecret: inout [Bool]) {
        guard scalars.count >= secret.count else { return }
        for start in 0...(scalars.count - secret.count) where scalars[start...].starts(with: secret) {
            for index in start..<(start + secret.count) { isSecret[index] = true }
        }
    }

    /// Each run with its polynomial hash, which is carried from one to the next.
    private static func forEachRun(of scalars: [Unicode.Scalar], _ body: (_ hash: UInt64, _ start: Int) -> Void) {
        let base: UInt64 = 0x9E37_79B9_7F4A_7C15
        let leading = (0..<run).reduce(1 as UInt64) { power, _ in power &* base }
        var hash: UInt64 = 0
        for (index, scalar) in scalars.enumerated() {
            hash = hash &* base &+ UInt64(scalar.value)
            if index >= run { hash = hash &- leading &* UInt64(scalars[index - run].value) }
            if index >= run - 1 { body(hash, index - run + 1) }
        }
    }
}
