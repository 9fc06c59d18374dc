import NIOCore

/// A body of `multipart/form-data` (RFC 7578), in one buffer of the size that it needs.
struct MultipartForm {
    let contentType: String
    let body: ByteBuffer

    /// - Parameters:
    ///   - fields: Names and values. The names are our own and plain.
    ///   - random: Draws the boundary, again while some of the data holds it.
    init(
        fields: [(name: String, value: ArraySlice<UInt8>)],
        files: [InputFile],
        random: inout some RandomNumberGenerator
    ) {
        let values = fields.map(\.value) + files.map { $0.content[...] }
        var boundary = Self.boundary(&random)
        while values.contains(where: { Self.contains(boundary, in: $0) }) { boundary = Self.boundary(&random) }

        let heads =
            fields.map { Self.head($0.name) }
            + files.map { file in
                Self.head(file.parameter, #"; filename="\#(Self.plainName(file.name))""#)
                    + "Content-Type: application/octet-stream\r\n"
            }
        let overhead = boundary.utf8.count + 10
        let length = zip(heads, values).reduce(overhead) { $0 + $1.0.utf8.count + $1.1.count + overhead }
        var body = ByteBufferAllocator().buffer(capacity: length)
        for (head, value) in zip(heads, values) {
            body.writeString("--\(boundary)\r\n\(head)\r\n")
            body.writeBytes(value)
            body.writeString("\r\n")
        }
        body.writeString("--\(boundary)--\r\n")
        self.body = body
        contentType = "multipart/form-data; boundary=\(boundary)"
    }

    private static func head(_ name: String, _ more: String = "") -> String {
        "Content-Disposition: form-data; name=\"\(name)\"\(more)\r\n"
    }

    /// Telegram's server splits the header at each `;`, also between quotation marks, and knows no escapes (from TDLib's
    /// sources): what would end the name, or lead to another folder, is replaced.
    private static func plainName(_ name: String) -> String {
        let name = name.onOneLine.map { #""\;/"#.contains($0) ? "_" : $0 }
        return name.contains { !$0.isWhitespace } ? String(name) : "file"
    }

    private static func boundary(_ random: inout some RandomNumberGenerator) -> String {
        let numbers = [UInt64.random(in: .min ... .max, using: &random), .random(in: .min ... .max, using: &random)]
        return "form-" + numbers.map { String($0, radix: 36) }.joined()
    }

    /// Compares only where the first byte is right, as a file may have many.
    private static func contains(_ boundary: String, in bytes: ArraySlice<UInt8>) -> Bool {
        let pattern = Array(boundary.utf8)
        guard let first = pattern.first else { return true }
        var rest = bytes
        while let start = rest.firstIndex(of: first) {
            if rest[start...].starts(with: pattern) { return true }
            rest = rest[(start + 1)...]
        }
        return false
    }
}
