import Testing

@testable import ChatBot

@Suite struct LanguageTests {
    @Test(arguments: [
        ("ru", .ru), ("ru-RU", .ru), ("RU_ru", .ru), ("en", .en), ("en-GB", .en), ("de", .ru), ("", .ru), ("rum", .ru),
        (nil, .ru),
    ] as [(String?, Language)])
    func fallsBackToTheOwners(code: String?, language: Language) {
        #expect(Language(languageCode: code, fallback: .ru) == language)
    }

    @Test func theOriginalWordsStay() {
        let words = Words(language: .ru)
        #expect(words.modelUnavailable == "Извините, не могу сейчас ответить. Проблема на стороне ИИ-модели.")
        #expect(words.resetContext == "🔄 Сбросить контекст")
    }

    /// A sentence that is the same in both languages was forgotten.
    @Test(arguments: [
        \Words.greeting, \.help, \.resetContext, \.contextReset, \.unknownCommand, \.unreadable, \.modelUnavailable,
        \.messageTooLong, \.emptyAnswer, \.cutOff, \.tooManyMessages,
    ] as [KeyPath<Words, String> & Sendable])
    func everySentenceIsThereInBothLanguages(sentence: KeyPath<Words, String> & Sendable) {
        let english = Words(language: .en)[keyPath: sentence]
        let russian = Words(language: .ru)[keyPath: sentence]
        #expect(english != russian)
        #expect(russian.contains { ("а"..."я").contains($0) })
        #expect(!english.contains { ("а"..."я").contains($0) })
    }
}
