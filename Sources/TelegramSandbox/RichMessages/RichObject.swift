/// An object inside a rich message, with the words in which Telegram complains about its fields.
struct RichObject {
    let json: JSON
    /// The Bot API's name of what it is part of.
    let kind: String

    init(_ json: JSON, kind: String) {
        self.json = json
        self.kind = kind
    }

    func refusal(_ reason: String) -> Refusal { .badRequest("can't parse \(kind): \(reason)") }

    /// Refuses fields that the object does not have; Telegram ignores them without a word.
    func allow(_ names: Set<String>) throws(Refusal) {
        for member in json.members ?? [] where member.name != "type" && !names.contains(member.name) {
            throw refusal("unknown field \"\(member.name)\"")
        }
    }

    func needed(_ name: String) throws(Refusal) -> JSON {
        guard let value = json[name], value != .null else { throw refusal("Can't find field \"\(name)\"") }
        return value
    }

    func neededString(_ name: String) throws(Refusal) -> String {
        guard let text = try needed(name).string else { throw wrongType(name, "String") }
        return text
    }

    func string(_ name: String) throws(Refusal) -> String? {
        json[name] == nil ? nil : try neededString(name)
    }

    func neededInteger(_ name: String) throws(Refusal) -> Int64 {
        guard let number = try needed(name).integer else { throw wrongType(name, "Number") }
        return number
    }

    func integer(_ name: String) throws(Refusal) -> Int64? {
        json[name] == nil ? nil : try neededInteger(name)
    }

    func bool(_ name: String) throws(Refusal) -> Bool? {
        switch json[name] {
        case nil: return nil
        case .bool(let flag): return flag
        default: throw wrongType(name, "Boolean")
        }
    }

    func neededArray(_ name: String) throws(Refusal) -> [JSON] {
        guard let elements = try needed(name).array else { throw wrongType(name, "Array") }
        return elements
    }

    func array(_ name: String) throws(Refusal) -> [JSON]? {
        json[name] == nil ? nil : try neededArray(name)
    }

    private func wrongType(_ name: String, _ type: String) -> Refusal {
        refusal("Field \"\(name)\" must be of type \(type)")
    }
}
