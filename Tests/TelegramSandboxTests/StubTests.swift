import Testing
@testable import TelegramSandbox

@Test func stub() {}
