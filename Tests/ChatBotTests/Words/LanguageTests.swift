import Testing

@testable import ChatBot

@Suite struct LanguageTests {
    @Test(
        arguments: [
            ("ru", .ru), ("ru-RU", .ru), ("RU_ru", .ru), ("en", .en), ("en-GB", .en), ("de", .ru), ("", .ru),
            ("rum", .ru),
            (nil, .ru),
        ] as [(String?, Language)]
    )
    func fallsBackToTheOwners(code: String?, language: Language) {
        #expect(Language(languageCode: code, fallback: .ru) == language)
    }

    @Test func theOriginalWordsStay() {
        let words = Words(language: .ru)
        #expect(words.modelUnavailable == "Извините, не могу сейчас ответить. Проблема на стороне ИИ-модели.")
        #expect(words.resetContext == "🔄 Сбросить контекст")
    }

    /// A sentence that is the same in both languages was forgotten.
    @Test func everySentenceIsThereInBothLanguages() {
        let sentences: [(Words) -> String] = [
            \.greeting, \.help, \.resetContext, \.contextReset, \.unknownCommand, \.unreadable, \.modelUnavailable,
            \.messageTooLong, \.emptyAnswer, \.cutOff, \.tooManyMessages,
        ]
        for sentence in sentences {
            let english = sentence(Words(language: .en))
            let russian = sentence(Words(language: .ru))
            #expect(english != russian)
            #expect(russian.contains { ("а"..."я").contains($0) })
            #expect(!english.contains { ("а"..."я").contains($0) })
        }
    }
}
