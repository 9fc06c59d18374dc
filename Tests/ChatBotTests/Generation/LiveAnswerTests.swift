import Testing

@testable import ChatBot

@Suite(.timeLimit(.minutes(10))) struct LiveAnswerTests {
    @Test func newsThatCameBeforeAreNotMissed() async {
        let live = LiveAnswer()
        live.change { $0.text += "a" }
        live.change { $0.text += "b" }
        await live.news.wait()
        #expect(live.draft.text == "ab")
    }

    @Test func whoWaitsIsWoken() async {
        let live = LiveAnswer()
        async let news: Void = live.news.wait()
        live.change { $0.text += "a" }
        await news
        #expect(live.draft.text == "a")
    }

    @Test func aCancelledWaitEnds() async {
        let live = LiveAnswer()
        let waiting = Task { await live.news.wait() }
        waiting.cancel()
        await waiting.value
    }

    @Test(arguments: [("", false), (" \n", false), ("\u{200B}\u{FE0F}", false), ("a", true), (" 👩‍👧", true)])
    func visibleText(_ text: String, isVisible: Bool) {
        #expect(AnswerDraft(text: text).hasText == isVisible)
    }
}
