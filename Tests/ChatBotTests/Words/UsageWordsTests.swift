import Testing

@testable import ChatBot

/// What `/stats` says.
@Suite struct UsageWordsTests {
    private static let one = Usage(
        answers: 1,
        promptTokens: 1,
        cachedTokens: 0,
        predictedTokens: 21,
        timedTokens: 21,
        predictedSeconds: 6
    )
    private static let many = Usage(
        answers: 1234,
        promptTokens: 56_789,
        cachedTokens: 5_123_456,
        predictedTokens: 111_012,
        timedTokens: 100_000,
        predictedSeconds: 3200
    )

    /// A server can say what it likes of its speed.
    @Test(arguments: [1e-300, 1e-6, .leastNonzeroMagnitude])
    func noSpeedIsTooGreatToBeSaid(seconds: Double) {
        var usage = Self.one
        usage.predictedSeconds = seconds
        #expect(Words(language: .en).usage(usage).hasSuffix("1,000,000 per second"))
    }

    @Test(arguments: [
        (
            Usage(), "I have not answered you yet. Ask me something, and there will be figures here.",
            "Ответов для вас ещё не было. Спросите что-нибудь, и здесь появятся числа."
        ),
        (
            one, "📊 For you: 1 answer\nRead: 1 token\nWritten: 21 tokens, 3.5 per second",
            "📊 Для вас: 1 ответ\nПрочитано: 1 токен\nНаписано: 21 токен, 3,5 в секунду"
        ),
        (
            many,
            """
            📊 For you: 1,234 answers
            Read: 56,789 tokens
            Not read again: 5,123,456 tokens (98 %)
            Written: 111,012 tokens, 31 per second
            """,
            """
            📊 Для вас: 1\u{A0}234 ответа
            Прочитано: 56\u{A0}789 токенов
            Без повторного чтения: 5\u{A0}123\u{A0}456 токенов (98 %)
            Написано: 111\u{A0}012 токенов, 31 в секунду
            """
        ),
        // A server that tells nothing.
        (Usage(answers: 2), "📊 For you: 2 answers", "📊 Для вас: 2 ответа"),
        (
            Usage(answers: 5, predictedTokens: 22), "📊 For you: 5 answers\nWritten: 22 tokens",
            "📊 Для вас: 5 ответов\nНаписано: 22 токена"
        ),
        (
            Usage(answers: 11, cachedTokens: 7, predictedTokens: 3, timedTokens: 3, predictedSeconds: 0.5),
            "📊 For you: 11 answers\nNot read again: 7 tokens (100 %)\nWritten: 3 tokens, 6 per second",
            "📊 Для вас: 11 ответов\nБез повторного чтения: 7 токенов (100 %)\nНаписано: 3 токена, 6 в секунду"
        ),
    ])
    func ofAPerson(usage: Usage, english: String, russian: String) {
        #expect(Words(language: .en).usage(usage) == english)
        #expect(Words(language: .ru).usage(usage) == russian)
    }

    @Test(arguments: [
        (1, "👥 For 1 person: 12 answers", "👥 Для 1 человека: 12 ответов"),
        (2, "👥 For 2 people: 12 answers", "👥 Для 2 человек: 12 ответов"),
        (11, "👥 For 11 people: 12 answers", "👥 Для 11 человек: 12 ответов"),
        (1021, "👥 For 1,021 people: 12 answers", "👥 Для 1\u{A0}021 человека: 12 ответов"),
    ])
    func ofAll(people: Int, english: String, russian: String) {
        let usage = Usage(answers: 12)
        #expect(Words(language: .en).usage(usage, ofPeople: people) == english)
        #expect(Words(language: .ru).usage(usage, ofPeople: people) == russian)
    }

    /// What was read is never rounded away.
    @Test func allIsNotReadAgainOnlyWhereNothingWasRead() {
        let usage = Usage(answers: 1, promptTokens: 1, cachedTokens: 99_999)
        #expect(Words(language: .en).usage(usage).contains("(99 %)"))
    }
}
