import TelegramMarkdown
import Testing

@testable import ChatBot

/// What is shown next of a growing answer, as time goes by.
@Suite struct PreviewStateTests {
    private func part(_ text: String) -> Reply.Part { Reply.Part(FormattedText(text)) }

    /// Carries an action out at once, and gives it.
    @discardableResult
    private func act(
        _ state: inout PreviewState,
        at now: Duration,
        messageID: Int? = nil
    ) -> PreviewState.Action {
        let action = state.next(at: now)
        state.note(.made(messageID: messageID), of: action, began: now, at: now)
        return action
    }

    @Test func aDraftIsThereFromTheStartAndIsRepeatedWhileNothingComes() {
        var state = PreviewState(mode: .draft, pace: .draft)
        #expect(act(&state, at: .zero) == .draft(0, nil))
        #expect(state.next(at: .seconds(1)) == .waitForNews(.seconds(19)))
        #expect(act(&state, at: .seconds(20)) == .draft(0, nil))
        state.show([part("a")])
        #expect(act(&state, at: .seconds(21)) == .draft(0, part("a")))
        #expect(act(&state, at: .seconds(41)) == .draft(0, part("a")))
        #expect(state.next(at: .seconds(60)) == .waitForNews(.seconds(1)))
    }

    @Test func theFirstTextDoesNotWaitForThePace() {
        var state = PreviewState(mode: .draft, pace: .draft)
        act(&state, at: .zero)
        state.show([part("a")])
        #expect(state.standstill(at: .milliseconds(10), hasText: false) == nil)
        #expect(state.standstill(at: .milliseconds(10), hasText: true) == nil)
        #expect(act(&state, at: .milliseconds(10)) == .draft(0, part("a")))
        state.show([part("ab")])
        #expect(state.next(at: .milliseconds(110)) == .wait(.milliseconds(200)))
        #expect(act(&state, at: .milliseconds(310)) == .draft(0, part("ab")))
    }

    @Test func anEditedMessageIsSentOnceAndAnEqualTextNotAgain() {
        var state = PreviewState(mode: .edit, pace: .privateEdit)
        #expect(act(&state, at: .zero) == .type)
        state.show([part("a")])
        #expect(act(&state, at: .seconds(1), messageID: 7) == .send(0, part("a")))
        #expect(state.next(at: .seconds(2)) == .wait(.milliseconds(500)))
        #expect(state.next(at: .seconds(3)) == .waitForNews(nil))
        state.show([part("abc")])
        #expect(act(&state, at: .seconds(3)) == .edit(0, messageID: 7, part("abc")))
        #expect(state.messageIDs == [0: 7])
    }

    @Test func typingIsShownOnceUntilTheModelBegins() {
        for mode in [PreviewMode.typing, .edit] {
            var state = PreviewState(mode: mode, pace: .groupEdit)
            #expect(act(&state, at: .zero) == .type)
            #expect(state.next(at: .seconds(60)) == .waitForNews(nil))
            state.isStarted = true
            #expect(act(&state, at: .seconds(60)) == .type)
            #expect(state.next(at: .seconds(61)) == .waitForNews(.seconds(3)))
            #expect(act(&state, at: .seconds(64)) == .type)
        }
    }

    @Test func earlierPartsAreCompletedBeforeTheLastIsShown() {
        var state = PreviewState(mode: .draft, pace: .draft)
        state.show([part("one")])
        act(&state, at: .zero)
        state.show([part("one."), part("two."), part("th")])
        #expect(act(&state, at: .seconds(1), messageID: 1) == .settle(0, messageID: nil, part("one.")))
        #expect(state.next(at: .seconds(1)) == .wait(.milliseconds(300)))
        #expect(act(&state, at: .seconds(2), messageID: 2) == .settle(1, messageID: nil, part("two.")))
        #expect(act(&state, at: .seconds(3)) == .draft(2, part("th")))
        // A late change of what was complete is brought up to date.
        state.show([part("one."), part("two!"), part("three")])
        #expect(act(&state, at: .seconds(4)) == .settle(1, messageID: 2, part("two!")))
        #expect(act(&state, at: .seconds(5)) == .draft(2, part("three")))
    }

    @Test func anEditedMessageIsCompletedByAnEdit() {
        var state = PreviewState(mode: .edit, pace: .privateEdit)
        state.show([part("one")])
        act(&state, at: .zero, messageID: 5)
        state.show([part("one."), part("two")])
        #expect(act(&state, at: .seconds(2)) == .settle(0, messageID: 5, part("one.")))
        #expect(act(&state, at: .seconds(4), messageID: 6) == .send(1, part("two")))
        #expect(state.messageIDs == [0: 5, 1: 6])
    }

    @Test func aRefusalStopsPreviewsAndSlowsThePace() {
        var state = PreviewState(mode: .draft, pace: .draft)
        state.show([part("a")])
        act(&state, at: .zero)
        state.show([part("ab")])
        let action = state.next(at: .seconds(1))
        state.note(.held(.seconds(30), isRefused: true), of: action, began: .seconds(1), at: .seconds(2))
        #expect(state.pace.interval == .milliseconds(600))
        #expect(state.standstill(at: .seconds(3), hasText: true) == .seconds(29))
        #expect(state.next(at: .seconds(3)) == .wait(.seconds(29)))
        state.show([part("abcdef")])
        #expect(act(&state, at: .seconds(32)) == .draft(0, part("abcdef")))
        // Being held back without having asked is nobody's fault.
        state.note(.held(.seconds(1), isRefused: false), of: action, began: .seconds(33), at: .seconds(33))
        #expect(state.pace.interval == .milliseconds(600))
    }

    @Test func failuresAreTriedAgainLaterAndLater() {
        var state = PreviewState(mode: .edit, pace: .privateEdit)
        state.show([part("a")])
        var now = Duration.zero
        for wait in [1, 2, 4, 8, 16, 30, 30] {
            let action = state.next(at: now)
            #expect(action == .send(0, part("a")))
            state.note(.failed, of: action, began: now, at: now)
            #expect(state.next(at: now) == .wait(.seconds(wait)))
            now += .seconds(wait)
        }
        act(&state, at: now, messageID: 1)
        state.show([part("ab")])
        now += .seconds(5)
        state.note(.failed, of: state.next(at: now), began: now, at: now)
        #expect(state.next(at: now) == .wait(.seconds(1)))
    }

    @Test func aMessageThatIsGoneIsNotWrittenAgain() {
        var state = PreviewState(mode: .edit, pace: .privateEdit, messageIDs: [0: 3])
        state.show([part("a")])
        let action = state.next(at: .zero)
        #expect(action == .edit(0, messageID: 3, part("a")))
        state.note(.messageIsGone, of: action, began: .zero, at: .zero)
        state.show([part("ab")])
        #expect(state.next(at: .seconds(100)) == .waitForNews(nil))
    }

    @Test func whereDraftsAreRefusedAMessageTakesTheirPlace() {
        var state = PreviewState(mode: .draft, pace: .draft)
        state.show([part("a")])
        #expect(state.next(at: .zero) == .draft(0, part("a")))
        state.change(to: .edit, pace: .privateEdit)
        #expect(state.next(at: .zero) == .send(0, part("a")))
    }

    @Test(arguments: [
        (Streaming.auto, true, false, PreviewMode.draft), (.auto, true, true, .edit), (.auto, false, false, .edit),
        (.draft, true, false, .draft), (.draft, true, true, .typing), (.draft, false, false, .typing),
        (.edit, true, false, .edit), (.edit, false, true, .edit), (.off, true, false, .typing),
        (.off, false, false, .typing),
    ])
    func modes(_ streaming: Streaming, isPrivate: Bool, areDraftsRefused: Bool, mode: PreviewMode) {
        #expect(PreviewMode(streaming, isPrivate: isPrivate, areDraftsRefused: areDraftsRefused) == mode)
    }

    @Test func thePaceComesBack() {
        var pace = PreviewPace.draft
        for _ in 0..<20 { pace.wasRefused() }
        #expect(pace.interval == .seconds(10))
        for _ in 0..<4 { pace.wentWell() }
        #expect(pace.interval == .seconds(10))
        pace.wentWell()
        #expect(pace.interval == .milliseconds(7500))
        pace.wasRefused()
        for _ in 0..<4 { pace.wentWell() }
        #expect(pace.interval == .seconds(10))
        for _ in 0..<200 { pace.wentWell() }
        #expect(pace.interval == .milliseconds(300))
    }

    @Test func aPaceIsKeptForItsChatAlone() {
        let memory = PreviewMemory()
        var slow = memory.pace(of: 1, .draft)
        slow.wasRefused()
        memory.keep(slow, of: 1, .draft)
        #expect(memory.pace(of: 1, .draft).interval == .milliseconds(600))
        #expect(memory.pace(of: 2, .draft).interval == .milliseconds(300))
        #expect(memory.pace(of: 1, .edit).interval == .milliseconds(1500))
        #expect(memory.pace(of: -1, .edit).interval == .seconds(3))
    }
}
