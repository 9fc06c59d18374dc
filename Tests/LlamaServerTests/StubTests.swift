import Testing
@testable import LlamaServer

@Test func stub() {}
