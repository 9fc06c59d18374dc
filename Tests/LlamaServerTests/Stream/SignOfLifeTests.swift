import TestClocks
import Testing

@testable import LlamaServer

@Suite("Signs of life")
struct SignOfLifeTests {
    @Test(
        arguments: [
            (#"data: {"a":1}"#, nil),
            ("data: [1]", nil),
            (#"data: {"choices":[]}"#, nil),
            (#"data: {"content":5}"#, nil),
            (#"data: {"choices":[{"delta":{"content":5}}]}"#, nil),
            (": ping", .presence),
            (": ping\n\ndata: {}", .presence),
            (#"data: {"choices":[{"delta":{"content":""}}]}"#, .answer),
            (#"data: {"choices":[{"delta":{"role":"assistant","content":null}}]}"#, .answer),
            (#"data: {"choices":[{"text":"a"}]}"#, .answer),
            (#"data: {"content":"a","stop":false}"#, .answer),
            (#"data: {"choices":[],"prompt_progress":{"total":9,"processed":1}}"#, .answer),
        ] as [(String, SignOfLife?)]
    )
    func `are what belongs to an answer, and less so pings`(text: String, sign: SignOfLife?) throws {
        var reader = AnswerReader(AnswerParser(kind: .llamaCpp))
        #expect(try reader.feed("\(text)\n\n".utf8) { _ in } == sign)
    }

    @Test func `a part of an event is one of presence`() throws {
        var reader = AnswerReader(AnswerParser(kind: .llamaCpp))
        #expect(try reader.feed("data: {".utf8) { _ in } == .presence)
    }

    /// Gives a sign every 59 s, for 1200 s in all, under a limit of 60 s.
    private func wait(hearing sign: SignOfLife) async throws -> String {
        let clock = ManualClock()
        return try await withSilenceLimit(.seconds(60), clock: clock) { heard in
            for _ in 1...20 {
                heard(sign)
                await clock.sleepers(1)
                clock.advance(by: .seconds(59))
            }
            heard(sign)
            await clock.sleepers(1)
            clock.advance(by: .seconds(20))
            if sign == .answer { return "answer" }
            try await clock.sleep(until: clock.now.advanced(by: .seconds(1)), tolerance: nil)
            return "never"
        }
    }

    @Test(.timeLimit(.minutes(10))) func `of an answer go on as long as it likes`() async throws {
        #expect(try await wait(hearing: .answer) == "answer")
    }

    @Test(.timeLimit(.minutes(10))) func `pings alone are silence in the end`() async {
        await #expect(throws: LlamaServerError.silence(.seconds(1200))) { try await wait(hearing: .presence) }
    }
}
