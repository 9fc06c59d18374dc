import LlamaServerTesting
import Testing

@testable import LlamaServer

@Suite("Thoughts among the events of an answer", .timeLimit(.minutes(10)))
struct ReasoningEventTests {
    private static func event(_ delta: String) -> String { "data: {\"choices\":[{\"delta\":{\(delta)}}]}\n\n" }
    private static let end = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"

    @Test(arguments: [
        (#""reasoning_content":"a""#, "a"), (#""reasoning":"a""#, "a"),
        (#""reasoning_content":"","reasoning":"a""#, "a"),
        (#""reasoning_content":null,"reasoning":"a""#, "a"), (#""reasoning_content":"a","reasoning":"a""#, "a"),
        (#""reasoning_content":"""#, ""), (#""reasoning":7"#, ""), (#""content":"<think>a</think>""#, "a"),
    ])
    func `come in a field of their own, or in the text`(delta: String, reasoning: String) throws {
        let (events, _) = try parse(Array((Self.event(delta) + Self.event(#""content":"Hi""#) + Self.end).utf8))
        #expect(events.reasoning == reasoning)
        #expect(events.text == "Hi")
    }

    @Test func `what was held back comes before the end`() throws {
        let (events, _) = try parse(
            Array((Self.event(#""content":"a</""#) + Self.event(#""content":"thin""#) + Self.end).utf8)
        )
        #expect(events == [.text("a"), .text("</thin")])
    }

    @Test func `what was held back comes before an error, too`() async throws {
        let scripted = ScriptedLlamaServer()
        try await scripted.run { url in
            for last: ScriptedLlamaServer.Reply.Step in [.abort, .bytes("data: [DONE]\n\n"), .bytes("")] {
                let delta = ScriptedLlamaServer.Reply.chatDelta("a</thi")
                await scripted.script("/v1/chat/completions", .init(steps: [delta, last]))
                try await withClient(url) { server in
                    let (events, error) = await events(of: server.answer(to: .talk("Hello!")))
                    #expect(events.text == "a</thi")
                    #expect(error is LlamaServerError)
                }
            }
        }
    }

    @Test func `that were text at first are told once`() throws {
        let text = Self.event(#""content":"Hm.\n""#) + Self.event(#""content":"</think>\n\nHi""#)
        let (events, _) = try parse(Array((text + Self.end).utf8))
        #expect(events == [.text("Hm.\n"), .textWasReasoning, .text("Hi")])
    }

    @Test func `a whole answer is split as a stream is`() throws {
        let json = #"{"choices":[{"message":{"content":"<think>Hm.</think>\n\nHi <"},"finish_reason":"stop"}]}"#
        var parser = AnswerParser(kind: .openAICompatible)
        let events = try parser.consume(whole: try #require(JSONValue(repairing: Array(json.utf8))))
        #expect(events == [.reasoning("Hm."), .text("Hi <")])
    }
}
