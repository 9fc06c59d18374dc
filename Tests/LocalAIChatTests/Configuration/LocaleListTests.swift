import ChatBot
import Foundation
import Testing

@testable import LocalAIChat

@Suite("LANGUAGE as a list of locales", .timeLimit(.minutes(10))) struct LocaleListTests {
    private static let cases: [(String, Language?)] = [
        ("en_US:en", .en), ("ru_RU.UTF-8", .ru), ("ru:en", .ru), (" ru_RU@euro:de ", .ru), ("RU_ru", .ru),
        ("de_DE:de", nil), ("de_DE:ru", nil), ("rus_RU", nil), ("_", nil), (":ru", nil),
    ]

    @Test("From the environment it says the first one's language, or nothing", arguments: cases)
    func environment(value: String, expected: Language?) throws {
        let settings = try SettingsLoader(environment: ["LANGUAGE": value], path: "/nowhere/x.yaml").load()
        #expect(settings.language == expected ?? .en)
        #expect(settings.isSet(.language) == (expected != nil))
    }

    @Test("Where it says nothing, the files do")
    func file() async throws {
        try await withTemporaryFolder { folder in
            try "LANGUAGE=ru".write(toFile: "\(folder)/.env", atomically: true, encoding: .utf8)
            let loader = SettingsLoader(environment: ["LANGUAGE": "de_DE:de"], path: "\(folder)/x.yaml")
            #expect(try loader.load().language == .ru)
        }
    }

    @Test("Elsewhere it is a mistake", arguments: ["ru_RU", "ru:en"])
    func elsewhere(value: String) async throws {
        let flag = SettingsLoader(flags: ["LANGUAGE": value], path: "/nowhere/x.yaml")
        #expect(throws: SettingsError.self) { try flag.load() }
        for (name, text) in [(".env", "LANGUAGE=\(value)"), ("x.yaml", "language: '\(value)'")] {
            try await withTemporaryFolder { folder in
                try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
                #expect(throws: SettingsError.self) { try SettingsLoader(path: "\(folder)/x.yaml").load() }
            }
        }
    }
}
