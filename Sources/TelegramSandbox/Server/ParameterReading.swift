extension Parameters {
    /// Reads the parameters of a request from its query and its body.
    ///
    /// - Throws: a 400 where the body is not what its `Content-Type` says.
    init(query: String?, contentType: String?, body: [UInt8]) throws(Refusal) {
        self.init()
        if let query { merge(try Self.form(Array(query.utf8))) }
        guard !body.isEmpty else { return }
        let type = contentType ?? ""
        let mediaType = type.prefix { $0 != ";" }.trimmed.lowercased()
        switch mediaType {
        case "application/json":
            guard let members = (try? JSONParser.parse(body))?.members else {
                throw .badRequest("can't parse JSON object of the request")
            }
            merge(Parameters(members))
        case "application/x-www-form-urlencoded": merge(try Self.form(body))
        case "multipart/form-data":
            guard let boundary = Self.boundary(of: type), let form = MultipartForm(body, boundary: boundary) else {
                throw .badRequest("can't parse multipart/form-data of the request")
            }
            merge(Parameters(form.fields, files: form.files))
        default: throw .badRequest("unsupported Content-Type of the request")
        }
    }

    private static func boundary(of contentType: String) -> String? {
        for part in contentType.split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].trimmed.lowercased() == "boundary" else { continue }
            let value = pair[1].trimmed
            return value.hasPrefix("\"") && value.hasSuffix("\"") && value.count > 2
                ? String(value.dropFirst().dropLast()) : value
        }
        return nil
    }

    private static func form(_ bytes: [UInt8]) throws(Refusal) -> Parameters {
        var members: [JSON.Member] = []
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decode(parts[0]), let value = decode(parts.count == 2 ? parts[1] : []) else {
                throw .badRequest("strings must be encoded in UTF-8")
            }
            members.append(JSON.Member(name: name, value: .string(value)))
        }
        return Parameters(members)
    }

    private static func decode(_ bytes: ArraySlice<UInt8>) -> String? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            switch bytes[index] {
            case UInt8(ascii: "+"): decoded.append(0x20)
            case UInt8(ascii: "%"):
                guard index + 2 < bytes.endIndex,
                    let byte = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
                else { return nil }
                decoded.append(byte)
                index += 2
            default: decoded.append(bytes[index])
            }
            index += 1
        }
        return String(validating: decoded, as: UTF8.self)
    }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
