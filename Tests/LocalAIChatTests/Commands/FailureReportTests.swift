import Testing

@testable import ChatBot
@testable import LocalAIChat

@Suite("What ends the program", .timeLimit(.minutes(10))) struct FailureReportTests {
    @Test("A database that can't be used is one line, status 1")
    func database() {
        let report = FailureReport(DatabaseError(path: "bot.sqlite", reason: "is in use by another process"))
        #expect(report.text == "localaichat: database bot.sqlite: is in use by another process\n")
        #expect(report.status == 1)
        #expect(report.stream == .error)
    }

    @Test("It comes through the services that are ended with it")
    func throughBackground() async {
        let error = await #expect(throws: DatabaseError.self) {
            try await withBackground("the bot") {
                throw DatabaseError(path: "bot.sqlite", reason: "belongs to another bot")
            } _: {
                for await _ in AsyncStream<Never>.makeStream().stream {}
            }
        }
        #expect(error?.reason == "belongs to another bot")
    }
}
