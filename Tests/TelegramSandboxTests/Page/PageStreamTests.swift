import TestClocks
import Testing

@testable import TelegramSandbox

@Suite("The page's stream", .timeLimit(.minutes(10))) struct PageStreamTests {
    private func message(_ person: Person, _ text: String) -> JSON {
        ["chat_id": .integer(person.id), "text": .string(text)]
    }

    @Test("whoever comes back in mid-answer sees what there is of it")
    func reconnecting() async throws {
        // "typing" is shown for 5 s, which a busy machine may take.
        let clock = ManualClock()
        try await withPage {
            $0.clock = clock
        } _: { (sandbox, page, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            var first = try await page.events()
            try await bot.result("sendChatAction", ["chat_id": .integer(anna.id), "action": "typing"])
            try await bot.result("sendMessageDraft", message(anna, "Hel").adding(["draft_id": 7, "can_stop": true]))
            let draft = try await first.next("draft").data
            var second = try await page.events()
            let chat = try await second.next("scene").data["chats"]?.array?.first
            #expect(chat?["drafts"] == [draft])
            #expect(chat?["actions"] == [["chat_id": .integer(anna.id), "action": "typing"]])
            try await bot.result("sendMessage", message(anna, "Hello!"))
            #expect(try await second.next("draft_ended").data["draft_id"] == 7)
            #expect(try await second.next().data["text"] == "Hello!")
            var third = try await page.events()
            let after = try await third.next("scene").data["chats"]?.array?.first
            #expect(after?["drafts"] == [])
            #expect(after?["actions"] == [])
            #expect(after?["messages"]?.array?.count == 1)
        }
    }

    @Test("nothing is lost between the scene and the first event, however much happens meanwhile")
    func noGap() async throws {
        try await withPage { (sandbox, page, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let count = 300
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { for number in 0..<count { await anna.send("\(number)") } }
                for _ in 0..<10 {
                    group.addTask {
                        var tab = try await page.events()
                        let chat = try await tab.next("scene").data["chats"]?.array?.first
                        var last = chat?["messages"]?.array?.last?["text"]?.string.flatMap { Int($0) } ?? -1
                        while last < count - 1 {
                            let text = try await tab.next("message").data["text"]?.string
                            #expect(text == "\(last + 1)")
                            last += 1
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("a draft that nobody sends any more ends after 30 s, also for the page")
    func expiry() async throws {
        let clock = ManualClock()
        try await withPage {
            $0.clock = clock
        } _: { (sandbox, page, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            var tab = try await page.events()
            _ = try await tab.next("scene")
            try await bot.result("sendMessageDraft", message(anna, "H").adding(["draft_id": 7]))
            await clock.sleeper(for: .seconds(30))
            clock.advance(by: .seconds(20))
            // Sent again, it stays longer.
            try await bot.result("sendMessageDraft", message(anna, "Hi").adding(["draft_id": 7]))
            clock.advance(by: .seconds(10))
            await clock.sleeper(for: .seconds(20))
            try await bot.result("sendChatAction", ["chat_id": .integer(anna.id), "action": "typing"])
            clock.advance(by: .seconds(20))
            let names = [try await tab.next(), try await tab.next(), try await tab.next(), try await tab.next()]
            #expect(names.map(\.name) == ["draft", "call", "draft", "call"])
            #expect(try await tab.next("action").data["action"] == "typing")
            _ = try await tab.next("call")
            #expect(try await tab.next().data == ["chat_id": .integer(anna.id), "draft_id": 7])
            // Its end was told.
            try await bot.result("sendMessage", message(anna, "Hi!"))
            #expect(try await tab.next().name == "message")
        }
    }

    @Test("a sign of life every 15 s")
    func heartbeat() async throws {
        let clock = ManualClock()
        try await withPage {
            $0.clock = clock
        } _: { (sandbox, page, bot) async throws in
            var tab = try await page.events()
            _ = try await tab.next("scene")
            for _ in 0..<2 {
                await clock.sleeper(for: .seconds(15))
                clock.advance(by: .seconds(15))
            }
            await clock.sleeper(for: .seconds(15))
            await sandbox.showPanel([SandboxFigure(name: .init(en: "Model", ru: "Модель"), value: "tiny")])
            #expect(
                try await tab.next("panel").data == [
                    "figures": [["name": ["en": "Model", "ru": "Модель"], "value": "tiny"]]
                ]
            )
            // Two that came together may have become one.
            #expect(tab.others.dropFirst().allSatisfy { $0 == ":" })
            #expect(1...2 ~= tab.others.count - 1)
        }
    }

    @Test("one who reads nothing holds nobody up, and is let go of")
    func slowReader() async throws {
        try await withPage { (sandbox, page, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let slow = try await RawConnection(to: bot.url)
            try await slow.write("GET /page/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            while await sandbox.page?.tabs.isEmpty != false { await Task.yield() }
            let text = String(repeating: "x", count: 30_000)
            // Far more than sockets and the tab hold together.
            for _ in 0..<2_000 where await sandbox.page?.tabs.isEmpty == false { await anna.send(text) }
            #expect(await sandbox.page?.tabs.isEmpty == true)
            var tab = try await page.events()
            #expect(try await tab.next().name == "scene")
            try await slow.die(.reset)
        }
    }

    @Test("a tab that is closed is forgotten")
    func closedTab() async throws {
        try await withPage { (sandbox, page, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let connection = try await RawConnection(to: bot.url)
            try await connection.write("GET /page/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            while await sandbox.page?.tabs.isEmpty != false { await Task.yield() }
            try await connection.die(.end)
            while await sandbox.page?.tabs.isEmpty == false { await anna.send("x") }
        }
    }

    @Test("two tabs are told the same")
    func twoTabs() async throws {
        try await withPage { (sandbox, page, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let boris = await sandbox.person(firstName: "Boris")
            var tabs = [try await page.events(), try await page.events()]
            for index in tabs.indices { _ = try await tabs[index].next("scene") }
            await anna.send("I am Anna")
            await boris.send("I am Boris")
            try await bot.result("sendMessage", message(boris, "Hello, Boris"))
            for index in tabs.indices {
                var texts: [JSON?] = []
                for _ in 0..<3 { texts.append(try await tabs[index].next("message").data["text"]) }
                #expect(texts == ["I am Anna", "I am Boris", "Hello, Boris"])
            }
        }
    }

    @Test("an open tab keeps the sandbox neither from ending nor from being away")
    func ending() async throws {
        var left: PageEvents?
        try await withPage { (sandbox, page, bot) async throws in
            var tab = try await page.events()
            _ = try await tab.next("scene")
            await sandbox.setOutage(.refusal)
            await #expect(throws: (any Error).self) { while true { _ = try await tab.next() } }
            await sandbox.setOutage(nil)
            var other = try await page.events()
            _ = try await other.next("scene")
            left = other
        }
        await #expect(throws: (any Error).self) { while true { _ = try await left?.next() } }
    }

    @Test("commands are told as they are set, for everybody and for languages")
    func commands() async throws {
        try await withPage { (sandbox, page, bot) async throws in
            var tab = try await page.events()
            #expect(try await tab.next("scene").data["commands"] == [])
            let english: JSON = [["command": "help", "description": "Help"]]
            let russian: JSON = [["command": "help", "description": "Помощь"]]
            try await bot.result("setMyCommands", ["commands": english])
            #expect(try await tab.next("commands").data == ["commands": english, "commands_in": [:]])
            try await bot.result("setMyCommands", ["commands": russian, "language_code": "ru"])
            #expect(try await tab.next("commands").data == ["commands": english, "commands_in": ["ru": russian]])
            var other = try await page.events()
            #expect(try await other.next("scene").data["commands_in"] == ["ru": russian])
        }
    }

    @Test("deleted messages are told")
    func deleted() async throws {
        try await withPage { (sandbox, page, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            var tab = try await page.events()
            let id = try await bot.result("sendMessage", message(anna, "x"))["message_id"]
            try await bot.result("deleteMessage", ["chat_id": .integer(anna.id), "message_id": id])
            #expect(try await tab.next("deleted").data == ["chat_id": .integer(anna.id), "message_id": id])
        }
    }
}
