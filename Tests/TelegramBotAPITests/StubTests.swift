import Testing
@testable import TelegramBotAPI

@Test func stub() {}
