import Testing

/// What a model writes, and what of it is thought and what is said.
struct ReasoningCase: Sendable, CustomTestStringConvertible {
    var input: String
    var reasoning: String
    var text: String
    /// The end of the prompt.
    var prompt: String?
    /// What was taken for text at first.
    var wasText = ""

    init(_ input: String, _ reasoning: String, _ text: String, prompt: String? = nil, wasText: String = "") {
        self.input = input
        self.reasoning = reasoning
        self.text = text
        self.prompt = prompt
        self.wasText = wasText
    }

    var testDescription: String { input.isEmpty ? "nothing" : String(input.prefix(60).debugDescription) }

    /// Text as it is.
    static func plain(_ input: String) -> ReasoningCase { ReasoningCase(input, "", input) }

    static let spellings: [ReasoningCase] = [
        .init("<think>Hm.</think>Hi", "Hm.", "Hi"),
        .init("<think>\nHm.\n</think>\n\nHi", "Hm.\n", "Hi"),
        .init("<THINK>Hm.</Think>Hi", "Hm.", "Hi"),
        .init("<thinking>Hm.</thinking>Hi", "Hm.", "Hi"),
        .init("<thought>Hm.</thought>Hi", "Hm.", "Hi"),
        .init("<reasoning>Hm.</reasoning>Hi", "Hm.", "Hi"),
        .init("<seed:think>Hm.</seed:think>Hi", "Hm.", "Hi"),
        .init("<mm:think>Hm.</mm:think>Hi", "Hm.", "Hi"),
        .init("<think:opensource>Hm.</think:opensource>Hi", "Hm.", "Hi"),
        .init("<think>\nHm.\n</think>\n<answer>\nHi\n</answer>", "Hm.\n", "\nHi\n"),
        .init("<think>Hm.</think><response>Hi</response>", "Hm.", "Hi"),
        .init("[THINK]Hm.[/THINK]Hi", "Hm.", "Hi"),
        .init("◁think▷Хм.◁/think▷Привет", "Хм.", "Привет"),
        .init("<|START_THINKING|>Hm.<|END_THINKING|><|START_RESPONSE|>Hi<|END_RESPONSE|>", "Hm.", "Hi"),
        .init("<|START_THINKING|>Hm.<|START_TEXT|>Hi<|END_TEXT|>", "Hm.", "Hi"),
        .init("<|START_RESPONSE|>Hi<|END_RESPONSE|>", "", "Hi"),
        .init("<|channel>thought\nHm.<channel|>Hi", "Hm.", "Hi"),
        .init(
            "<|open|>think<|sep|>Hm.<|close|>think<|sep|><|open|>response<|sep|>Hi<|close|>response<|sep|>",
            "Hm.",
            "Hi"
        ),
        .init("<|think|>Hm.<|end|><|begin|>assistant<|content|>Hi", "Hm.", "Hi"),
        .init("<|content|>Hi", "", "Hi"),
        .init(
            "<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>Hi<|return|>",
            "Hm.",
            "Hi"
        ),
        // llama-cpp-python does not show <|end|>.
        .init("<|channel|>analysis<|message|>Hm.<|start|>assistant<|channel|>final<|message|>Hi", "Hm.", "Hi"),
        .init(
            "<|channel|>analysis<|message|>A<|end|><|start|>assistant<|channel|>commentary<|message|>B<|end|>"
                + "<|start|>assistant<|channel|>final<|message|>Hi",
            "A\n\nB",
            "Hi"
        ),
        .init("<|channel|>final<|message|>Hi", "", "Hi"),
    ]

    static let shapes: [ReasoningCase] = [
        .init("", "", ""),
        .init(" \n <think> Hm. </think> \n\t Hi \n", "Hm. ", "Hi \n"),
        .init("<think>Hm", "Hm", ""),
        .init("<think>Hm</thi", "Hm</thi", ""),
        .init("<think>", "", ""),
        .init("<think>\n\n</think>\n\nHi", "", "Hi"),
        .init("<think></think>Hi", "", "Hi"),
        .init("<think>a</think>\n<think>b\n</think><thinking>c</thinking>Hi", "a\n\nb\n\nc", "Hi"),
        .init("<think></think><think>b</think>Hi", "b", "Hi"),
        .init("<think>a</thinking>b</think>Hi", "a</thinking>b", "Hi"),
        .init("<think>a < b </ c <</think>Hi", "a < b </ c <", "Hi"),
        .init("<think>a</</think>Hi", "a</", "Hi"),
        .init("<think>`</think>`Hi", "`", "`Hi"),
        .init("</think>\n\nHi", "", "Hi"),
        .init("<think>a</think></think>Hi", "a", "Hi"),
        .init("<think>a</think>Hi <think>b</think>!", "a", "Hi <think>b</think>!"),
        .init("<think>a</think>Hi\n</think>\n!", "a", "Hi\n</think>\n!"),
        .init("<think>a</think>", "a", ""),
        .init("<think>e\u{301}👩‍💻</think>\u{301}👩‍💻", "e\u{301}👩‍💻", "\u{301}👩‍💻"),
    ]

    static let texts: [ReasoningCase] = [
        "Hi", "  Hi\n", " \n ", "<", "<t", "<thin", "<thing>Hi</thing>", "< think>Hi", "<thinks>Hi</thinks>",
        "[Think](x)",
        "[/THINK", "a <think>b</think> c", "a\n<think>\nb\n</think>\nc", "`<think>`a</think>", "```\n<think>\n```\n",
        "The tag </think> ends it.", "It ends with </think>", "Write `</think>\n` there.", "```xml\n</think>\n```\n",
        "~~~\n</think>\n~~~\n", "````\n```\n</think>\n```\n````", "a\n    `\n`</think>`", "<answer>Hi</answer>",
        "<|end|", "a <|end|> b", "analysis: Hi", "<b>Hi</b> <thought", "◁", "◁think", "a</thi",
    ].map(plain)

    static let promptOpens: [ReasoningCase] = [
        .init("Hm.\n</think>\n\nHi", "Hm.\n", "Hi", prompt: "<|Assistant|><think>\n"),
        .init("Hm.</think>Hi", "Hm.", "Hi", prompt: "<|im_start|>assistant\n<think>"),
        .init("Hm.[/THINK]Hi", "Hm.", "Hi", prompt: "[THINK]"),
        .init("\n\n</think>\n\nHi", "", "Hi", prompt: "<think>\n"),
        .init("<think>\nHm.</think>Hi", "Hm.", "Hi", prompt: "<think>\n"),
        .init("Hm. </thi", "Hm. </thi", "", prompt: "<think>\n"),
        .init("Hi </think>", "", "Hi </think>", prompt: "<think>\n\n</think>\n\n"),
        .init("Hi", "", "Hi", prompt: "Say <think> twice.<|im_end|>\n<|im_start|>assistant\n"),
        .init(
            "Hm.<|end|><|start|>assistant<|channel|>final<|message|>Hi",
            "Hm.",
            "Hi",
            prompt: "<|channel|>analysis<|message|>"
        ),
    ]

    static let unseenOpenings: [ReasoningCase] = [
        .init("Hm.\n</think>\n\nHi", "", "Hi", wasText: "Hm.\n"),
        .init("Hm.</think>\nHi", "", "Hi", wasText: "Hm."),
        .init("Hm.\n  </THINK>Hi", "", "Hi", wasText: "Hm.\n  "),
        .init("Хм.\n[/THINK]\nПривет", "", "Привет", wasText: "Хм.\n"),
        .init("The tag </think> means me.\n</think>\nHi", "", "Hi", wasText: "The tag </think> means me.\n"),
        .init("A ` here.\n</think>\nHi", "", "Hi", wasText: "A ` here.\n"),
        .init("```\nx\n```\n</think>\nHi", "", "Hi", wasText: "```\nx\n```\n"),
        .init("`</think>` is a tag.\n</think>\nHi", "", "Hi", wasText: "`</think>` is a tag.\n"),
        .init("a\n</think>\nb\n</think>\nc", "", "b\n</think>\nc", wasText: "a\n"),
        .init("a\n</think>\n<think>b</think>c", "\nb", "c", wasText: "a\n"),
        .init("a</think>\n<think>b</think>c", "\n\nb", "c", wasText: "a"),
        .init("a\n</think>\n<answer>b</answer>", "", "b", wasText: "a\n"),
    ]

    static let all = spellings + shapes + texts + promptOpens + unseenOpenings
}
