import Testing
@testable import ChatBot

@Test func stub() {}
