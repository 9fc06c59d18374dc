/// What the page gives with a request, read strictly; failures say in a sentence what was expected.
struct PageParameters: Sendable {
    let members: [JSON.Member]

    init(body: [UInt8]) throws(PageFailure) {
        guard let members = (try? JSONParser.parse(body))?.members else {
            throw PageFailure(.notAnObject)
        }
        self.members = members
    }

    init(query: String?) throws(PageFailure) {
        guard let parameters = try? Parameters(query: query, contentType: nil, body: []) else {
            throw PageFailure(.unreadableAddress)
        }
        // In an address everything is text.
        members = parameters.members.map { member in
            let number = member.value.string.flatMap { Int64($0) }
            return JSON.Member(name: member.name, value: number.map(JSON.integer) ?? member.value)
        }
    }

    func value(_ name: String) -> JSON? {
        let value = members.last { $0.name == name }?.value
        return value == .null ? nil : value
    }

    func optionalString(_ name: String) throws(PageFailure) -> String? {
        guard let value = value(name) else { return nil }
        guard let text = value.string else { throw PageFailure(.notText, ["field": name]) }
        return text
    }

    func optionalInteger(_ name: String) throws(PageFailure) -> Int64? {
        guard let value = value(name) else { return nil }
        guard let number = value.integer else { throw PageFailure(.notInteger, ["field": name]) }
        return number
    }

    func optionalInt(_ name: String) throws(PageFailure) -> Int? { try optionalInteger(name).map { Int($0) } }

    func optionalInt(_ name: String, in range: ClosedRange<Int>) throws(PageFailure) -> Int? {
        guard let number = try optionalInt(name) else { return nil }
        guard range.contains(number) else {
            throw PageFailure(
                .outOfRange,
                ["field": name, "least": "\(range.lowerBound)", "most": "\(range.upperBound)"]
            )
        }
        return number
    }

    func bool(_ name: String, default standard: Bool? = nil) throws(PageFailure) -> Bool {
        switch value(name) {
        case .bool(let flag): return flag
        case nil: if let standard { return standard } else { throw Self.missing(name) }
        default: throw PageFailure(.notBool, ["field": name])
        }
    }

    func string(_ name: String) throws(PageFailure) -> String {
        guard let text = try optionalString(name) else { throw Self.missing(name) }
        return text
    }

    func integer(_ name: String) throws(PageFailure) -> Int64 {
        guard let number = try optionalInteger(name) else { throw Self.missing(name) }
        return number
    }

    func int(_ name: String) throws(PageFailure) -> Int { Int(try integer(name)) }

    /// A name of something: without space around it, neither empty nor too long.
    func name(_ name: String, longest: Int) throws(PageFailure) -> String {
        let text = try string(name)
        let trimmed = String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        guard trimmed.unicodeScalars.contains(where: { !FormattedText.isInvisible($0) }) else {
            throw PageFailure(.emptyName, ["field": name])
        }
        guard trimmed.unicodeScalars.count <= longest else {
            throw PageFailure(.longName, ["field": name, "most": "\(longest)"])
        }
        return trimmed
    }

    private static func missing(_ name: String) -> PageFailure { PageFailure(.missing, ["field": name]) }
}
