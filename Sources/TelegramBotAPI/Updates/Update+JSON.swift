import Foundation

extension Update {
    /// An update as the body of a webhook's request.
    ///
    /// - Parameter json: One `Update` object in UTF-8.
    /// - Returns: `nil` only where there is no usable `update_id`; anything else that is wrong is told by ``Content``.
    public init?(json: some Sequence<UInt8>) {
        self.init(slice: Array(json)[...])
    }

    init?(slice: JSONSlicer.Bytes) {
        guard let members = JSONSlicer.members(of: slice) else {
            guard let id = Self.firstID(in: slice) else { return nil }
            self.init(updateID: id, content: .malformed(kind: Self.noKind, reason: "it is not valid JSON"))
            return
        }
        guard let id = members.last(where: { $0.name == "update_id" }).flatMap({ Self.id($0.value) }) else {
            return nil
        }
        self.init(updateID: id, content: Self.content(members.filter { $0.name != "update_id" }))
    }

    /// What stands for the name of the kind where there is none.
    static let noKind = "none"

    private static func content(_ members: [(name: String, value: JSONSlicer.Bytes)]) -> Content {
        // Telegram puts one kind into an update. Should it ever add a field beside it, the kind that is known counts.
        guard let member = members.first(where: { decoders[$0.name] != nil }) ?? members.first else {
            return .malformed(kind: noKind, reason: "it holds nothing but its id")
        }
        guard let decode = decoders[member.name] else { return .unknown(kind: plainName(member.name)) }
        do throws(MalformedJSON) {
            return try decode(member.value)
        } catch {
            return .malformed(kind: member.name, reason: error.reason)
        }
    }

    private typealias Decode = @Sendable (JSONSlicer.Bytes) throws(MalformedJSON) -> Content

    private static let decoders: [String: Decode] = [
        "message": { slice throws(MalformedJSON) in .message(try JSONDecoder.decode(slice: slice)) },
        "edited_message": { slice throws(MalformedJSON) in .editedMessage(try JSONDecoder.decode(slice: slice)) },
        "callback_query": { slice throws(MalformedJSON) in .callbackQuery(try JSONDecoder.decode(slice: slice)) },
        "my_chat_member": { slice throws(MalformedJSON) in .myChatMember(try JSONDecoder.decode(slice: slice)) },
        "stopped_message_generation": { slice throws(MalformedJSON) in
            .messageGenerationStopped(try JSONDecoder.decode(slice: slice))
        },
    ]

    /// A kind's name comes to stand in logs, so that it has to look like one.
    private static func plainName(_ name: String) -> String {
        let isPlain = name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "_")
        }
        return isPlain && (1...64).contains(name.utf8.count) ? name : noKind
    }
}

extension Update {
    /// The id of the first update in bytes that are not JSON as a whole.
    ///
    /// A person's text can't pretend to be one: a quotation mark in a JSON string is written with a backslash.
    static func firstID(in bytes: JSONSlicer.Bytes) -> Int? {
        guard let name = bytes.firstRange(of: Array(#""update_id""#.utf8)) else { return nil }
        let rest = bytes[name.upperBound...].drop { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: " ") }
        return id(rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    }

    /// Only ids that an offset can be counted from.
    private static func id(_ slice: JSONSlicer.Bytes) -> Int? {
        guard let id = Int(String(decoding: slice, as: UTF8.self)), (0..<1 << 53).contains(id) else { return nil }
        return id
    }
}
