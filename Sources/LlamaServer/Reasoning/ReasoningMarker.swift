/// A tag, or a row of control tokens, that a model writes around its thoughts.
struct ReasoningMarker: Sendable, Hashable {
    enum Match { case none, partly, fully }

    let text: String
    private let scalars: [Unicode.Scalar]
    private let isExact: Bool

    /// - Parameter isExact: Whether upper and lower case matter, where something else is usual in the other case.
    init(_ text: String, isExact: Bool = false) {
        self.text = text
        self.isExact = isExact
        scalars = isExact ? Array(text.unicodeScalars) : text.unicodeScalars.map(\.lowercasedASCII)
    }

    var count: Int { scalars.count }
    var first: Unicode.Scalar? { scalars.first }

    /// Whether `text` begins with the marker, or can become its beginning.
    func match(_ text: [Unicode.Scalar]) -> Match {
        for (own, other) in zip(scalars, text) where own != (isExact ? other : other.lowercasedASCII) { return .none }
        return text.count < scalars.count ? .partly : .fully
    }
}

extension Unicode.Scalar {
    fileprivate var lowercasedASCII: Unicode.Scalar {
        ("A"..."Z").contains(self) ? Unicode.Scalar(UInt8(value) | 0x20) : self
    }
}
