import Testing

@testable import LocalAIChat

@Suite("A .env file") struct EnvironmentFileTests {
    @Test(
        arguments: [
            ("A=b", "b"), (" A = b ", "b"), ("export A=b", "b"), ("A=b=c", "b=c"), ("A=\"b c\"", "b c"),
            ("A='b \\n'", "b \\n"), ("A=\"b\\nc\\\"\\\\\"", "b\nc\"\\"), ("A=b # why", "b"), ("A=b#c", "b#c"),
            ("A=\"b # c\" # why", "b # c"), ("A=", ""), ("A=# nothing", ""), ("A='b", "'b"), ("A=1\nA=2", "2"),
            ("A=b\r\nB=c", "b"), ("A=\"\\q\"", "\\q"), ("A=приве́т", "приве́т"),
        ]
    )
    func value(text: String, expected: String) {
        #expect(EnvironmentFile.variables(in: text)["A"] == expected)
    }

    @Test(arguments: ["", "# A=b", "A", "=b", "export =b", "A: b"])
    func noVariable(text: String) {
        #expect(EnvironmentFile.variables(in: text).isEmpty)
    }
}
