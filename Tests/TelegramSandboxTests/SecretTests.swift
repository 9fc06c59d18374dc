import Testing

@testable import TelegramSandbox

@Suite("What strangers must not find out") struct SecretTests {
    @Test(
        "only the whole of it is it",
        arguments: [
            ("7:AAb", true, true), ("7:AAc", false, false), ("8:AAb", false, false), ("7:AA", false, false),
            ("7:AAbb", false, true), ("", false, false), ("7:aab", false, false), ("7:AAb\u{301}", false, true),
        ]
    )
    func matching(text: String, isIt: Bool, beginsWithIt: Bool) {
        let secret = Secret("7:AAb")
        #expect(secret.matches(text) == isIt)
        #expect(secret.begins(text) == beginsWithIt)
        #expect(secret.matches(text[...]) == isIt)
    }
}
