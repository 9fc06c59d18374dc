extension FormattedText {
    /// Cuts a text into parts that each fit into one message.
    ///
    ///     for part in FormattedText(document).split() { try await send(part) }
    ///
    /// A cut is made at the last paragraph that fits, else at the last line, else at the last word, else between two
    /// characters as people see them. White space around a cut goes away, as Telegram trims it from every message; every other
    /// character is in exactly one part. What is bold, a link or a quote goes on in the next part; a `pre` that does
    /// not fit begins a part of its own, and is cut, with its language and indentation, only if that does not hold it either.
    ///
    /// A part depends on what it holds and little more, not on how much follows: when text is added at the end, only the last part
    /// changes. So an answer that is still being written can be sent part by part.
    ///
    /// - Returns: The parts in order, each with something to see; none if there is nothing.
    public func split(_ limits: MessageLimits = .telegram) -> [FormattedText] {
        var splitter = MessageSplitter(self, limits: limits)
        var parts: [FormattedText] = []
        while let part = splitter.next() { parts.append(part) }
        return parts
    }
}
