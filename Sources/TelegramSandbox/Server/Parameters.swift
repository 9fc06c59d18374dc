/// The parameters of a call, read as strictly as their types allow.
///
/// In a JSON body a text is a JSON string and a number a number or a string of digits; in a query or a form everything is text,
/// and lists and objects are JSON in it. Telegram takes lists and objects as JSON text in a JSON body too.
struct Parameters: Sendable {
    /// How a parameter names the file that it means.
    static let attachment = "attach://"

    private(set) var members: [JSON.Member] = []
    private(set) var files: [MultipartForm.File] = []

    init(_ members: [JSON.Member] = [], files: [MultipartForm.File] = []) {
        self.files = files
        // `null` is how some libraries say "not given"; Telegram has no null of its own.
        self.members = members.filter { $0.value != .null }
    }

    /// Adds others, which replace those of the same name.
    mutating func merge(_ others: Parameters) {
        let names = Set(others.members.map(\.name))
        members.removeAll { names.contains($0.name) }
        members += others.members
        files += others.files
    }

    /// Of all parameters, those that are files among them; not of files that another parameter names.
    var names: [String] {
        members.map(\.name)
            + files.map(\.name).filter { name in !members.contains { $0.value.string == Self.attachment + name } }
    }

    var json: JSON { .object(members) }

    func value(_ name: String) -> JSON? {
        members.last { $0.name == name }?.value
    }

    func file(_ name: String) -> MultipartForm.File? {
        files.last { $0.name == name }
    }

    func string(_ name: String) throws(Refusal) -> String? {
        switch value(name) {
        case nil: return nil
        case .string(let text): return text
        default: throw .badRequest("parameter \"\(name)\" must be of type String")
        }
    }

    func integer(_ name: String) throws(Refusal) -> Int64? {
        switch value(name) {
        case nil: return nil
        case .integer(let number): return number
        case .string(let text):
            guard let number = Int64(text) else { fallthrough }
            return number
        default: throw .badRequest("parameter \"\(name)\" must be of type Integer")
        }
    }

    func int(_ name: String) throws(Refusal) -> Int? {
        try integer(name).map(Int.init)
    }

    func bool(_ name: String) throws(Refusal) -> Bool? {
        switch value(name) {
        case nil: return nil
        case .bool(let flag): return flag
        case .string(let text) where ["true", "yes", "1"].contains(text.lowercased()): return true
        case .string(let text) where ["false", "no", "0", ""].contains(text.lowercased()): return false
        default: throw .badRequest("parameter \"\(name)\" must be of type Boolean")
        }
    }

    /// A list or an object, given as such or as JSON text.
    func structure(_ name: String) throws(Refusal) -> JSON? {
        switch value(name) {
        case nil: return nil
        case .array(let elements): return .array(elements)
        case .object(let members): return .object(members)
        case .string(let text):
            if text.isEmpty { return nil }
            guard let parsed = try? JSONParser.parse(text), parsed.array != nil || parsed.members != nil else {
                fallthrough
            }
            return parsed
        default: throw .badRequest("can't parse \(name) JSON object")
        }
    }
}
