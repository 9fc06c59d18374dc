@testable import ChatBot

// For tests that import GRDB, which has types of the same names.
typealias BotDatabase = Database
typealias BotDatabaseError = DatabaseError
