/// Collects what a ``ReasoningSplitter`` has decided on.
struct ReasoningPieces {
    private var pieces: [ReasoningSplitter.Piece] = []
    private var current = ""
    private var isReasoning = false
    private var lastThought: Unicode.Scalar?
    private var lastText: Unicode.Scalar?
    private var isEmptySection = true

    mutating func beginReasoning() { isEmptySection = true }

    /// Several sections are paragraphs of one.
    mutating func addReasoning(_ scalar: Unicode.Scalar) {
        if isEmptySection, scalar.properties.isWhitespace { return }
        become(isReasoning: true)
        if isEmptySection, let lastThought { current += lastThought == "\n" ? "\n" : "\n\n" }
        isEmptySection = false
        lastThought = scalar
        current.unicodeScalars.append(scalar)
    }

    mutating func addText(_ scalar: Unicode.Scalar) {
        become(isReasoning: false)
        lastText = scalar
        current.unicodeScalars.append(scalar)
    }

    mutating func textWasReasoning() {
        become(isReasoning: false)
        flush()
        pieces.append(.textWasReasoning)
        lastThought = lastText
    }

    mutating func take() -> [ReasoningSplitter.Piece] {
        flush()
        defer { pieces = [] }
        return pieces
    }

    private mutating func become(isReasoning: Bool) {
        guard isReasoning != self.isReasoning else { return }
        flush()
        self.isReasoning = isReasoning
    }

    private mutating func flush() {
        if current.isEmpty { return }
        pieces.append(isReasoning ? .reasoning(current) : .text(current))
        current = ""
    }
}
