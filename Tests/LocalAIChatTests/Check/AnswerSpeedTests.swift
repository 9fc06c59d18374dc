import Testing

@testable import LlamaServer
@testable import LocalAIChat

@Suite("The speed of an answer") struct AnswerSpeedTests {
    private let start = ContinuousClock.now

    @Test("as it is counted here")
    func counted() {
        var speed = AnswerSpeed(start: start)
        speed.hear(.started, at: start)
        #expect(speed.summary == "an empty one")
        for piece in 0...4 { speed.hear(.text("x"), at: start + .milliseconds(500 + 100 * piece)) }
        #expect(speed.summary == "about 10.0 tokens per second, the first after 0.5 s")
    }

    @Test("in one piece")
    func onePiece() {
        var speed = AnswerSpeed(start: start)
        speed.hear(.text("all of it"), at: start + .seconds(2))
        #expect(speed.summary == "in one piece, the first after 2.0 s")
    }

    @Test(
        "of a model that thinks",
        arguments: [[.reasoning("Hm."), .text("Hi")], [.text("Hm."), .textWasReasoning]] as [[AnswerEvent]]
    )
    func thoughts(events: [AnswerEvent]) {
        var speed = AnswerSpeed(start: start)
        for event in events { speed.hear(event, at: start + .seconds(2)) }
        #expect(speed.summary == "in one piece, the first after 2.0 s; the model thinks first")
    }
}
