import GRDB

@testable import ChatBot

extension BotDatabase {
    /// Refuses every change from now on, or takes them again.
    func setReadOnly(_ isReadOnly: Bool) async throws {
        try await writer.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = \(isReadOnly)") }
    }
}
