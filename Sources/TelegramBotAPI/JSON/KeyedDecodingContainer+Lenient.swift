extension KeyedDecodingContainer {
    /// An optional field: `nil` where it is missing, `null`, or not as it should be.
    func lenient<Value: Decodable>(_ key: Key, as type: Value.Type = Value.self) -> Value? {
        (try? decodeIfPresent(type, forKey: key)) ?? nil
    }

    /// An optional array without those of its elements that are not as they should be.
    func lenientArray<Element: Decodable>(_ key: Key, of type: Element.Type = Element.self) -> [Element]? {
        lenient(key, as: [Lenient<Element>].self)?.compactMap(\.value)
    }
}

/// A value, or `nil` for one that can't be decoded.
private struct Lenient<Value: Decodable>: Decodable {
    let value: Value?

    init(from decoder: any Decoder) throws {
        value = try? Value(from: decoder)
    }
}
