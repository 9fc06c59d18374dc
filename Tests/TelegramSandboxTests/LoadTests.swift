import Testing

@testable import TelegramSandbox

@Suite(.timeLimit(.minutes(10))) struct LoadTests {
    @Test func twoHundredPeopleAtOnce() async throws {
        try await withBot { (sandbox, bot) async throws in
            let rounds = 10
            var people: [Person] = []
            for number in 1...200 { people.append(await sandbox.person(firstName: "P\(number)")) }
            let echo = Task {
                var offset: Int64 = 0
                while !Task.isCancelled {
                    let updates =
                        try await bot.result(
                            "getUpdates",
                            ["offset": .integer(offset), "timeout": 50]
                        ).array ?? []
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for update in updates {
                            offset = max(offset, (update["update_id"]?.integer ?? 0) + 1)
                            group.addTask {
                                let message = update["message"]
                                try await bot.result(
                                    "sendMessage",
                                    ["chat_id": message?["chat"]?["id"], "text": message?["text"]]
                                )
                            }
                        }
                        try await group.waitForAll()
                    }
                }
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for person in people {
                    group.addTask {
                        for round in 1...rounds {
                            let question = await person.send("\(person.firstName) asks \(round)")
                            let answer = try await person.replies(after: question)
                            #expect(answer.map(\.text) == ["\(person.firstName) asks \(round)"])
                        }
                    }
                }
                try await group.waitForAll()
            }
            echo.cancel()
            _ = await echo.result
            #expect(await sandbox.callCount(of: "sendMessage") == 200 * rounds)
        }
    }

    @Test func tensOfThousandsOfMessagesInOneChat() async throws {
        var configuration = SandboxConfiguration()
        configuration.keptMessages = 30_000
        let sandbox = TelegramSandbox(configuration: configuration)
        let anna = await sandbox.person(firstName: "Anna")
        let send = try #require(BotAPIMethod.all["sendmessage"])
        let parameters = Parameters([
            JSON.Member(name: "chat_id", value: .integer(anna.id)), JSON.Member(name: "text", value: "x"),
        ])
        async let replies = anna.replies(15_000, after: 0)
        for _ in 1...15_000 {
            await anna.send("x")
            _ = try await send.body(sandbox, parameters)
        }
        #expect(try await replies.count == 15_000)
    }

    @Test func editsAmongTensOfThousandsOfMessagesWithGaps() async throws {
        var configuration = SandboxConfiguration()
        configuration.keptMessages = 30_000
        let sandbox = TelegramSandbox(configuration: configuration)
        let anna = await sandbox.person(firstName: "Anna")
        let boris = await sandbox.person(firstName: "Boris")
        for _ in 1...20_000 {
            await anna.send("x")
            await boris.send("x")
        }
        for id in stride(from: 1, through: 40_000, by: 2) { try await anna.edit(id, to: "y") }
        #expect(await anna.messages().allSatisfy { $0.text == "y" })
        await #expect(throws: SandboxError.noSuchMessage(2)) { try await anna.edit(2, to: "y") }
    }
}
