/// A file that the bot sent.
struct StoredDocument: Hashable {
    var name: String
    var mediaType: String?
    var bytes: [UInt8]
    /// `file_id` and `file_unique_id`.
    var id: String
    var uniqueID: String

    /// The `Document` of the Bot API.
    var json: JSON {
        [
            "file_name": .string(name),
            "mime_type": mediaType.map(JSON.string),
            "file_id": .string(id),
            "file_unique_id": .string(uniqueID),
            "file_size": .integer(bytes.count),
        ]
    }
}
