import Foundation
import NIOCore
import NIOFoundationCompat

/// The parameters of a method as they go out: JSON, or a form where files go with them.
struct RequestBody {
    let contentType: String
    let bytes: ByteBuffer

    init(_ parameters: some Encodable, files: [InputFile]) throws {
        let encoder = JSONEncoder()
        guard !files.isEmpty else {
            contentType = "application/json"
            bytes = try encoder.encodeAsByteBuffer(parameters, allocator: ByteBufferAllocator())
            return
        }
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = Array(try encoder.encode(parameters))
        guard let members = JSONSlicer.members(of: json[...]) else {
            throw MalformedJSON(reason: "it is not an object")
        }
        // In a form a string stands as it is, and anything else as JSON.
        let fields = try members.map { name, value in
            guard value.first == UInt8(ascii: "\"") else { return (name, value) }
            return (name, Array(try JSONDecoder.decode(String.self, slice: value).utf8)[...])
        }
        var random = SystemRandomNumberGenerator()
        let form = MultipartForm(fields: fields, files: files, random: &random)
        contentType = form.contentType
        bytes = form.body
    }
}
