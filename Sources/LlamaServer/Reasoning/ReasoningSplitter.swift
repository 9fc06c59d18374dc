/// Takes a thinking model's thoughts out of its text: what stands between `<think>` and `</think>`, in any of the usual
/// spellings (``ReasoningFormat``).
///
/// An opening counts only where the answer begins, after white space, and directly after other thoughts; elsewhere it is text.
/// Thoughts without an end go on to the end. White space around the marks is dropped, and so are empty thoughts.
///
/// A prompt's template may have opened the thoughts already (DeepSeek-R1, QwQ): where the prompt is known, they begin at
/// once. Where it is not, a closing without an opening says that all the text so far was thoughts
/// (``Piece/textWasReasoning``). It counts once, within the first 65,536 characters, outside code, and only where it begins or
/// ends its line: who explains the tag writes it in the middle of one.
///
/// Everything is decided character by character, so it does not matter in what pieces the text comes. No more
/// is held back than the longest mark.
struct ReasoningSplitter {
    enum Piece: Sendable, Hashable {
        case reasoning(String)
        case text(String)
        /// All the text so far.
        case textWasReasoning
    }

    private enum State {
        /// Where an opening counts.
        case boundary
        case reasoning(ReasoningFormat)
        case answer
    }

    private static let watchLimit = 65_536

    private var state = State.boundary
    private var held: [Unicode.Scalar] = []
    private var output = ReasoningPieces()
    /// White space at the beginning, until something else comes.
    private var space: [Unicode.Scalar] = []
    /// What the prompt has opened.
    private var opened: ReasoningFormat?
    private var hasThoughts = false
    private var answerClosings: [ReasoningMarker] = []
    /// How much text may still come before a closing without an opening; 0 when none is expected any more.
    private var watch = Self.watchLimit
    private var code = MarkdownCode()

    /// - Parameter prompt: What the model's text continues, if known.
    init(prompt: String? = nil) {
        let end = (prompt ?? "").unicodeScalars.suffix(100).reversed().drop { $0.properties.isWhitespace }
        let tail = Array(end.reversed())
        opened = ReasoningFormat.all.first { format in
            format.openings.contains { $0.match(Array(tail.suffix($0.count))) == .fully }
        }
        if opened != nil { watch = 0 }
    }

    /// Says that the server has found thoughts itself, so a closing in the text is only text.
    mutating func foundReasoning() { watch = 0 }

    mutating func feed(_ text: String) -> [Piece] {
        if case .answer = state, held.isEmpty, watch == 0, answerClosings.isEmpty {
            return text.isEmpty ? [] : [.text(text)]
        }
        for scalar in text.unicodeScalars {
            held.append(scalar)
            while !held.isEmpty, step(isLast: false) {}
        }
        return output.take()
    }

    /// How many characters are kept until more of the text comes.
    var heldCount: Int { held.count + space.count }

    /// Gives back what was held, at the end of the stream.
    mutating func finish() -> [Piece] {
        while !held.isEmpty, step(isLast: true) {}
        if case .boundary = state { releaseSpace() }
        return output.take()
    }

    /// Decides on the first of what is held.
    ///
    /// - Returns: Whether it could; otherwise more of the text has to come.
    private mutating func step(isLast: Bool) -> Bool {
        switch state {
        case .boundary: stepAtBoundary(isLast: isLast)
        case .reasoning(let format): stepInReasoning(format, isLast: isLast)
        case .answer: stepInAnswer(isLast: isLast)
        }
    }

    // MARK: Where an opening counts

    private mutating func stepAtBoundary(isLast: Bool) -> Bool {
        if held[0].properties.isWhitespace {
            if !hasThoughts, opened == nil { space.append(held[0]) }
            if space.count > ReasoningMarkers.longest { releaseSpace() }
            held.removeFirst()
            return true
        }
        if ReasoningMarkers.initials.contains(held[0]) {
            let (marker, isPartly) = ReasoningMarkers.atBoundary.first(of: held) { [hasThoughts] in
                hasThoughts || !$0.needsThoughts
            }
            if let marker {
                held.removeFirst(marker.count)
                space = []
                watch = 0
                enter(marker.role)
                return true
            }
            if isPartly, !isLast { return false }
        }
        if let opened {
            begin(opened)
        } else {
            releaseSpace()
            state = .answer
        }
        return true
    }

    private mutating func enter(_ role: ReasoningMarkers.Role) {
        switch role {
        case .opening(let format): begin(format)
        case .answer(let format):
            answerClosings = format.answerClosings
            opened = nil
            state = .answer
        case .closing:
            hasThoughts = true
            opened = nil
        }
    }

    private mutating func begin(_ format: ReasoningFormat) {
        opened = nil
        hasThoughts = true
        output.beginReasoning()
        state = .reasoning(format)
    }

    private mutating func releaseSpace() {
        for scalar in space { emitText(scalar) }
        space = []
    }

    // MARK: Thoughts

    private mutating func stepInReasoning(_ format: ReasoningFormat, isLast: Bool) -> Bool {
        guard ReasoningMarkers.initials.contains(held[0]) else {
            output.addReasoning(held.removeFirst())
            return true
        }
        var isPartly = false
        for marker in format.closings + format.successors {
            switch marker.match(held) {
            case .none: break
            case .partly: isPartly = true
            case .fully:
                if format.closings.contains(marker) { held.removeFirst(marker.count) }
                state = .boundary
                return true
            }
        }
        if isPartly, !isLast { return false }
        output.addReasoning(held.removeFirst())
        return true
    }

    // MARK: The answer

    private mutating func stepInAnswer(isLast: Bool) -> Bool {
        guard ReasoningMarkers.initials.contains(held[0]), !code.isCode else {
            emitText(held.removeFirst())
            return true
        }
        var isPartly = false
        if !answerClosings.isEmpty {
            let (closing, isPart) = answerClosings.first(of: held)
            if let closing {
                held.removeFirst(closing.count)
                answerClosings = []
                return true
            }
            isPartly = isPart
        }
        if watch > 0 {
            let (marker, isPart) = ReasoningMarkers.inText.first(of: held)
            if let marker {
                guard let isAlone = isAlone(marker, isLast: isLast) else { return false }
                if isAlone { endThoughts(marker) } else { keep(marker) }
                return true
            }
            isPartly = isPartly || isPart
        }
        if isPartly, !isLast { return false }
        emitText(held.removeFirst())
        return true
    }

    private mutating func endThoughts(_ closing: ReasoningMarkers.Entry) {
        held.removeFirst(closing.count)
        output.textWasReasoning()
        hasThoughts = true
        watch = 0
        state = .boundary
    }

    private mutating func keep(_ marker: ReasoningMarkers.Entry) {
        // After a closing that is explained, another may come that is meant.
        if case .opening = marker.role { watch = 0 }
        for _ in 0..<marker.count { emitText(held.removeFirst()) }
    }

    /// Whether a mark in the text ends what the prompt has opened; `nil` if that depends on what follows.
    private func isAlone(_ marker: ReasoningMarkers.Entry, isLast: Bool) -> Bool? {
        guard case .closing = marker.role else { return false }
        if code.isLineStart { return true }
        if held.count > marker.count { return held[marker.count] == "\n" || held[marker.count] == "\r" }
        return isLast ? false : nil
    }

    private mutating func emitText(_ scalar: Unicode.Scalar) {
        output.addText(scalar)
        if watch > 0 { watch -= 1 }
        code.consume(scalar)
    }
}
