/// A `multipart/form-data` body (RFC 7578): text fields, and files.
struct MultipartForm {
    struct File: Sendable {
        /// Of the field.
        var name: String
        /// As the sender calls it; may be empty.
        var fileName: String
        var mediaType: String?
        var bytes: [UInt8]
    }

    private(set) var fields: [JSON.Member] = []
    private(set) var files: [File] = []

    /// Nil where the body is none, or a field's text is no UTF-8.
    init?(_ body: [UInt8], boundary: String) {
        let separator = Array("\r\n--\(boundary)".utf8)
        // A line break before the first delimiter makes all delimiters alike.
        let bytes = Array("\r\n".utf8) + body
        guard var position = Self.find(separator, in: bytes, from: 0) else { return nil }
        while true {
            position += separator.count
            if bytes[position...].starts(with: "--".utf8) { return }
            guard let end = Self.find(separator, in: bytes, from: position),
                let head = Self.find(Array("\r\n\r\n".utf8), in: bytes, from: position), head + 4 <= end
            else { return nil }
            let headers = String(decoding: bytes[position..<head], as: UTF8.self)
            guard add(bytes[(head + 4)..<end], headers: headers) else { return nil }
            position = end
        }
    }

    /// Adds a part, unless it has no name; false where its text is none.
    private mutating func add(_ content: ArraySlice<UInt8>, headers: String) -> Bool {
        var disposition: [String: String] = [:]
        var mediaType: String?
        for line in headers.split(whereSeparator: \.isNewline) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...]
            switch line[..<colon].lowercased() {
            case "content-disposition": disposition = Self.parameters(of: value)
            case "content-type": mediaType = String(value.drop(while: \.isWhitespace))
            default: break
            }
        }
        guard let name = disposition["name"] else { return true }
        if let fileName = disposition["filename"] {
            files.append(File(name: name, fileName: fileName, mediaType: mediaType, bytes: Array(content)))
        } else {
            guard let text = String(validating: content, as: UTF8.self) else { return false }
            fields.append(JSON.Member(name: name, value: .string(text)))
        }
        return true
    }

    /// The parameters of a header (`form-data; name="a"; filename="b;c"`), their names in lower case.
    private static func parameters(of header: Substring) -> [String: String] {
        var parameters: [String: String] = [:]
        var rest = header.drop { $0 != ";" }
        while rest.first == ";" {
            rest = rest.dropFirst().drop(while: \.isWhitespace)
            let name = rest.prefix { $0 != "=" && $0 != ";" }
            rest = rest.dropFirst(name.count)
            var value = ""
            if rest.first == "=" {
                rest = rest.dropFirst()
                if rest.first == "\"" {
                    value = quoted(&rest)
                } else {
                    value = String(rest.prefix { $0 != ";" })
                    rest = rest.dropFirst(value.count)
                }
            }
            parameters[name.lowercased()] = value
            rest = rest.drop { $0 != ";" }
        }
        return parameters
    }

    /// A text in quotation marks, as browsers and libraries write it: a quotation mark in it is `\"` or `%22`.
    private static func quoted(_ rest: inout Substring) -> String {
        var value = ""
        rest = rest.dropFirst()
        while let character = rest.popFirst(), character != "\"" {
            if character == "\\", rest.first == "\"" || rest.first == "\\", let escaped = rest.popFirst() {
                value.append(escaped)
            } else {
                value.append(character)
            }
        }
        return value.replacing("%22", with: "\"")
    }

    private static func find(_ pattern: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        var position = start
        while position + pattern.count <= bytes.count {
            guard let candidate = bytes[position...].firstIndex(of: pattern[0]),
                candidate + pattern.count <= bytes.count
            else { return nil }
            if bytes[candidate..<candidate + pattern.count].elementsEqual(pattern) { return candidate }
            position = candidate + 1
        }
        return nil
    }
}
