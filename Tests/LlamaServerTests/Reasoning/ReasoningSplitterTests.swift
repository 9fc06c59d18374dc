import Testing

@testable import LlamaServer

@Suite("Thoughts in a model's text")
struct ReasoningSplitterTests {
    @Test(arguments: ReasoningCase.all)
    func `are told from what it says`(_ test: ReasoningCase) {
        expectSame(split([test.input], prompt: test.prompt), test, "in one piece")
    }

    @Test(arguments: ReasoningCase.all)
    func `are the same in any two or three pieces`(_ test: ReasoningCase) {
        let scalars = Array(test.input.unicodeScalars)
        func text(_ part: ArraySlice<Unicode.Scalar>) -> String { String(String.UnicodeScalarView(part)) }
        for first in 0...scalars.count {
            var begun = ReasoningSplitter(prompt: test.prompt)
            let beginning = begun.feed(text(scalars[..<first]))
            // Longer pieces in the middle are what two pieces try.
            for second in first...min(first + 2, scalars.count) {
                var splitter = begun
                let pieces = [scalars[first..<second], scalars[second...]].map(text)
                let events = pieces.flatMap { splitter.feed($0) } + splitter.finish()
                expectSame(Split(beginning + events), test, "\(first) characters, then \(pieces)")
            }
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `are the same in random tokens, also one after the other`(seed: UInt64) {
        var random = SplitMix(seed: seed)
        for test in ReasoningCase.all {
            let pieces = tokens(of: test.input, using: &random)
            expectSame(split(pieces, prompt: test.prompt), test, "\(pieces)")
        }
    }

    /// Whatever comes: nothing is lost or doubled, and little is held.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func `of a model gone mad are the same in any pieces`(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let parts =
            ReasoningMarkers.atBoundary.map(\.marker.text) + [
                "<", "/", "think", ">", "`", "```", "~~~", "\n", " ", "a", "Ж", "👩‍💻",
            ]
        for _ in 0..<10 {
            let input = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                parts.randomElement(using: &random) ?? ""
            }.joined()
            let prompt = Bool.random(using: &random) ? "<think>\n" : nil
            let whole = split([input], prompt: prompt)
            let pieces = tokens(of: input, using: &random)
            let inPieces = split(pieces, prompt: prompt)
            #expect(inPieces == whole, "\(pieces)")
            let left = whole.all.unicodeScalars.filter { !$0.properties.isWhitespace }
            #expect(isSubsequence(left, of: input.unicodeScalars), "\(input.debugDescription)")
        }
    }

    @Test(arguments: ReasoningCase.all)
    func `are never held back for longer than the longest mark`(_ test: ReasoningCase) {
        var splitter = ReasoningSplitter(prompt: test.prompt)
        for scalar in test.input.unicodeScalars {
            _ = splitter.feed(String(scalar))
            #expect(splitter.heldCount <= ReasoningMarkers.longest)
        }
        _ = splitter.finish()
        #expect(splitter.heldCount == 0)
    }

    @Test func `white space for ever is not held for ever`() {
        var splitter = ReasoningSplitter()
        let space = String(repeating: "\n", count: 1000)
        let pieces = splitter.feed(space) + splitter.finish()
        #expect(Split(pieces) == Split([.text(space)]))
    }

    @Test func `a closing alone counts only early`() {
        let long = String(repeating: "word ", count: 14_000) + "\n</think>\nHi"
        #expect(split([long]) == Split([.text(long)]))
    }

    @Test func `a closing alone is text where the server has found thoughts`() {
        var splitter = ReasoningSplitter()
        splitter.foundReasoning()
        #expect(splitter.feed("a\n</think>\nb") + splitter.finish() == [.text("a\n</think>\nb")])
    }

    @Test func `text is passed on as it comes where no mark can follow`() {
        var splitter = ReasoningSplitter()
        #expect(splitter.feed("<think>a</think>b") == [.reasoning("a"), .text("b")])
        #expect(splitter.feed("<") == [.text("<")])
        #expect(splitter.feed("") == [])
    }

    // MARK: Helpers

    private func split(_ pieces: [String], prompt: String? = nil) -> Split {
        var splitter = ReasoningSplitter(prompt: prompt)
        let events = pieces.flatMap { splitter.feed($0) }
        return Split(events + splitter.finish())
    }

    private func expectSame(
        _ split: Split,
        _ test: ReasoningCase,
        _ how: @autoclosure () -> String,
        at location: SourceLocation = #_sourceLocation
    ) {
        let expected = Split(wasText: test.wasText, reasoning: test.reasoning, text: test.text)
        if split != expected { #expect(split == expected, "\(how())", sourceLocation: location) }
    }

    private func tokens(of text: String, using random: inout SplitMix) -> [String] {
        var rest = Substring.UnicodeScalarView(text.unicodeScalars)
        var tokens: [String] = []
        while !rest.isEmpty {
            let length = Int.random(in: 1...6, using: &random)
            tokens.append(String(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return tokens
    }

    private func isSubsequence(_ part: some Sequence<Unicode.Scalar>, of whole: some Sequence<Unicode.Scalar>) -> Bool {
        var rest = whole.makeIterator()
        return part.allSatisfy { scalar in
            while let next = rest.next() { if next == scalar { return true } }
            return false
        }
    }
}

/// All of a kind together, compared scalar by scalar.
private struct Split: Equatable {
    var wasText: [Unicode.Scalar] = []
    var reasoning: [Unicode.Scalar] = []
    var text: [Unicode.Scalar] = []
    /// In the order in which it came.
    var all = ""

    init(wasText: String, reasoning: String, text: String) {
        self.wasText = Array(wasText.unicodeScalars)
        self.reasoning = Array(reasoning.unicodeScalars)
        self.text = Array(text.unicodeScalars)
    }

    init(_ pieces: [ReasoningSplitter.Piece]) {
        for piece in pieces {
            switch piece {
            case .reasoning(let piece):
                #expect(!piece.isEmpty)
                reasoning += piece.unicodeScalars
                all += piece
            case .text(let piece):
                #expect(!piece.isEmpty)
                text += piece.unicodeScalars
                all += piece
            case .textWasReasoning:
                #expect(wasText.isEmpty && reasoning.isEmpty && !text.isEmpty)
                wasText = text
                text = []
            }
        }
    }

    static func == (one: Split, other: Split) -> Bool {
        (one.wasText, one.reasoning, one.text) == (other.wasText, other.reasoning, other.text)
    }
}
