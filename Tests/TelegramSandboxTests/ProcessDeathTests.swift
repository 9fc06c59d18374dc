import Testing

@testable import TelegramSandbox

/// A bot that is killed at any moment leaves nothing behind: no call that waits, no update that is lost.
@Suite(.timeLimit(.minutes(10))) struct ProcessDeathTests {
    @Test(arguments: RawConnection.Death.allCases, [0, 1, 40_000, 2_000_000])
    func inTheMiddleOfARequest(death: RawConnection.Death, sent: Int) async throws {
        let (sandbox, anna) = try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let form = "--b\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n\(anna.id)\r\n"
            let file = "--b\r\nContent-Disposition: form-data; name=\"document\"; filename=\"a.md\"\r\n\r\n"
            let content = String(repeating: "x", count: 3_000_000) + "\r\n--b--\r\n"
            let document = bot.request(
                "sendDocument",
                type: "multipart/form-data; boundary=b",
                body: form + file + content,
                sent: sent
            )
            let text = #"{"chat_id":\#(anna.id),"text":"\#(content.prefix(3_000))"}"#
            let message = bot.request("sendMessage", body: text, sent: min(sent, text.utf8.count - 1))
            for request in [document, message, String(message.prefix(30)), ""] {
                let connection = try await RawConnection(to: bot.url)
                try await connection.write(request)
                try await connection.die(death)
            }
            try await bot.result("getMe")
            return (sandbox, anna)
        }
        // All is over: the sandbox does not end before its connections have.
        #expect(await sandbox.calls.map(\.method) == ["getMe"])
        #expect(await anna.messages() == [])
    }

    @Test(
        arguments: RawConnection.Death.allCases,
        [Fault.hold, .delayBefore(.seconds(600)), .delayAfter(.seconds(600))]
    )
    func whileACallIsKept(death: RawConnection.Death, fault: Fault) async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            await sandbox.inject(fault, on: "sendMessage")
            let connection = try await RawConnection(to: bot.url)
            try await connection.write(bot.request("sendMessage", body: #"{"chat_id":\#(anna.id),"text":"x"}"#))
            try await sandbox.waitForCalls(of: "sendMessage")
            try await connection.die(death)
            try await sandbox.waitForFinishedCalls(of: "sendMessage")

            let isCarriedOut = fault == .delayAfter(.seconds(600))
            let call = await sandbox.calls.first
            #expect(call?.status == 0)
            #expect(call?.isCarriedOut == isCarriedOut)
            let messages = await sandbox.messages(in: anna.chat)
            #expect(messages.map(\.messageID) == [call?.messageID].compactMap { $0 })
            #expect(messages.count == (isCarriedOut ? 1 : 0))
            #expect(await sandbox.heldCalls.isEmpty)
        }
    }

    @Test(arguments: RawConnection.Death.allCases)
    func inALongPoll(death: RawConnection.Death) async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            var offset: Int64 = 0
            for round in 1...30 {
                let connection = try await RawConnection(to: bot.url)
                let body = #"{"timeout":50,"offset":\#(offset)}"#
                try await connection.write(bot.request("getUpdates", body: body))
                try await sandbox.waitForCalls(of: "getUpdates", count: 3 * round - 2)
                // Before or after the sandbox learns that nobody is there any more: it is kept.
                if round.isMultiple(of: 2) { await anna.send("\(round)") }
                try await connection.die(death)
                if !round.isMultiple(of: 2) { await anna.send("\(round)") }
                for _ in 1...2 {
                    let updates = try await bot.result("getUpdates", ["offset": .integer(offset)]).array ?? []
                    #expect(updates.map { $0["message"]?["text"] } == [.string("\(round)")])
                    if let id = updates.last?["update_id"]?.integer, offset <= id { offset = id }
                }
                offset += 1
            }
            // All but the last are confirmed.
            #expect(await sandbox.pendingUpdateCount == 1)
            #expect(await sandbox.waitingPoll == nil)
        }
    }

    /// The request has gone out, its answer is never read.
    @Test(arguments: RawConnection.Death.allCases)
    func rightAfterARequest(death: RawConnection.Death) async throws {
        let (sandbox, anna) = try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            for number in 1...100 {
                let connection = try await RawConnection(to: bot.url)
                let body = #"{"chat_id":\#(anna.id),"text":"\#(number)"}"#
                try await connection.write(bot.request("sendMessage", body: body))
                try await connection.die(death)
            }
            return (sandbox, anna)
        }
        // Whether they arrived is a matter of luck, but the sandbox knows it.
        let calls = await sandbox.calls(of: "sendMessage")
        let messages = await sandbox.messages(in: anna.chat)
        #expect(calls.count { !$0.isCarriedOut } == 0)
        #expect(calls.compactMap(\.messageID) == messages.map(\.messageID))
        #expect(Set(messages.map(\.text)).count == messages.count)
    }
}
