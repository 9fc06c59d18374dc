import Testing

@testable import ChatBot

/// What always holds, whatever people do.
@Suite struct FairQueuePropertyTests {
    /// Follows what a queue does, and knows nothing of how it decides.
    private struct Witness {
        let slots: Int
        let shared: Int?
        var queue: FairQueue
        /// Who waits, and how often each person has passed him since his own last answer began.
        var waiting: [Int: (entry: FairQueue.Entry, passes: [Int64: Int])] = [:]
        var writing: [Int: FairQueue.Entry] = [:]
        var delivering: [Int: FairQueue.Entry] = [:]
        var begun: Set<Int> = []
        var entered = 0
        var cancelled = 0
        var time = Duration.zero

        init(slots: Int, shared: Int?) {
            self.slots = slots
            self.shared = shared
            queue = FairQueue(capacity: .init(slots: slots, sharedTokens: shared))
        }

        func holds(_ conversation: ConversationID) -> Int? {
            (writing.merging(delivering) { one, _ in one }).first { $0.value.conversation == conversation }?.key
        }

        mutating func enter(_ random: inout SplitMix64) {
            entered += 1
            let heavy = random.chance(0.5)
            let entry = FairQueue.Entry(
                // Not all arrive in order.
                turnID: Int64(entered * 10 + Int.random(in: 0..<40, using: &random)),
                person: heavy ? 1 : .random(in: 2...9, using: &random),
                conversation: ConversationID(chatID: .random(in: 1...12, using: &random)),
                tokens: random.chance(0.2) ? nil : .random(in: 0...130, using: &random)
            )
            queue.enter(entered, entry)
            waiting[entered] = (entry, [:])
        }

        mutating func admit() {
            for id in queue.admit(at: time) {
                guard let (entry, _) = waiting.removeValue(forKey: id) else {
                    Issue.record("\(id) did not wait")
                    return
                }
                #expect(entry.isAlone || begun.insert(id).inserted)
                let holder = holds(entry.conversation)
                #expect(holder == nil || holder == id)
                noteBegin(of: entry)
                delivering[id] = nil
                writing[id] = entry
                checkBounds()
            }
            checkNobodyWaitsInVain()
        }

        private mutating func noteBegin(of entry: FairQueue.Entry) {
            for id in waiting.keys {
                guard let other = waiting[id]?.entry else { continue }
                if other.person == entry.person {
                    waiting[id]?.passes = [:]
                    let isAhead = !other.isAlone && !entry.isAlone && other.turnID < entry.turnID
                    #expect(!isAhead || holds(other.conversation) != nil || other.conversation == entry.conversation)
                    #expect(!isAhead || other.conversation != entry.conversation)
                } else if !entry.isAlone, holds(other.conversation) == nil {
                    waiting[id]?.passes[entry.person, default: 0] += 1
                    #expect((waiting[id]?.passes[entry.person] ?? 0) <= 1)
                }
            }
        }

        private func checkBounds() {
            #expect(writing.count <= slots)
            #expect(writing.count == 1 || !writing.values.contains(where: \.isAlone))
            if let shared, writing.count > 1 {
                #expect(writing.values.reduce(0) { $0 + ($1.tokens ?? shared / slots) } <= shared)
            }
        }

        private func checkNobodyWaitsInVain() {
            let candidates = waiting.filter { id, waiter in
                let holder = holds(waiter.entry.conversation)
                return holder == nil || holder == id
            }
            if writing.isEmpty { #expect(candidates.isEmpty) }
            if shared == nil, !candidates.values.contains(where: \.entry.isAlone),
                !writing.values.contains(where: \.isAlone)
            {
                #expect(candidates.isEmpty || writing.count == slots)
            }
        }

        /// Something happens to one of those that there are.
        mutating func happen(_ random: inout SplitMix64) {
            time += .seconds(1)
            switch Int.random(in: 0..<10, using: &random) {
            case 0...4:
                guard let (id, entry) = writing.sorted(by: { $0.key < $1.key }).randomElement(using: &random) else {
                    return
                }
                queue.freeSlot(id, at: time)
                writing[id] = nil
                delivering[id] = entry
            case 5...7:
                let delivered = delivering.keys.filter { waiting[$0] == nil }.sorted()
                guard let id = delivered.randomElement(using: &random) else { return }
                queue.leave(id)
                delivering[id] = nil
            case 8:
                guard let id = waiting.keys.sorted().randomElement(using: &random) else { return }
                queue.leave(id)
                if !begun.contains(id) { cancelled += 1 }
                waiting[id] = nil
                delivering[id] = nil
            default:
                guard let id = writing.keys.sorted().randomElement(using: &random),
                    var entry = writing.removeValue(forKey: id)
                else { return }
                entry.isAlone = true
                queue.enter(id, entry)
                waiting[id] = (entry, [:])
                // It keeps its conversation.
                delivering[id] = entry
            }
        }
    }

    @Test(arguments: 1...24)
    func everybodyHasHisTurnWithinTheBounds(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        var witness = Witness(slots: 1 + seed % 4, shared: seed.isMultiple(of: 2) ? 100 : nil)
        for _ in 0..<100 {
            for _ in 0..<Int.random(in: 0...2, using: &random) { witness.enter(&random) }
            witness.admit()
            witness.happen(&random)
        }
        // No more come: the others have their turns.
        while !(witness.waiting.isEmpty && witness.writing.isEmpty && witness.delivering.isEmpty) {
            witness.admit()
            witness.happen(&random)
        }
        #expect(witness.begun.count + witness.cancelled == witness.entered)
        #expect(witness.queue.isUnwanted)
    }

    /// Where answers take as long as they usually do and nobody else comes, it is as it was told.
    @Test(arguments: 1...20)
    func whatIsToldComesTrue(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        var witness = Witness(slots: 1 + seed % 4, shared: seed.isMultiple(of: 2) ? 100 : nil)
        witness.queue.enter(-1, Ask("z9").entry)
        _ = witness.queue.admit(at: .zero)
        witness.queue.freeSlot(-1, at: .seconds(30))
        witness.queue.leave(-1)
        for _ in 0..<40 { witness.enter(&random) }
        witness.admit()
        let told = witness.queue.standings(at: .zero)
        var queue = witness.queue
        var ends = queue.writing.mapValues { _ in Duration.seconds(30) }
        var come: [(id: Int, standing: Standing)] = []
        while let (id, time) = ends.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
            ends[id] = nil
            queue.freeSlot(id, at: time)
            queue.leave(id)
            for id in queue.admit(at: time) {
                ends[id] = time + .seconds(30)
                come.append((id, .queued(place: come.count + 1, wait: time.roundedForPeople)))
            }
        }
        #expect(told.map(\.id) == come.map(\.id))
        #expect(told.map(\.standing) == come.map(\.standing))
    }
}
