/// What a server says about an error, in whichever of their ways it says it.
///
/// - llama.cpp, OpenAI, LM Studio: `{"error":{"message":…,"type":…,"code":…}}`
/// - Ollama, older LM Studio: `{"error":"…"}`
/// - FastAPI (llama-cpp-python): `{"detail":"…"}`, or a list of what is wrong with the request
/// - older llama.cpp: `{"status":"loading model"}`
/// - proxies: a page of HTML, of which nothing is worth showing, or plain text
struct ErrorMessage: Sendable {
    /// Its beginning on one line, to be recognised by. It may hold what people wrote, and is not to be shown.
    var text: String
    /// All of it, as it came.
    var whole: String
    var type: String?
    /// Of OpenAI's shape, where it is a name.
    var code: String?
    /// Of llama.cpp's shape, where it is an HTTP status.
    var status: Int?
    var promptTokens: Int?
    var contextSize: Int?

    init(_ reply: ServerReply) {
        if let json = reply.json {
            self.init(json)
        } else {
            let text = reply.text
            let isPage = text.drop { $0.isWhitespace }.first.map { "<{[".contains($0) } ?? true
            self.init(text: isPage ? "" : text)
        }
    }

    init(_ json: JSONValue) {
        let error = json["error"]
        let object = error?.object == nil ? json : error
        let text =
            error?.string ?? object?["message"]?.string ?? json["detail"]?.string
            ?? json["status"]?.string
        let details = json["detail"]?.array?.compactMap { $0["msg"]?.string }.joined(separator: "; ")
        self.init(text: text ?? details ?? "")
        type = object?["type"]?.string
        code = object?["code"]?.string
        status = object?["code"]?.int
        promptTokens = object?["n_prompt_tokens"]?.int
        contextSize = object?["n_ctx"]?.int
    }

    private init(text: String) {
        // llama-cpp-python puts pydantic's report, with the request in it, into the message of a status 500.
        var text = Substring(text)
        for echo in ["'input':", "\"input\":", "input_value="] {
            if let start = text.firstRange(of: echo)?.lowerBound { text = text[..<start] }
        }
        self.text = oneLine(text)
        whole = String(text)
    }
}
