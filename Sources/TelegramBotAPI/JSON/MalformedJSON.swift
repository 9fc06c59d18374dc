/// What is wrong with a piece of JSON, in words that hold nothing of what people wrote.
struct MalformedJSON: Error, Hashable {
    let reason: String

    init(reason: String) {
        self.reason = reason
    }

    /// - Parameter error: What a `Decoder` threw. Its own words may quote the document, so only the place, which is made
    ///   of the names in our own types, and the sort of mistake are taken from it.
    init(_ error: any Error) {
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            reason = "\(Self.place(context.codingPath + [key])) is missing"
        case DecodingError.valueNotFound(_, let context):
            reason = "\(Self.place(context.codingPath)) is null"
        case DecodingError.typeMismatch(let type, let context):
            reason = "\(Self.place(context.codingPath)) is not of the type \(Self.name(type))"
        case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
            reason = "\(Self.place(context.codingPath)) has an impossible value"
        default:
            reason = "it is not valid JSON"
        }
    }

    private static func place(_ path: [any CodingKey]) -> String {
        let names = path.suffix(8).map { key in key.intValue.map { "[\($0)]" } ?? key.stringValue }
        return names.isEmpty ? "it" : names.joined(separator: ".")
    }

    private static func name(_ type: Any.Type) -> String {
        switch type {
        case is String.Type: "String"
        case is Bool.Type: "Boolean"
        case is any BinaryInteger.Type: "Integer"
        case is any ExpressibleByDictionaryLiteral.Type: "Object"
        case is any ExpressibleByArrayLiteral.Type: "Array"
        default: "\(type)"
        }
    }
}
