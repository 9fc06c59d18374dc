import LlamaServer
import Testing

@testable import LocalAIChat

@Suite("What check says about the prompt") struct ChatTemplateCheckTests {
    typealias API = LlamaServerConfiguration.API
    typealias Kind = ServerDescription.Kind

    static let cases: [(Kind, API, Bool?, words: String, isWarning: Bool)] = [
        (.llamaCpp, .chat, true, "the model's own, which the server applies", false),
        (.llamaCpp, .chat, nil, "the server makes the prompt", false),
        (.llamaCpp, .chat, false, "none: the server makes a prompt", true),
        (.llamaCpp, .completion, true, "the model's own, which the bot asks the server to apply", false),
        (.llamaCpp, .completion, false, "none: the bot writes the conversation as a plain transcript", true),
        (.llamaCpp, .completion, nil, "whether there is one: the bot writes the conversation as a plain", true),
        (.ollama, .chat, nil, "the server makes the prompt", false),
        (.ollama, .completion, nil, "not used: the bot writes the conversation as a plain transcript", true),
        (.llamaCppPython, .completion, true, "not used: the bot writes", true),
    ]

    @Test(arguments: cases)
    func `is what the bot does`(kind: Kind, api: API, has: Bool?, words: String, isWarning: Bool) {
        let result = CheckResult(chatTemplateOf: ServerDescription(kind: kind, hasChatTemplate: has, api: api))
        #expect(result.detail.contains(words), "\(result.detail)")
        let warns = if case .warning = result.outcome { true } else { false }
        #expect(warns == isWarning)
    }
}
