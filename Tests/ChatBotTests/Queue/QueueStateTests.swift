import Testing

@testable import ChatBot

@Suite struct QueueStateTests {
    private func standing(of id: Int, in state: QueueState) -> Standing? {
        guard case .waiting(let news) = state.place(of: id) else { return nil }
        return news?.standing
    }

    /// Looks are worked out side by side: one that took longer does not overrule a later one.
    @Test func whatIsOutdatedIsNotTold() throws {
        var state = QueueState(queue: FairQueue(capacity: .init(slots: 1)))
        let ids = (1...3).map { _ in state.newPass() }
        for (id, ask) in zip(ids, ["a1", "b2", "c3"] as [Ask]) { state.enter(id, ask.entry, Bell(), at: .zero) }
        let begun = state.settle(at: .zero) { Task {} }
        #expect(begun.bells.count == 1)
        let first = state.look(at: .zero)
        let early = try #require(first)
        _ = state.leave(ids[1])
        let second = state.look(at: .zero)
        let late = try #require(second)
        var told = state.tell(late.queue.standings(at: .zero), by: late)
        #expect(told.bells.count == 1)
        told = state.tell(early.queue.standings(at: .zero), by: early)
        #expect(told.bells.isEmpty)
        #expect(standing(of: ids[2], in: state) == .queued(place: 1, wait: nil))
    }

    /// Where many wait, it is worked out once a second.
    @Test func manyAreNotToldOfEachChange() {
        var state = QueueState(queue: FairQueue(capacity: .init(slots: 1)))
        var looks = 0
        for number in 1...100 {
            state.enter(state.newPass(), Ask("a\(number)").entry, Bell(), at: .zero)
            if state.look(at: .zero) != nil { looks += 1 }
        }
        #expect(looks == 32)
        var look = state.look(at: .milliseconds(999))
        #expect(look?.number == nil)
        look = state.look(at: .seconds(1))
        #expect(look?.number != nil)
        look = state.look(at: .seconds(2))
        #expect(look?.number == nil)
        // Everybody hears it again.
        look = state.look(at: .seconds(10))
        #expect(look?.number != nil)
    }
}
