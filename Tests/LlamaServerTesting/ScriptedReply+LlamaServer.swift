extension ScriptedLlamaServer.Reply {
    /// What an unknown path gets, in llama.cpp's words.
    static let notFound = json(
        #"{"error":{"code":404,"message":"File Not Found","type":"not_found_error"}}"#,
        status: 404
    )

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
            "/apply-template": json(#"{"prompt":"<|im_start|>assistant\n"}"#),
            "/tokenize": json(#"{"tokens":[1]}"#),
            "/v1/chat/completions": chat("OK"),
            "/completion": completion("OK"),
        ]
    }
}
