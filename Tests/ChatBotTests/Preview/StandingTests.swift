import TelegramBotAPI
import TelegramSandbox
import TestClocks
import Testing

@testable import ChatBot

/// What people see while they wait for the first word.
@Suite(.timeLimit(.minutes(1))) struct StandingTests {
    @Test func aDraftShowsThePlaceAndThenHowMuchIsRead() async throws {
        try await PreviewScene.run { scene in
            var sight = await Sight(of: scene.anna)
            try await scene.show {
                #expect(await sight.draft() == "")
                scene.set(.queued(place: 2, wait: .seconds(42)))
                await scene.pass(.seconds(1))
                #expect(await sight.draft() == "⏳ Place 2 in line, about 40 s")
                #expect(await scene.anna.draft()?.canStop == true)
                scene.set(.queued(place: 1, wait: .seconds(18)))
                await scene.pass(.seconds(1))
                #expect(await sight.draft() == "⏳ You are next, about 20 s")
                scene.set(.reading(percent: 7))
                await scene.pass(.seconds(1))
                #expect(await sight.draft() == "📖 Reading… 7 %")
                scene.set(.reading(percent: 43))
                await scene.pass(.seconds(1))
                #expect(await sight.draft() == "📖 Reading… 43 %")
                scene.write("Hello")
                #expect(await sight.draft() == "Hello")
            }
            try await scene.finish()
            #expect(await scene.anna.messages().map(\.text).last == "Hello")
            #expect(await scene.anna.draft() == nil)
            #expect(await scene.callCount(of: "sendMessageDraft") == 6)
            #expect(await scene.callCount(of: "sendMessage") == 1)
        }
    }

    @Test func whatDoesNotLastIsNotShown() async throws {
        try await PreviewScene.run { scene in
            var sight = await Sight(of: scene.anna)
            try await scene.show {
                #expect(await sight.draft() == "")
                scene.set(.queued(place: 1, wait: .seconds(10)))
                await scene.sleeper(for: .seconds(1))
                scene.clock.advance(by: .milliseconds(900))
                scene.set(.reading(percent: 10))
                await scene.sleeper(for: .seconds(1))
                scene.clock.advance(by: .milliseconds(900))
                scene.write("Hello")
                #expect(await sight.draft() == "Hello")
            }
            #expect(await scene.callCount(of: "sendMessageDraft") == 2)
        }
    }

    @Test func aMessageShowsItAndBecomesTheAnswer() async throws {
        try await PreviewScene.run(.edit, languageCode: "ru") { scene in
            var sight = await Sight(of: scene.anna)
            try await scene.show {
                try await scene.sandbox.waitForCalls(of: "sendChatAction")
                scene.set(.queued(place: 3, wait: .seconds(100)))
                await scene.pass(.seconds(1))
                let message = try #require(await sight.message())
                #expect(message.text == "⏳ Ваше место в очереди – 3, примерно 1½ мин")
                #expect(message.buttons == [["⏹ Остановить"]])
                #expect(message.entities.map(\.type) == ["italic"])
                scene.set(.reading(percent: 1))
                await scene.pass(.seconds(1))
                scene.set(.reading(percent: 64))
                await scene.pass(.seconds(4))
                #expect(await sight.edit()?.text == "📖 Читаю… 60 %")
                // Neither a step too small nor the end costs an edit.
                for percent in [62, 64, 100] { scene.set(.reading(percent: percent)) }
                scene.clock.advance(by: .seconds(60))
                scene.write("Да")
                await scene.whileTimePasses { #expect(await sight.edit()?.text == "Да") }
            }
            try await scene.finish()
            let messages = await scene.anna.messages().filter(\.isFromBot)
            #expect(messages.map(\.text) == ["Да"])
            #expect(messages.map(\.buttons) == [[["🔄 Сбросить контекст"]]])
            #expect(await scene.callCount(of: "sendMessage") == 1)
            #expect(await scene.callCount(of: "editMessageText") == 3)
        }
    }

    /// Where an edit has to keep three seconds from the one before, the first text keeps one, as from any other message.
    @Test func inAGroupTheFirstTextDoesNotWaitForWhatANoteCosts() async throws {
        try await PreviewScene.run(inGroup: true) { scene in
            var sight = await Sight(of: scene.anna)
            try await scene.show {
                scene.set(.waiting)
                await scene.pass(.seconds(1))
                let message = try #require(await sight.message())
                #expect(message.text == "⏳ The model is busy with something else…")
                #expect(message.replyToMessageID == scene.turn.incoming.messageID)
                for percent in [20, 40, 60, 80] {
                    scene.set(.reading(percent: percent))
                    if percent == 20 { await scene.pass(.seconds(1)) }
                    await scene.pass(.seconds(percent == 20 ? 4 : 5))
                    #expect(await sight.edit()?.text == "📖 Reading… \(percent) %")
                }
                // Just behind a note.
                scene.write("Hello")
                await scene.pass(.seconds(1))
                #expect(await sight.edit()?.text == "Hello")
            }
            #expect(await scene.callCount(of: "sendMessage") == 1)
        }
    }

    /// The previews of others' answers in a group come before the notes.
    @Test func whereThereIsLittleRoomNotesStandBack() async throws {
        try await PreviewScene.run(inGroup: true) { scene in
            var sight = await Sight(of: scene.anna)
            try await scene.show {
                scene.set(.reading(percent: 10))
                await scene.pass(.seconds(1))
                _ = await sight.message()
                scene.set(.reading(percent: 50))
                await scene.sleeper(for: .seconds(5))
                // The edits of another answer leave room for text, and none for notes.
                for time in [1000, 1001, 1001] {
                    scene.clock.advance(by: .milliseconds(time))
                    _ = try await scene.runner.preview.flood.preview(to: scene.chat.id, .message) {}
                }
                scene.clock.advance(by: .milliseconds(1998))
                await scene.sleeper(for: .milliseconds(2500) + .nanoseconds(2))
                #expect(await scene.callCount(of: "editMessageText") == 0)
                scene.write("Hello")
                #expect(await sight.edit()?.text == "Hello")
            }
        }
    }

    @Test(arguments: [true, false])
    func withoutStreamingThereIsTypingAndNothingElse(inGroup: Bool) async throws {
        try await PreviewScene.run(.off, inGroup: inGroup) { scene in
            try await scene.show {
                scene.set(.queued(place: 3, wait: nil))
                try await scene.sandbox.waitForFinishedCalls(of: "sendChatAction")
                for percent in 0...100 {
                    scene.change {
                        $0.isStarted = true
                        $0.standing = .reading(percent: percent)
                    }
                    scene.clock.advance(by: .milliseconds(100))
                }
            }
            let methods = await Set(scene.sandbox.calls.map(\.method)).subtracting(["sendChatAction"])
            #expect(methods.isEmpty)
        }
    }

    @Test func thoughtsTakeItsPlace() async throws {
        try await PreviewScene.run(.edit) { scene in
            var sight = await Sight(of: scene.anna)
            try await scene.show {
                scene.set(.reading(percent: 50))
                await scene.pass(.seconds(1))
                #expect(await sight.message()?.text == "📖 Reading… 50 %")
                scene.change { $0.reasoning = "Hm" }
                await scene.pass(.seconds(1))
                #expect(await sight.edit()?.text == "💭 Thinking…")
            }
        }
    }

    /// An outage: the word on it comes, the note goes.
    @Test func ofAQuestionThatHasToWaitNothingIsLeft() async throws {
        try await PreviewScene.run(.edit) { scene in
            var sight = await Sight(of: scene.anna)
            try await scene.show {
                scene.set(.queued(place: 2, wait: nil))
                await scene.pass(.seconds(1))
                #expect(await sight.message()?.text == "⏳ Place 2 in line")
            }
            let word = Reply("Later.", to: scene.turn.incoming)
            let notice = try await scene.runner.database.keepWaiting(scene.turn, isAttemptCounted: false, word: word)
            try await scene.deliver(try #require(notice))
            #expect(await scene.anna.messages().filter(\.isFromBot).map(\.text) == ["Later."])
        }
    }

    /// The bot was killed while the chat said "Place 3".
    @Test(arguments: [true, false])
    func afterARestartItsMessageIsTheAnswersOrGoesAway(isAnswered: Bool) async throws {
        try await PreviewScene.run(.edit) { scene in
            var sight = await Sight(of: scene.anna)
            try await scene.show {
                scene.set(.queued(place: 3, wait: nil))
                await scene.pass(.seconds(1))
                #expect(await sight.message()?.text == "⏳ Place 3 in line")
            }
            scene.set(nil)
            scene.clock.advance(by: .seconds(10))
            if isAnswered {
                try await scene.show {
                    scene.set(.queued(place: 1, wait: nil))
                    await scene.pass(.seconds(1))
                    #expect(await sight.edit()?.text == "⏳ You are next")
                    scene.write("Hello")
                    await scene.pass(.seconds(1))
                    #expect(await sight.edit()?.text == "Hello")
                }
                try await scene.finish()
                #expect(await scene.anna.messages().filter(\.isFromBot).map(\.text) == ["Hello"])
            } else {
                try await scene.runner.database.putBack(scene.turn)
                var later = scene.turn
                later.id += 1
                #expect(try await scene.runner.takeBack(for: later) == 1)
                #expect(await scene.anna.messages().filter(\.isFromBot).isEmpty)
            }
        }
    }
}
