/// How a family of models marks its thoughts in the text.
///
/// The spellings are those that the parsers of llama.cpp (`common/parsers/`) and vLLM (`vllm/reasoning/`) know.
struct ReasoningFormat: Sendable {
    var openings: [ReasoningMarker]
    var closings: [ReasoningMarker]
    /// What ends the thoughts too, and belongs to what follows them.
    var successors: [ReasoningMarker] = []
    /// What stands between the thoughts and the answer.
    var answerOpenings: [ReasoningMarker] = []
    var answerClosings: [ReasoningMarker] = []
    /// Whether the text before a closing alone may be thoughts that the prompt has opened.
    var canOpenInPrompt = true
    /// Whether an answer may have `answerOpenings` without thoughts before it; not where people may want such tags.
    var needsThoughtsBeforeAnswer = false

    var markers: [ReasoningMarker] {
        [openings, closings, successors, answerOpenings, answerClosings].flatMap { $0 }
    }

    static let all: [ReasoningFormat] =
        names.map(tags) + [mistral, kimi, kimiK3, cohere, gemma, harmony, solar]

    /// DeepSeek, Qwen, GLM and most others; ByteDance Seed; MiniMax; Hunyuan.
    private static let names = [
        "think", "thinking", "thought", "reasoning", "seed:think", "mm:think", "think:opensource",
    ]

    /// Hunyuan and Granite mark the answer, too.
    private static func tags(_ name: String) -> ReasoningFormat {
        ReasoningFormat(
            openings: ["<\(name)>"],
            closings: ["</\(name)>"],
            answerOpenings: ["<answer>", "<response>"],
            answerClosings: ["</answer>", "</response>"],
            needsThoughtsBeforeAnswer: true
        )
    }

    /// Magistral and Ministral. `[Think](…)` is how a link begins.
    private static let mistral = ReasoningFormat(
        openings: [ReasoningMarker("[THINK]", isExact: true)],
        closings: [ReasoningMarker("[/THINK]", isExact: true)]
    )

    private static let kimi = ReasoningFormat(openings: ["◁think▷"], closings: ["◁/think▷"])

    private static let kimiK3 = ReasoningFormat(
        openings: ["<|open|>think<|sep|>"],
        closings: ["<|close|>think<|sep|>"],
        successors: ["<|open|>response<|sep|>"],
        answerOpenings: ["<|open|>response<|sep|>"],
        answerClosings: ["<|close|>response<|sep|>"]
    )

    private static let cohere = ReasoningFormat(
        openings: ["<|START_THINKING|>"],
        closings: ["<|END_THINKING|>"],
        successors: ["<|START_RESPONSE|>", "<|START_TEXT|>"],
        answerOpenings: ["<|START_RESPONSE|>", "<|START_TEXT|>"],
        answerClosings: ["<|END_RESPONSE|>", "<|END_TEXT|>"]
    )

    private static let gemma = ReasoningFormat(openings: ["<|channel>thought"], closings: ["<channel|>"])

    /// gpt-oss. llama-cpp-python shows all of these but `<|end|>`, so a section ends with the next one, too.
    private static let harmony = ReasoningFormat(
        openings: ["analysis", "commentary"].flatMap { channel in
            ["", "<|start|>assistant"].map { ReasoningMarker($0 + "<|channel|>\(channel)<|message|>") }
        },
        closings: ["<|end|>"],
        successors: ["<|start|>", "<|channel|>"],
        answerOpenings: ["<|channel|>final<|message|>", "<|start|>assistant<|channel|>final<|message|>"],
        answerClosings: ["<|return|>", "<|end|>"],
        canOpenInPrompt: false
    )

    private static let solar = ReasoningFormat(
        openings: ["<|think|>"],
        closings: ["<|end|>", "<|/think|>"],
        successors: ["<|begin|>", "<|content|>"],
        answerOpenings: ["<|content|>", "<|begin|>assistant<|content|>"],
        answerClosings: ["<|end|>", "<|flush|>"],
        canOpenInPrompt: false
    )
}

extension ReasoningMarker: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    init(stringLiteral text: String) { self.init(text) }
}
