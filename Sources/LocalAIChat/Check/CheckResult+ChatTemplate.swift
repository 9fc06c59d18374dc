import LlamaServer

extension CheckResult {
    /// What turns a conversation into the prompt that the model reads: it depends on the route as much as on the model.
    init(chatTemplateOf server: ServerDescription) {
        switch (server.api, server.hasChatTemplate) {
        case (.chat, true), (.auto, true):
            self.init(.chatTemplate, .passed, "the model's own, which the server applies")
        case (.chat, nil), (.auto, nil):
            self.init(.chatTemplate, .passed, "the server makes the prompt, and doesn't say by which template")
        case (.chat, false), (.auto, false):
            self.init(
                .chatTemplate,
                .warning(advice: Self.otherModel),
                "none: the server makes a prompt in another's form"
            )
        case (.completion, true) where server.kind == .llamaCpp:
            self.init(.chatTemplate, .passed, "the model's own, which the bot asks the server to apply")
        case (.completion, false) where server.kind == .llamaCpp:
            self.init(.chatTemplate, .warning(advice: Self.otherModel), "none: \(Self.transcript)")
        case (.completion, nil) where server.kind == .llamaCpp:
            let detail = "the server doesn't say whether there is one: \(Self.transcript)"
            self.init(.chatTemplate, .warning(advice: Self.otherRoute), detail)
        case (.completion, _):
            self.init(.chatTemplate, .warning(advice: Self.otherRoute), "not used: \(Self.transcript)")
        }
    }

    private static let transcript = "the bot writes the conversation as a plain transcript"
    private static let otherModel =
        "prefer a model for chatting; one without a template often doesn't know when to stop"
    private static let otherRoute = "with LLAMA_API=chat the server applies the model's template, if it has one"
}
