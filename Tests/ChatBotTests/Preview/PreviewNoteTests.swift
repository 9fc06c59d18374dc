import TelegramMarkdown
import Testing

@testable import ChatBot

/// What is shown of an answer of which nothing is written, as time goes by.
@Suite struct PreviewNoteTests {
    private func part(_ note: ReplyComposer.Note) -> Reply.Part { Reply.Part(FormattedText("\(note)")) }
    private func reading(_ percent: Int) -> Reply.Part { part(.standing(.reading(percent: percent))) }
    private func queued(_ place: Int) -> Reply.Part { part(.standing(.queued(place: place, wait: nil))) }
    private let text = Reply.Part(FormattedText("text"))

    /// What is done next, in milliseconds.
    private func next(
        _ state: inout PreviewState,
        _ standing: Standing?,
        at time: Int
    ) -> PreviewState.Action {
        let now = Duration.milliseconds(time)
        state.show(note: state.note(on: standing, at: now).map(part))
        return state.next(at: now)
    }

    /// The same, and carries it out.
    @discardableResult
    private func act(
        _ state: inout PreviewState,
        _ standing: Standing?,
        at time: Int,
        _ outcome: PreviewState.Outcome = .made(messageID: 7)
    ) -> PreviewState.Action {
        let action = next(&state, standing, at: time)
        state.note(outcome, of: action, began: .milliseconds(time), at: .milliseconds(time))
        return action
    }

    @Test func aDraftSaysHowItStandsASecondLater() {
        var state = PreviewState(mode: .draft, pace: .draft)
        let place = Standing.queued(place: 2, wait: nil)
        #expect(act(&state, place, at: 0) == .draft(0, nil))
        #expect(next(&state, place, at: 400) == .waitForNews(.milliseconds(600)))
        #expect(act(&state, place, at: 1000) == .draft(0, queued(2)))
        // Never faster than it is read.
        #expect(next(&state, .queued(place: 1, wait: nil), at: 1100) == .waitForNews(.milliseconds(900)))
        #expect(act(&state, .queued(place: 1, wait: nil), at: 2000) == .draft(0, queued(1)))
        // What is shown is not shown again, but for the draft's sake.
        #expect(next(&state, .queued(place: 1, wait: nil), at: 2000) == .waitForNews(.seconds(20)))
        #expect(act(&state, .queued(place: 1, wait: nil), at: 22_000) == .draft(0, queued(1)))
        #expect(next(&state, .reading(percent: 3), at: 23_500) == .waitForNews(.seconds(1)))
        #expect(act(&state, .reading(percent: 5), at: 24_500) == .draft(0, reading(5)))
        // The text comes at once.
        state.show([text])
        #expect(state.standstill(at: .milliseconds(24_501), hasText: true) == nil)
        #expect(state.next(at: .milliseconds(24_501)) == .draft(0, text))
    }

    /// A thinking model begins before what it reads is worth showing, and nothing is to be seen of its thoughts: nobody has to look
    /// again and again whether that is so by now.
    @Test func thoughtsEndTheWaitForWhatLasts() {
        var state = PreviewState(mode: .draft, pace: .draft)
        #expect(act(&state, .reading(percent: 0), at: 0) == .draft(0, nil))
        state.show([])
        #expect(state.next(at: .milliseconds(900)) == .waitForNews(.milliseconds(19_100)))
        #expect(state.next(at: .milliseconds(1500)) == .waitForNews(.milliseconds(18_500)))
    }

    @Test func aMessageThatIsEditedSaysSoSeldom() {
        var state = PreviewState(mode: .edit, pace: .groupEdit)
        #expect(act(&state, .reading(percent: 0), at: 0) == .type)
        #expect(next(&state, .reading(percent: 2), at: 500) == .waitForNews(.milliseconds(500)))
        #expect(act(&state, .reading(percent: 12), at: 1000) == .send(0, reading(10)))
        #expect(next(&state, .reading(percent: 14), at: 1300) == .waitForNews(nil))
        #expect(next(&state, .reading(percent: 21), at: 2000) == .waitForNews(.seconds(4)))
        #expect(act(&state, .reading(percent: 44), at: 6000) == .edit(0, messageID: 7, reading(40)))
        // The end of reading is not worth an edit for which the text would have to wait.
        #expect(next(&state, .reading(percent: 100), at: 20_000) == .waitForNews(nil))
        state.show([text])
        #expect(state.standstill(at: .milliseconds(20_001), hasText: true) == nil)
        #expect(state.next(at: .milliseconds(20_001)) == .edit(0, messageID: 7, text))
    }

    @Test func theFirstTextDoesNotWaitForThePaceOfNotesNorForThatOfText() {
        for (mode, pace) in [(PreviewMode.draft, PreviewPace.draft), (.edit, .privateEdit), (.edit, .groupEdit)] {
            var state = PreviewState(mode: mode, pace: pace)
            act(&state, .waiting, at: 0)
            act(&state, .waiting, at: 1000)
            state.show([text])
            #expect(state.standstill(at: .milliseconds(1001), hasText: true) == nil)
            let action = state.next(at: .milliseconds(1001))
            #expect(action == (mode == .draft ? .draft(0, text) : .edit(0, messageID: 7, text)))
            state.note(.made(messageID: 7), of: action, began: .seconds(2), at: .seconds(2))
            // The second does.
            state.show([part(.thinking)])
            #expect(state.next(at: .seconds(2)) == .wait(pace.interval))
        }
    }

    @Test func aNoteThatIsHeldBackDoesNotHoldBackTheText() {
        for outcome in [PreviewState.Outcome.held(.seconds(9), isRefused: false), .failed] {
            var state = PreviewState(mode: .edit, pace: .groupEdit)
            act(&state, .waiting, at: 0)
            act(&state, .waiting, at: 1000)
            let wait = outcome == .failed ? 1000 : 9000
            let reading = Standing.reading(percent: 50)
            _ = next(&state, reading, at: 10_000)
            guard case .edit = act(&state, reading, at: 11_000, outcome) else {
                Issue.record("not an edit")
                continue
            }
            #expect(next(&state, reading, at: 11_000) == .waitForNews(.milliseconds(wait)))
            #expect(state.standstill(at: .milliseconds(11_000), hasText: true) == nil)
            state.show([text])
            #expect(state.next(at: .milliseconds(11_000)) == .edit(0, messageID: 7, text))
        }
    }

    @Test func aDraftThatIsHeldBackIsNotTriedAgainAtOnce() {
        var state = PreviewState(mode: .draft, pace: .draft)
        act(&state, .waiting, at: 0)
        act(&state, .waiting, at: 1000)
        let again = act(&state, .waiting, at: 21_000, .held(.seconds(2), isRefused: false))
        #expect(again == .draft(0, part(.standing(.waiting))))
        #expect(next(&state, .waiting, at: 21_500) == .waitForNews(.milliseconds(1500)))
    }

    /// Of a thousand who wait for the little room that there is for all each would try all the time.
    @Test func aNoteThatFindsNoRoomTriesLessAndLess() {
        var state = PreviewState(mode: .draft, pace: .draft)
        act(&state, .waiting, at: 0)
        var now = 1000
        for wait in [250, 500, 1000, 2000, 4000, 8000, 8000] {
            act(&state, .waiting, at: now, .held(.milliseconds(30), isRefused: false))
            #expect(next(&state, .waiting, at: now) == .waitForNews(.milliseconds(wait)))
            now += wait
        }
        act(&state, .waiting, at: now)
        act(&state, .reading(percent: 5), at: now + 5000)
        act(&state, .reading(percent: 5), at: now + 6000, .held(.milliseconds(30), isRefused: false))
        #expect(next(&state, .reading(percent: 5), at: now + 6000) == .waitForNews(.milliseconds(250)))
    }

    @Test func whatTelegramRefusesHoldsBackAll() {
        var state = PreviewState(mode: .edit, pace: .privateEdit)
        act(&state, .waiting, at: 0)
        act(&state, .waiting, at: 1000, .held(.seconds(30), isRefused: true))
        #expect(state.pace.interval == .seconds(3))
        #expect(state.standstill(at: .seconds(2), hasText: true) == .seconds(29))
    }

    @Test func typingGoesOnUntilTheFirstNoteIsThere() {
        var state = PreviewState(mode: .edit, pace: .groupEdit)
        state.isStarted = true
        act(&state, .reading(percent: 10), at: 0)
        act(&state, .reading(percent: 10), at: 1000, .held(.seconds(10), isRefused: false))
        #expect(next(&state, .reading(percent: 10), at: 1000) == .waitForNews(.seconds(3)))
        #expect(act(&state, .reading(percent: 10), at: 4000) == .type)
        #expect(next(&state, .reading(percent: 10), at: 8000) == .type)
        guard case .send = act(&state, .reading(percent: 10), at: 11_000) else {
            Issue.record("not sent")
            return
        }
        // The note says as much.
        #expect(next(&state, .reading(percent: 10), at: 16_000) == .waitForNews(nil))
    }

    @Test func aNoteThatIsNotTrueAnyMoreGoesAway() {
        var draft = PreviewState(mode: .draft, pace: .draft)
        act(&draft, .waiting, at: 0)
        act(&draft, .waiting, at: 1000)
        #expect(next(&draft, nil, at: 2000) == .waitForNews(.seconds(1)))
        #expect(act(&draft, nil, at: 3000) == .draft(0, nil))

        var edit = PreviewState(mode: .edit, pace: .privateEdit)
        act(&edit, .waiting, at: 0)
        act(&edit, .waiting, at: 1000)
        #expect(next(&edit, nil, at: 2000) == .waitForNews(.seconds(1)))
        #expect(next(&edit, nil, at: 3000) == .waitForNews(.seconds(3)))
        #expect(act(&edit, nil, at: 6000) == .edit(0, messageID: 7, part(.thinking)))
        #expect(next(&edit, nil, at: 60_000) == .waitForNews(nil))
        #expect(next(&edit, .reading(percent: 10), at: 60_000) == .waitForNews(.seconds(1)))
        #expect(next(&edit, .reading(percent: 10), at: 61_000) == .edit(0, messageID: 7, reading(10)))
    }

    @Test func anAnswerOfBeforeARestartShowsTheNoteInItsMessage() {
        var edit = PreviewState(mode: .edit, pace: .privateEdit, messageIDs: [0: 3, 1: 4])
        act(&edit, .queued(place: 1, wait: nil), at: 0)
        #expect(act(&edit, .queued(place: 1, wait: nil), at: 1000) == .edit(0, messageID: 3, queued(1)))
        // A draft would stay beside the message that grows.
        var draft = PreviewState(mode: .draft, pace: .draft, messageIDs: [0: 3])
        #expect(act(&draft, .queued(place: 1, wait: nil), at: 0) == .draft(0, nil))
        #expect(next(&draft, .queued(place: 1, wait: nil), at: 1000) == .waitForNews(.seconds(19)))
    }

    @Test(arguments: [PreviewMode.typing, .nothing])
    func withoutStreamingThereIsNoNote(mode: PreviewMode) {
        var state = PreviewState(mode: mode, pace: .privateEdit)
        let first = act(&state, .waiting, at: 0)
        #expect(first == (mode == .typing ? .type : .waitForNews(nil)))
        #expect(next(&state, .waiting, at: 60_000) == .waitForNews(nil))
    }
}
