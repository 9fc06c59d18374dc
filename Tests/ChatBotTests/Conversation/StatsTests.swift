import TelegramSandbox
import Testing

@testable import ChatBot

/// `/stats` as people see it.
@Suite(.timeLimit(.minutes(10))) struct StatsTests {
    private let words = Words(language: .en)

    @Test func everybodySeesTheirOwn() async throws {
        try await StreamingScene.run(.off) { scene in
            try await scene.withBot {
                try await scene.whileTimePasses {
                    try await #expect(scene.anna.ask("/stats").text == words.usage(Usage()))
                    _ = try await scene.anna.ask("hi")
                    _ = try await scene.anna.ask("hi again")
                    let stats = try await scene.anna.ask("/stats")
                    #expect(stats.text.hasPrefix("📊 For you: 2 answers"))
                    #expect(!stats.text.contains("👥"))
                    // Once it was written it was, whatever becomes of the conversation.
                    _ = try await scene.anna.ask("/start")
                    try await #expect(scene.anna.ask("/stats").text == stats.text)
                    let ivan = await scene.sandbox.person(firstName: "Ivan", languageCode: "ru")
                    try await #expect(ivan.ask("/stats").text == Words(language: .ru).usage(Usage()))
                }
            }
        }
    }

    @Test func anOwnerSeesThoseOfAllButNotInAGroup() async throws {
        // The sandbox counts people from here on.
        let ownerID = try await TelegramSandbox.withSandbox { sandbox, _ in
            await sandbox.person(firstName: "Anna").id
        }
        try await StreamingScene.run(.off) {
            $0.ownerIDs = [ownerID]
        } _: { scene in
            #expect(scene.anna.id == ownerID)
            let ivan = await scene.sandbox.person(firstName: "Ivan")
            let group = await scene.sandbox.group(title: "Friends", members: [scene.anna, ivan])
            let bot = SandboxConfiguration().botUsername
            try await scene.withBot {
                try await scene.whileTimePasses {
                    try await #expect(scene.anna.ask("/stats").text == words.usage(Usage()))
                    _ = try await ivan.ask("hi")
                    _ = try await ivan.ask("@\(bot) hi", in: group)
                    let stats = try await scene.anna.ask("/stats").text
                    #expect(stats.hasPrefix(words.usage(Usage()) + "\n\n👥 For 1 person: 2 answers"))
                    _ = try await scene.anna.ask("hi")
                    try await #expect(scene.anna.ask("/stats").text.contains("\n\n👥 For 2 people: 3 answers"))
                    let shown = try await scene.anna.ask("/stats@\(bot)", in: group).text
                    #expect(shown.hasPrefix("📊 For you: 1 answer"))
                    #expect(!shown.contains("👥"))
                    try await #expect(!ivan.ask("/stats").text.contains("👥"))
                }
            }
        }
    }
}
