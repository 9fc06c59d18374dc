import Foundation
import NIOHTTP1

/// Where a request for an answer goes, and what it says there.
struct AnswerPlan: Sendable {
    var path = "/v1/chat/completions"
    var body = AnswerBody()
    /// Whether the answer begins with white space that belongs to our prompt's form.
    var trimsSpace = false

    /// Chooses the route; for `/completion` the server may be asked for the prompt.
    init(_ call: AnswerCall) async throws {
        let description = call.description
        let sampling = call.request.sampling
        body.model = call.configuration.modelName ?? (description.needsModelName ? description.model : nil)
        body.temperature = sampling.temperature
        body.topP = sampling.topP
        body.stop = sampling.stop.isEmpty ? nil : sampling.stop
        body.maxTokens = sampling.nPredict
        if description.kind == .llamaCpp {
            body.cachePrompt = true
            body.returnProgress = true
            body.idSlot = call.slot
        }

        switch (description.api, description.kind) {
        case (.completion, .llamaCpp):
            path = "/completion"
            body.maxTokens = nil
            body.nPredict = sampling.nPredict
            if description.hasChatTemplate == true {
                body.prompt = try await Self.templatedPrompt(call, model: body.model)
            } else {
                usePlainTranscript(call.request)
            }
        case (.completion, _):
            path = "/v1/completions"
            usePlainTranscript(call.request)
            body.maxTokens = sampling.nPredict ?? Self.longestCompletion(description.kind)
            body.streamOptions = Self.streamOptions(description.kind)
        case (.chat, _), (.auto, _):
            body.messages = call.request.messages
            body.streamOptions = Self.streamOptions(description.kind)
        }
    }

    private mutating func usePlainTranscript(_ request: AnswerRequest) {
        body.prompt = PlainTranscript.prompt(request.messages)
        body.stop = request.sampling.stop + PlainTranscript.stop
        trimsSpace = true
    }

    /// `/v1/completions` ends after 16 tokens where nothing is said. 0 is llama-cpp-python's “as many as fit”;
    /// Ollama has no limit of its own, and the others take what nearly every model's context allows.
    private static func longestCompletion(_ kind: ServerDescription.Kind) -> Int? {
        switch kind {
        case .llamaCppPython: 0
        case .ollama: nil
        case .llamaCpp, .lmStudio, .vLLM, .openAICompatible: 1024
        }
    }

    /// The counts at the end. llama.cpp gives better ones by itself; strict servers that we don't know may refuse the field.
    private static func streamOptions(_ kind: ServerDescription.Kind) -> AnswerBody.StreamOptions? {
        switch kind {
        case .ollama, .lmStudio, .vLLM: AnswerBody.StreamOptions()
        case .llamaCpp, .llamaCppPython, .openAICompatible: nil
        }
    }

    /// The prompt that llama.cpp's `llama-server` makes of the messages with the model's chat template.
    static func templatedPrompt(_ call: AnswerCall, model: String?) async throws -> String {
        var body = AnswerBody()
        body.model = model
        body.messages = call.request.messages
        body.stream = false
        let limit = call.configuration.requestTimeout
        let reply = try await call.connection.reply(.POST, "/apply-template", body: try body.encoded(), limit: limit)
        guard reply.status == 200 else {
            throw LlamaServerError(status: reply.status, ErrorMessage(reply), secrets: call.secrets)
        }
        guard let prompt = reply.json?["prompt"]?.string else {
            throw LlamaServerError.brokenStream("the server gave no prompt for its chat template")
        }
        return prompt
    }
}
