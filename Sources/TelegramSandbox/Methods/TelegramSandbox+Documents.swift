extension TelegramSandbox {
    /// Telegram's largest file of a bot, in bytes.
    static let largestFile = 50 * 1024 * 1024

    func sendDocument(_ parameters: Parameters) throws(Refusal) -> JSON {
        let caption = try caption(parameters)
        _ = try parameters.bool("disable_content_type_detection")
        return try send(.document(document(parameters), caption: caption), parameters)
    }

    private func document(_ parameters: Parameters) throws(Refusal) -> StoredDocument {
        var name = "document"
        if let reference = try parameters.string(name) {
            guard !reference.isEmpty else { throw .badRequest("there is no document in the request") }
            guard reference.hasPrefix(Parameters.attachment) else {
                throw .badRequest("the sandbox does not support a document by file_id or URL")
            }
            name = String(reference.dropFirst(Parameters.attachment.count))
        }
        guard let file = parameters.file(name) else { throw .badRequest("there is no document in the request") }
        guard !file.bytes.isEmpty else { throw .badRequest("file must be non-empty") }
        guard file.bytes.count <= Self.largestFile else { throw .tooLarge }
        let fileName = file.fileName.split(separator: "/").last.map(String.init) ?? ""
        return StoredDocument(
            name: fileName.isEmpty ? "file" : fileName,
            mediaType: file.mediaType,
            bytes: file.bytes,
            id: "BQACAgIAAx" + String(configuration.randomNumber(), radix: 36),
            uniqueID: "AgAD" + String(configuration.randomNumber(), radix: 36)
        )
    }
}
