import Foundation
import Testing

@testable import LocalAIChat

@Suite("A .env file", .timeLimit(.minutes(10))) struct EnvironmentFileTests {
    @Test(
        arguments: [
            ("A=b", "b"), (" A = b ", "b"), ("export A=b", "b"), ("A=b=c", "b=c"), ("A=\"b c\"", "b c"),
            ("A='b \\n'", "b \\n"), ("A=\"b\\nc\\\"\\\\\"", "b\nc\"\\"), ("A=b # why", "b"), ("A=b#c", "b#c"),
            ("A=\"b # c\" # why", "b # c"), ("A=", ""), ("A=# nothing", ""), ("A='b", "'b"), ("A=1\nA=2", "2"),
            ("A=b\r\nB=c", "b"), ("A=\"\\q\"", "\\q"), ("A=приве́т", "приве́т"),
        ]
    )
    func value(text: String, expected: String) {
        #expect(EnvironmentFile(text: text).variables["A"] == expected)
    }

    @Test(
        "A line that is meant for the bot and can't be read is one clear line",
        arguments: [
            ("X=1\nMAX_TOKENS 5", "MAX_TOKENS (", "line 2", "no ="),
            ("MAX_TOKENS: 5", "MAX_TOKENS (", "line 1", "no ="),
            ("max_tokens: 5", "MAX_TOKENS (", "line 1", "no ="), ("STOP", "STOP (", "line 1", "no ="),
            ("LLAMA_SERVER_URL http://x/?a=b", "LLAMA_SERVER_URL (", "line 1", "no ="),
            ("MAX_TOKENS=1\r\n\r\nexport MAX_TOKENS=1", "MAX_TOKENS (", "line 3", "line 1 already"),
            ("BOT_TOKEN=\"1234:secret\nX=\"", "BOT_TOKEN (", "line 1", "not closed"),
            ("SYSTEM_PROMPT='it\nis'", "SYSTEM_PROMPT (", "line 1", "not closed"),
            ("MAX_TOKEN=5", "MAX_TOKEN (", "line 1", "did you mean MAX_TOKENS?"),
            ("bot-token=1234:secret", "bot-token (", "line 1", "did you mean BOT_TOKEN?"),
            ("stop=x", "stop (", "line 1", "did you mean STOP?"),
        ]
    )
    func problem(text: String, start: String, line: String, reason: String) async throws {
        try await withTemporaryFolder { folder in
            try text.write(toFile: "\(folder)/.env", atomically: true, encoding: .utf8)
            let loader = SettingsLoader(path: "\(folder)/x.yaml")
            let report = FailureReport(try #require(throws: SettingsError.self) { try loader.load() })
            #expect(report.status == 64)
            #expect(report.text.hasPrefix("localaichat: \(start)\(folder)/.env, \(line)): "), "\(report.text)")
            #expect(report.text.contains(reason), "\(report.text)")
            #expect(report.text.split(separator: "\n").count == 1)
            #expect(!report.text.contains("secret"))
        }
    }

    @Test(
        "Other programs' lines are not complained about",
        arguments: [
            "TOP_K=5", "SHOP=x", "PORT=1", "DATABASE_USER=x", "A=1\nA=2", "A=\"-----BEGIN\nx\n\"", "nonsense",
            "export BOT_TOKEN", "LOG_FILE=x", "POSTGRES_DB=x", "Stop here", "# BOT_TOKEN", "HTTP_PROXY=http://x:1/?a=b",
        ]
    )
    func foreign(text: String) {
        #expect(EnvironmentFile(text: text).problems.isEmpty)
    }

    @Test("A byte order mark does not count")
    func byteOrderMark() throws {
        let file = try EnvironmentFile(data: Data([0xEF, 0xBB, 0xBF] + "BOT_TOKEN=1:a".utf8), name: ".env")
        #expect(file.variables == ["BOT_TOKEN": "1:a"])
    }

    @Test(
        "A file that is not text in UTF-8 is one line",
        arguments: [
            Data([0xFF, 0xFE] + "A=b".utf8.flatMap { [$0, 0] }), Data([0xFE, 0xFF] + "A=b".utf8.flatMap { [0, $0] }),
            Data("A=b".utf8.flatMap { [$0, 0] }), Data("A=\0b".utf8), Data([0x41, 0x3D, 0xE9, 0x0A]),
        ]
    )
    func notText(data: Data) throws {
        let error = try #require(throws: SettingsError.self) { try EnvironmentFile(data: data, name: "x/.env") }
        let report = FailureReport(error)
        #expect(report.status == 64)
        #expect(report.text.hasPrefix("localaichat: x/.env: expected settings"))
        #expect(report.text.contains("not text in UTF-8") && report.text.contains("Example: MAX_TOKENS=512\n"))
        #expect(report.text.split(separator: "\n").count == 1)
    }

    @Test(arguments: ["", "# A=b", "A", "=b", "export =b", "A: b"])
    func noVariable(text: String) {
        #expect(EnvironmentFile(text: text).variables.isEmpty)
    }
}
