import Testing
@testable import TelegramMarkdown

@Test func stub() {}
