extension ScriptedLlamaServer.Reply {
    /// What an unknown path gets, in llama.cpp's words.
    static let notFound = json(
        #"{"error":{"code":404,"message":"File Not Found","type":"not_found_error"}}"#,
        status: 404
    )

    /// What `/slots` says; busy ones and idle ones hold nothing.
    public static func slots(busy: Int, of count: Int) -> Self {
        let slots = (0..<count).map { #"{"id":\#($0),"n_ctx":4096,"is_processing":\#($0 < busy)}"# }
        return json("[\(slots.joined(separator: ","))]")
    }

    /// The routes by which a `llama-server` is known, and short answers.
    static func llamaServer(slots: Int, contextSize: Int) -> [String: Self] {
        [
            "/health": json(#"{"status":"ok"}"#),
            "/props": json(
                """
                {"default_generation_settings":{"n_ctx":\(contextSize)},"total_slots":\(slots),\
                "model_alias":"scripted.gguf","model_path":"scripted.gguf","chat_template":"{{ messages }}",\
                "build_info":"b1-scripted"}
                """
            ),
            "/v1/models": json(
                #"{"object":"list","data":[{"id":"scripted.gguf","object":"model","owned_by":"llamacpp"}]}"#
            ),
            "/slots": Self.slots(busy: 0, of: slots),
            "/apply-template": json(#"{"prompt":"<|im_start|>assistant\n"}"#),
            "/tokenize": json(#"{"tokens":[1]}"#),
            "/v1/chat/completions": chat("OK"),
            "/completion": completion("OK"),
        ]
    }
}
