/// Something that is done on the page.
struct PageAction: Sendable {
    typealias Body = @Sendable (isolated TelegramSandbox, PageParameters) async throws -> JSON

    let body: Body

    /// All of them by the name in their address.
    static let all: [String: PageAction] = [
        "people": PageAction { try $0.makePerson($1) },
        "groups": PageAction { try $0.makeGroup($1) },
        "members": PageAction { try $0.joinGroup($1) },
        "topics": PageAction { try $0.makeTopic($1) },
        "messages": PageAction { try $0.writeMessage($1) },
        "edits": PageAction { try $0.editMessage($1) },
        "buttons": PageAction { try $0.pressButton($1) },
        "stops": PageAction { try $0.pressStop($1) },
        "blocks": PageAction { try $0.block($1) },
        "faults": PageAction { try await $0.addFault($1) },
        "faults/clear": PageAction { try await $0.clearFaults($1) },
    ]

    init(_ body: @escaping Body) {
        self.body = body
    }
}
