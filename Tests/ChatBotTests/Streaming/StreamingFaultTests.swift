import Foundation
import LlamaServerTesting
import TelegramSandbox
import TestClocks
import Testing

@testable import ChatBot

/// A Telegram that fails at random, with people who all get their whole answers.
///
/// Time is that of a manual clock, which goes on by itself: an hour of flood control is over in a moment.
@Suite(.serialized, .timeLimit(.minutes(10))) struct StreamingFaultTests {
    struct Weather: Sendable, CustomTestStringConvertible {
        enum Place: Sendable { case privateChats, groups }

        var seed: UInt64
        var streaming: Streaming
        var place: Place
        var people = 12
        /// Whether it can stay unknown that a new message was sent. With very many others under way at once it may not be found.
        var losesAnswers: Bool { people < 5 }
        var testDescription: String { "\(streaming) in \(place), \(people) people, seed \(seed)" }
    }

    static let weathers: [Weather] = (1...1).flatMap { seed in
        [12, 4].flatMap { people in
            [
                Weather(seed: seed, streaming: .auto, place: .privateChats, people: people),
                Weather(seed: seed, streaming: .edit, place: .privateChats, people: people),
                Weather(seed: seed, streaming: .auto, place: .groups, people: people),
                Weather(seed: seed, streaming: .off, place: .privateChats, people: people),
            ]
        }
    }

    private static func schedule(_ weather: Weather) -> FaultSchedule {
        let drafts = ["sendMessageDraft"]
        let repeatable = drafts + ["editMessageText", "sendChatAction"]
        return FaultSchedule(
            seed: weather.seed,
            rates: [
                .tooManyRequests(0.1, retryAfter: 1...120),
                .tooManyRequests(0.01, retryAfter: 200...600),
                .fault(.refusal(errorCode: 500, description: "Internal Server Error"), 0.05),
                .fault(.garbage(status: 502, body: "<html>Bad Gateway</html>"), 0.03),
                .fault(.dropBefore, 0.05),
                .delayBefore(0.08, .milliseconds(100)...(.seconds(20))),
                .delayAfter(0.08, .milliseconds(100)...(.seconds(20))),
                .fault(.dropAfter, 0.05, on: weather.losesAnswers ? nil : repeatable),
                .fault(.refusal(errorCode: 400, description: "Bad Request: DRAFT_INVALID"), 0.02, on: drafts),
            ]
        )
    }

    /// The words of an answer, each there once.
    private static func words(_ person: Int, _ turn: Int, seed: UInt64) -> [String] {
        // Some need one message, some up to three.
        let count = [5, 60, 400, 1100][(person + turn + Int(seed)) % 4]
        return (0..<count).map { "p\(person)t\(turn)w\($0)" }
    }

    private static func answer(to question: String, seed: UInt64) -> ScriptedLlamaServer.Reply {
        let numbers = question.split(separator: " ").compactMap { Int($0) }
        guard numbers.count == 2 else { return .chat("?") }
        let words = words(numbers[0], numbers[1], seed: seed)
        var steps = [ScriptedLlamaServer.Reply.chatStart]
        // In twelve pieces, so that previews see it grow.
        for piece in 0..<12 {
            let range = words.count * piece / 12..<words.count * (piece + 1) / 12
            guard !range.isEmpty else { continue }
            steps += [
                .hold,
                ScriptedLlamaServer.Reply.chatDelta(range.map { words[$0] + ($0 % 50 == 49 ? "\n\n" : " ") }.joined()),
            ]
        }
        return .init(steps: steps + [.hold, ScriptedLlamaServer.Reply.chatEnd])
    }

    @Test(arguments: weathers)
    func everyAnswerIsCompleteInOrderAndOnce(weather: Weather) async throws {
        let clock = ManualClock()
        let server = ScriptedLlamaServer(slots: weather.people)
        await server.always("/v1/chat/completions") { request in
            let question = request.body.components(after: "\"content\":\"ask ", before: "\"").last ?? ""
            return Self.answer(to: question, seed: weather.seed)
        }
        try await server.run { url in
            var configuration = SandboxConfiguration()
            configuration.clock = clock
            try await TelegramSandbox.withSandbox(configuration) { sandbox, _ in
                let bot = RunningBot(
                    llamaURL: url,
                    configuration: Self.patient(weather.streaming),
                    clock: clock,
                    // The model's server is well, and is not to be taken for slow because time flies.
                    llamaClock: ContinuousClock()
                )
                var seats: [(person: Person, chat: SandboxChat)] = []
                for number in 0..<weather.people {
                    let person = await sandbox.person(firstName: "P\(number)")
                    let chat =
                        weather.place == .groups
                        ? await sandbox.group(title: "G\(number)", members: [person]) : person.chat
                    seats.append((person, chat))
                }
                let time = Task { await Self.letTimePass(clock, server) }
                defer { time.cancel() }
                await sandbox.setFaultSchedule(Self.schedule(weather))
                try await bot.run(on: sandbox) {
                    let name = weather.place == .groups ? "@localaichat_bot " : ""
                    for turn in 0..<2 {
                        for (number, seat) in seats.enumerated() {
                            await seat.person.send("\(name)ask \(number) \(turn)", in: seat.chat)
                        }
                    }
                    for (number, seat) in seats.enumerated() {
                        let last = try #require(Self.words(number, 1, seed: weather.seed).last)
                        _ = try await seat.person.reply(after: 0, in: seat.chat, timeout: .seconds(120)) { message in
                            message.isFromBot && message.text.hasSuffix(last)
                                && message.buttons == [["🔄 Reset context"]]
                        }
                    }
                    // What is still under way ends, and nothing is left open.
                    await sandbox.setFaultSchedule(nil)
                    for seat in seats {
                        _ = try await seat.person.ask("/help", in: seat.chat)
                    }
                }
                for (number, seat) in seats.enumerated() {
                    let messages = await seat.person.messages(in: seat.chat).filter(\.isFromBot).dropLast()
                    let shown = messages.flatMap { $0.text.split(whereSeparator: \.isWhitespace).map(String.init) }
                    let written = (0..<2).flatMap { Self.words(number, $0, seed: weather.seed) }
                    #expect(shown == written, "person \(number)")
                    #expect(messages.allSatisfy { !$0.buttons.joined().contains("⏹ Stop") })
                }
                #expect(await sandbox.callsDuringPauses.map(\.method) == [])
                #expect(await sandbox.lateDrafts.isEmpty)
            }
        }
    }

    private static func patient(_ streaming: Streaming) -> ChatBotConfiguration {
        var configuration = ChatBotConfiguration(streaming: streaming)
        // Time flies: a 429 that is on its way is to be heard of before the next call.
        configuration.previewPatience = .seconds(1_000_000_000)
        return configuration
    }

    /// One second after the other, as long as the test runs; the model writes on meanwhile.
    private static func letTimePass(_ clock: ManualClock, _ server: ScriptedLlamaServer) async {
        while !Task.isCancelled {
            clock.advance(by: .seconds(1))
            await server.release()
            // Gives the processor to what has been woken. Nothing depends on how long it takes.
            try? await Task.sleep(for: .milliseconds(2))
        }
    }
}

extension String {
    fileprivate func components(after prefix: String, before suffix: String) -> [String] {
        var found: [String] = []
        var rest = self[...]
        while let start = rest.range(of: prefix) {
            rest = rest[start.upperBound...]
            guard let end = rest.range(of: suffix) else { break }
            found.append(String(rest[..<end.lowerBound]))
        }
        return found
    }
}
