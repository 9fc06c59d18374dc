/// Why a LLaMA server did not answer, as cases one can act on. No case holds the key or what people wrote.
public enum LlamaServerError: Error, Sendable, Hashable {
    case invalidURL(String)
    case notReachable(String)
    case loading
    case busy
    case contextTooLong(promptTokens: Int?, contextSize: Int?)
    case unauthorized
    case modelNotFound(String?)
    case http(status: Int, text: String)
    case brokenStream(String)
    case silence(Duration)
}
