/// The text fields of a `multipart/form-data` body (RFC 7578); files are skipped, since no method here takes one.
enum MultipartForm {
    static func read(_ body: [UInt8], boundary: String) -> [JSON.Member]? {
        let delimiter = Array("--\(boundary)".utf8)
        guard body.starts(with: delimiter) || find(Array("\r\n".utf8) + delimiter, in: body, from: 0) != nil else {
            return nil
        }
        let separator = Array("\r\n".utf8) + delimiter
        // A line break before the first delimiter makes all delimiters alike.
        let bytes = Array("\r\n".utf8) + body
        var members: [JSON.Member] = []
        guard var position = find(separator, in: bytes, from: 0) else { return nil }
        while true {
            position += separator.count
            if bytes[position...].starts(with: "--".utf8) { return members }
            guard let end = find(separator, in: bytes, from: position),
                let head = find(Array("\r\n\r\n".utf8), in: bytes, from: position), head <= end
            else { return nil }
            let headers = String(decoding: bytes[position..<head], as: UTF8.self)
            if let name = field("name", of: headers), field("filename", of: headers) == nil {
                guard head + 4 <= end, let value = String(validating: bytes[(head + 4)..<end], as: UTF8.self) else {
                    return nil
                }
                members.append(JSON.Member(name: name, value: .string(value)))
            }
            position = end
        }
    }

    private static func field(_ name: String, of headers: String) -> String? {
        for line in headers.split(whereSeparator: \.isNewline) where line.lowercased().hasPrefix("content-disposition:")
        {
            for part in line.split(separator: ";").dropFirst() {
                let pair = part.drop(while: \.isWhitespace).split(separator: "=", maxSplits: 1)
                guard pair.count == 2, pair[0].lowercased() == name else { continue }
                return String(pair[1].filter { $0 != "\"" })
            }
        }
        return nil
    }

    private static func find(_ pattern: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard start >= 0, bytes.count >= pattern.count else { return nil }
        var position = start
        while position + pattern.count <= bytes.count {
            if bytes[position] == pattern[0], bytes[position..<position + pattern.count].elementsEqual(pattern) {
                return position
            }
            position += 1
        }
        return nil
    }
}
