import Foundation

/// Makes answer events out of a server's events, and decides whether the answer is complete.
///
/// It understands `/v1/chat/completions`, `/v1/completions` and llama.cpp's `/completion`, streamed or whole. An answer is
/// complete only if the server said why it ended (`finish_reason`, or `"stop":true`): llama-cpp-python sends
/// `[DONE]` also for an answer that it has cut off.
struct AnswerParser {
    /// Whether everything was said, and the connection can be let go.
    private(set) var isComplete = false
    /// How many events had something of an answer in them, be it an empty piece.
    private(set) var answerEvents = 0

    private let kind: ServerDescription.Kind
    private let secrets: [String]
    private var trimsSpace: Bool
    private var splitter: ReasoningSplitter
    private var hasEvents = false
    /// Whether something came that is JSON, but no event of an answer.
    private var hasOthers = false
    private var finishReason: AnswerEnd.FinishReason?
    private var timings: Timings?
    /// Whether those are llama.cpp's own, which are better than OpenAI's counts.
    private var hasTimings = false

    /// - Parameters:
    ///   - trimsSpace: Whether white space at the beginning belongs to the prompt's form, and not to the answer.
    ///   - prompt: What the text continues, where that is known; it may have begun the model's thoughts.
    ///   - secrets: What no error may repeat.
    init(kind: ServerDescription.Kind, trimsSpace: Bool = false, prompt: String? = nil, secrets: [String] = []) {
        self.kind = kind
        self.trimsSpace = trimsSpace
        self.secrets = secrets
        splitter = ReasoningSplitter(prompt: prompt)
    }

    /// The end as the server has told it; `nil` as long as it has not said why the answer ended.
    var end: AnswerEnd? {
        finishReason.map { AnswerEnd(finishReason: $0, timings: timings) }
    }

    mutating func consume(_ event: ServerSentEventParser.Event) throws(LlamaServerError) -> [AnswerEvent] {
        if event.data.isEmpty { return [] }
        if event.data.elementsEqual("[DONE]".utf8) {
            hasEvents = true
            guard finishReason != nil else {
                throw .brokenStream("the server stopped in the middle, without saying why")
            }
            isComplete = true
            return []
        }
        guard let json = JSONValue(repairing: event.data) else {
            throw .brokenStream("the server sent something that is not JSON")
        }
        guard json.object != nil else {
            hasOthers = true
            return []
        }
        hasEvents = true
        if event.isError { throw LlamaServerError(status: 200, ErrorMessage(json), secrets: secrets) }
        return try consume(json)
    }

    /// What a server says in one piece although a stream was asked for.
    mutating func consume(whole json: JSONValue) throws(LlamaServerError) -> [AnswerEvent] {
        hasEvents = true
        let events = try consume(json)
        guard finishReason != nil else { throw .brokenStream("the server sent something that is not an answer") }
        return events
    }

    /// What of the text was kept until more of it came, where none comes any more.
    mutating func rest() -> [AnswerEvent] {
        splitter.finish().map(AnswerEvent.init)
    }

    /// To be called at the end of the stream.
    ///
    /// - Parameter ignoredLines: How many lines were no events at all.
    func finish(ignoredLines: Int) throws(LlamaServerError) -> AnswerEnd {
        if let end { return end }
        if hasEvents { throw .brokenStream("the server stopped in the middle of the answer") }
        if ignoredLines > 0 || hasOthers { throw .brokenStream("the server sent something that is not an answer") }
        // Seen with 0.3.36: a prompt that is too long is answered with status 200 and an empty stream.
        if kind == .llamaCppPython { throw .contextTooLong(promptTokens: nil, contextSize: nil) }
        throw .brokenStream("the server ended the answer before it began")
    }

    private mutating func consume(_ json: JSONValue) throws(LlamaServerError) -> [AnswerEvent] {
        let choice = json["choices"]?[0]
        if let error = json["error"], error != .null {
            throw LlamaServerError(status: 200, ErrorMessage(json), secrets: secrets)
        }
        if json["detail"] != nil, choice == nil {
            throw LlamaServerError(status: 200, ErrorMessage(json), secrets: secrets)
        }
        if Self.belongsToAnswer(json) { answerEvents += 1 }
        var events: [AnswerEvent] = []
        if let progress = json["prompt_progress"] {
            events += promptProgress(progress)
        }
        let delta = choice?["delta"] ?? choice?["message"]
        let reasoning = ["reasoning_content", "reasoning"].compactMap { delta?[$0]?.string }.first { !$0.isEmpty }
        if let reasoning {
            splitter.foundReasoning()
            events.append(.reasoning(reasoning))
        }
        let text = choice == nil ? json["content"]?.string : delta?["content"]?.string ?? choice?["text"]?.string
        events += self.text(text ?? "")
        readTimings(json)
        if let reason = choice?["finish_reason"]?.string, !reason.isEmpty {
            finishReason = finishReason ?? Self.finishReason(reason)
        } else if choice == nil, json["stop"]?.bool == true {
            finishReason = finishReason ?? Self.finishReason(json["stop_type"]?.string ?? Self.oldStopType(json))
            // `/completion` has no [DONE].
            isComplete = true
        }
        if finishReason != nil { events += rest() }
        return events
    }

    private static func belongsToAnswer(_ json: JSONValue) -> Bool {
        if ["prompt_progress", "timings", "usage"].contains(where: { json[$0]?.object != nil }) { return true }
        guard let choice = json["choices"]?[0] else { return json["content"]?.string != nil }
        if choice["text"]?.string != nil || choice["finish_reason"]?.string != nil { return true }
        guard let delta = choice["delta"]?.object ?? choice["message"]?.object else { return false }
        // An empty one too: a server sends it for a token that it keeps to itself.
        return switch delta["content"] {
        case nil, .null, .string: true
        default: false
        }
    }

    private func promptProgress(_ json: JSONValue) -> [AnswerEvent] {
        guard let total = json["total"]?.int, let processed = json["processed"]?.int else { return [] }
        return [.promptProgress(PromptProgress(total: total, cached: json["cache"]?.int ?? 0, processed: processed))]
    }

    private mutating func text(_ text: String) -> [AnswerEvent] {
        var text = Substring(text)
        if trimsSpace { text = text.drop { $0.isWhitespace } }
        if text.isEmpty { return [] }
        trimsSpace = false
        return splitter.feed(String(text)).map(AnswerEvent.init)
    }

    private mutating func readTimings(_ json: JSONValue) {
        if let figures = json["timings"], figures.object != nil {
            timings = Timings(
                promptTokens: figures["prompt_n"]?.int,
                cachedTokens: figures["cache_n"]?.int,
                predictedTokens: figures["predicted_n"]?.int,
                predictedPerSecond: Self.speed(figures["predicted_per_second"]),
                promptPerSecond: Self.speed(figures["prompt_per_second"])
            )
            hasTimings = true
        } else if !hasTimings, let usage = json["usage"], usage.object != nil {
            let cached = usage["prompt_tokens_details"]?["cached_tokens"]?.int
            timings = Timings(
                promptTokens: usage["prompt_tokens"]?.int.map {
                    max(0, $0.subtractingReportingOverflow(cached ?? 0).partialValue)
                },
                cachedTokens: cached,
                predictedTokens: usage["completion_tokens"]?.int
            )
        }
    }

    /// Nothing read or written at all makes no speed: llama.cpp divides by no time then.
    private static func speed(_ json: JSONValue?) -> Double? {
        json?.double.flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
    }

    private static func finishReason(_ text: String) -> AnswerEnd.FinishReason {
        switch text {
        case "stop", "eos", "word": .stop
        case "length", "limit": .length
        default: .other(oneLine(text, limit: 40))
        }
    }

    /// Before `stop_type`, llama.cpp had a flag for each reason.
    private static func oldStopType(_ json: JSONValue) -> String {
        json["stopped_limit"]?.bool == true ? "limit" : "stop"
    }
}

extension AnswerEvent {
    fileprivate init(_ piece: ReasoningSplitter.Piece) {
        self =
            switch piece {
            case .reasoning(let text): .reasoning(text)
            case .text(let text): .text(text)
            case .textWasReasoning: .textWasReasoning
            }
    }
}
