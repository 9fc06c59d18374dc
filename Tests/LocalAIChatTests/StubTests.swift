import Testing
@testable import LocalAIChat

@Test func stub() {}
