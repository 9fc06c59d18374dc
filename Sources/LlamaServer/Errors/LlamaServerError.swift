/// Why a LLaMA server did not answer, as cases one can act on. No case holds the key or what people wrote.
public enum LlamaServerError: Error, Sendable, Hashable {
    /// The address can't be one; why. A user name or password in it is not repeated.
    case invalidURL(String)
    /// No connection; why.
    case notReachable(String)
    /// The server is there and loads its model.
    case loading
    /// The server takes no further request at the moment.
    case busy
    /// The prompt does not fit the context, in tokens; or the answer filled the rest of it. `nil` where the server doesn't say.
    case contextTooLong(promptTokens: Int?, contextSize: Int?)
    /// The key is missing or wrong.
    case unauthorized
    /// The server doesn't have the model; its name, if the server says it.
    case modelNotFound(String?)
    /// Anything else that the server refused: the status, and its message in one line of at most 200 characters.
    case http(status: Int, text: String)
    /// The answer was cut off, or makes no sense; why.
    case brokenStream(String)
    /// Nothing came for so long.
    case silence(Duration)
}
