/// Makes answer events out of a stream's bytes, and tells what sign of life they are.
struct AnswerReader {
    private(set) var lines = ServerSentEventParser()
    private(set) var parser: AnswerParser

    init(_ parser: AnswerParser) {
        self.parser = parser
    }

    /// Stops where the answer is complete.
    ///
    /// - Returns: `nil` for events that have nothing of an answer: who sends them for ever does not answer.
    mutating func feed(_ bytes: some Sequence<UInt8>, _ yield: (AnswerEvent) -> Void) throws -> SignOfLife? {
        let comments = lines.comments
        let answerEvents = parser.answerEvents
        let events = try lines.feed(bytes)
        for event in events {
            for event in try parser.consume(event) { yield(event) }
            if parser.isComplete { return .answer }
        }
        if parser.answerEvents != answerEvents { return .answer }
        // Without an event it may be a part of a long one, as llama.cpp's last with the whole prompt in it.
        return events.isEmpty || lines.comments != comments ? .presence : nil
    }

    /// To be called at the end of the stream.
    mutating func finish(_ yield: (AnswerEvent) -> Void) throws {
        // What stands there without an end may be whole, or cut off in the middle: then it says nothing.
        if let last = try lines.finish(), JSONValue(repairing: last.data) != nil {
            for event in try parser.consume(last) { yield(event) }
        }
        rest(yield)
    }

    /// To be called where the stream has broken off.
    mutating func rest(_ yield: (AnswerEvent) -> Void) {
        for event in parser.rest() { yield(event) }
    }
}
