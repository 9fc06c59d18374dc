import Testing

@testable import ChatBot

@Suite struct FairQueueTests {
    /// A queue in which answers end in the order in which they began, each a second after the one before.
    struct Play {
        var queue: FairQueue
        var asks: [Int: Ask] = [:]
        var order: [Ask] = []
        var time = Duration.zero

        init(slots: Int = 1, sharedTokens: Int? = nil) {
            queue = FairQueue(capacity: .init(slots: slots, sharedTokens: sharedTokens))
        }

        /// Their ids are those of the turns.
        mutating func enter(_ asks: Ask...) { enter(asks) }

        mutating func enter(_ asks: [Ask]) {
            for ask in asks {
                self.asks[Int(ask.entry.turnID)] = ask
                queue.enter(Int(ask.entry.turnID), ask.entry)
            }
        }

        /// - Returns: Who begins.
        @discardableResult
        mutating func admit() -> [Ask] {
            let begun = queue.admit(at: time).compactMap { asks[$0] }
            order += begun
            return begun
        }

        mutating func end(_ ask: Ask) {
            time += .seconds(1)
            queue.freeSlot(Int(ask.entry.turnID), at: time)
            queue.leave(Int(ask.entry.turnID))
        }

        mutating func endAll() {
            admit()
            var ended = 0
            while ended < order.count {
                end(order[ended])
                ended += 1
                admit()
            }
        }
    }

    @Test(
        arguments: [
            // People take turns, whatever each of them has asked.
            (1, ["a1", "a2", "a3", "b4"], ["a1", "b4", "a2", "a3"]),
            (1, ["a1", "a2", "b3", "b4", "c5"], ["a1", "b3", "c5", "a2", "b4"]),
            (2, ["a1", "a2", "a3", "b4", "c5"], ["a1", "b4", "c5", "a2", "a3"]),
            // It is the order of the turns that counts, not that of entering.
            (1, ["b4", "a2", "a1", "a3"], ["a1", "b4", "a2", "a3"]),
            // One at a time in a conversation; others pass.
            (2, ["a1/x", "b2/x", "c3/x", "d4/y", "a5/y"], ["a1", "d4", "b2", "a5", "c3"]),
            (3, ["a1/x", "a2/x", "a3/x"], ["a1", "a2", "a3"]),
            (1, [], []),
        ] as [(Int, [Ask], [Ask])]
    )
    func peopleTakeTurns(slots: Int, asks: [Ask], order: [Ask]) {
        var play = Play(slots: slots)
        play.enter(asks)
        play.endAll()
        #expect(play.order == order)
    }

    /// However much one person writes, with as many conversations as he likes.
    @Test(arguments: [1, 2, 3, 8])
    func aLightUserWaitsAtMostForOneAnswerOfEachSlot(slots: Int) throws {
        var play = Play(slots: slots)
        play.enter((1...50).map { Ask("h\($0)") })
        for _ in 0..<20 {
            play.admit()
            try play.end(#require(play.order.dropLast(slots - 1).last))
        }
        play.admit()
        // First somebody new, then the same once more.
        for light in ["l100", "l101"] as [Ask] {
            play.enter(light)
            #expect(play.admit() == [])
            try play.end(#require(play.order.last))
            #expect(play.admit() == [light])
            play.end(light)
            #expect(play.admit().map(\.entry.person) == [Ask("h1").entry.person])
        }
    }

    @Test func whoWasServedLongestAgoGoesFirst() {
        var play = Play()
        play.enter("a1", "b2", "c3")
        play.endAll()
        play.enter("x10")
        play.admit()
        play.enter("c11", "b12", "a13", "n14")
        play.endAll()
        #expect(play.order.suffix(4) == ["n14", "a13", "b12", "c11"])
    }

    @Test func aConversationIsBusyUntilItsReplyIsDelivered() {
        var play = Play(slots: 1)
        play.enter("a1/x", "b2/x")
        #expect(play.admit() == ["a1"])
        play.queue.freeSlot(1, at: .seconds(1))
        #expect(play.admit() == [])
        play.enter("c3/y")
        #expect(play.admit() == ["c3"])
        play.queue.leave(1)
        #expect(play.admit() == [])
        play.queue.leave(3)
        #expect(play.admit() == ["b2"])
    }

    @Test func whatDoesNotFitBesideOthersIsNotPassedForEver() {
        var play = Play(slots: 3, sharedTokens: 100)
        play.enter("a1:40", "b2:40")
        #expect(play.admit() == ["a1", "b2"])
        play.enter("c3:90", "d4:10", "e5:10")
        #expect(play.admit() == [])
        play.end("a1")
        #expect(play.admit() == [])
        // Who was served less recently still goes first; so does nobody twice.
        play.end("b2")
        #expect(play.admit() == ["c3", "d4"])
        play.end("d4")
        #expect(play.admit() == ["e5"])
    }

    @Test func whatWouldNeverFitIsWrittenAlone() {
        var play = Play(slots: 3, sharedTokens: 100)
        play.enter("a1:1", "b2:500", "c3:0")
        #expect(play.admit() == ["a1"])
        play.end("a1")
        #expect(play.admit() == ["b2"])
        play.end("b2")
        #expect(play.admit() == ["c3"])
    }

    @Test func whatIsNotKnownTakesASlotsShare() {
        var play = Play(slots: 4, sharedTokens: 100)
        play.enter("a1", "b2:60", "c3", "d4:15")
        #expect(play.admit() == ["a1", "b2"])
        play.end("b2")
        #expect(play.admit() == ["c3", "d4"])
    }

    @Test func withoutASharedContextTokensDoNotCount() {
        var play = Play(slots: 2)
        play.enter("a1:1000000", "b2:1000000", "c3")
        #expect(play.admit() == ["a1", "b2"])
    }

    /// Two answers that have burst the context together.
    @Test func whoHasToBeAloneComesFirstAndIsAlone() {
        var play = Play(slots: 3, sharedTokens: 100)
        play.enter("a1/x:20", "b2/y:20", "c3/z:20", "d4/x:10")
        #expect(play.admit() == ["a1", "b2", "c3"])
        for (id, ask) in [(2, "b2/y"), (1, "a1/x")] as [(Int, Ask)] {
            var entry = ask.entry
            entry.isAlone = true
            play.queue.enter(id, entry)
        }
        play.enter("n5:0")
        #expect(play.admit() == [])
        play.end("c3")
        #expect(play.admit() == ["a1"])
        // Its conversation was its own all the time.
        play.end("a1")
        #expect(play.admit() == ["b2"])
        play.end("b2")
        #expect(play.admit() == ["d4", "n5"])
    }

    @Test func whoLeavesMakesRoomWhereverHeIs() {
        var play = Play()
        play.enter("a1/x", "b2/x", "c3/x")
        play.admit()
        play.queue.leave(2)
        play.queue.leave(2)
        play.queue.leave(77)
        #expect(play.queue.waiting.map(\.id) == [3])
        play.queue.leave(1)
        #expect(play.admit() == ["c3"])
        // It was never written to its end.
        #expect(play.queue.meanDuration == nil)
    }

    @Test func moreSlotsLetMoreBeginAndFewerThrowNobodyOut() {
        var play = Play(slots: 1)
        play.enter("a1", "b2", "c3", "d4")
        #expect(play.admit() == ["a1"])
        play.queue.capacity.slots = 3
        #expect(play.admit() == ["b2", "c3"])
        play.queue.capacity.slots = 0
        play.end("a1")
        play.end("b2")
        #expect(play.admit() == [])
        play.end("c3")
        #expect(play.admit() == ["d4"])
    }

    @Test func whatGivesWayHasASlotUntilItEnds() {
        var play = Play(slots: 2)
        play.queue.beginIdleWork()
        play.enter("a1", "b2")
        #expect(play.admit() == ["a1"])
        play.queue.endIdleWork()
        #expect(play.admit() == ["b2"])
    }

    /// Otherwise it would remember everybody who has ever written.
    @Test func remembersNotMoreThanItNeeds() {
        var play = Play()
        play.enter("a1")
        play.endAll()
        for number in 1...(2 * FairQueue.memory) {
            let entry = FairQueue.Entry(
                turnID: 1,
                person: Int64(1000 + number),
                conversation: ConversationID(chatID: 7)
            )
            play.queue.enter(number, entry)
            _ = play.queue.admit(at: .zero)
            play.queue.leave(number)
        }
        #expect(play.queue.remembered <= 2 * FairQueue.memory)
        // Forgotten, and so as new as somebody new.
        play.enter("x9", "b3", "a2")
        play.endAll()
        #expect(play.order.suffix(3) == ["a2", "b3", "x9"])
    }
}
