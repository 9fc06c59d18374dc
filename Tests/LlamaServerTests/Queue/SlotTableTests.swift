import Testing

@testable import LlamaServer

@Suite("Slots of conversations")
struct SlotTableTests {
    /// One request after the other: whose it is, how much of its prompt was read and reused, and the slot that it named.
    struct Step: Sendable {
        var conversation: String?
        var timings: Timings?
        var slot: Int?

        init(_ conversation: String?, _ read: Int?, _ reused: Int?, slot: Int? = nil) {
            self.conversation = conversation
            timings = read.map { Timings(promptTokens: $0, cachedTokens: reused) }
            self.slot = slot
        }
    }

    struct Course: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var slots = 2
        var steps: [Step]
        var isPinning: Bool
    }

    /// Two conversations, each of which has lost what it was when it comes again.
    static let lost = [
        Step("a", 100, 0), Step("b", 90, 10), Step("a", 110, 10), Step("b", 110, 10),
    ]

    static let courses: [Course] = [
        Course(testDescription: "two losses", steps: lost, isPinning: true),
        Course(testDescription: "one loss", steps: Array(lost.dropLast()), isPinning: false),
        Course(testDescription: "one slot", slots: 1, steps: lost, isPinning: false),
        Course(
            testDescription: "nothing lost",
            steps: [Step("a", 100, 0), Step("b", 100, 0), Step("a", 20, 100), Step("b", 20, 100), Step("a", 20, 120)],
            isPinning: false
        ),
        Course(
            testDescription: "half of it is not lost",
            steps: [Step("a", 100, 0), Step("b", 100, 0), Step("a", 50, 50), Step("b", 50, 50)],
            isPinning: false
        ),
        Course(
            testDescription: "nobody in between, as after a change of the system prompt",
            steps: [Step("a", 100, 0), Step("a", 120, 0), Step("a", 140, 0), Step("a", 160, 0)],
            isPinning: false
        ),
        Course(
            testDescription: "cut shorter by ourselves",
            steps: [Step("a", 100, 0), Step("b", 100, 0), Step("a", 80, 10), Step("b", 80, 10), Step("a", 60, 10)],
            isPinning: false
        ),
        Course(
            testDescription: "too short to tell",
            steps: [Step("a", 20, 0), Step("b", 20, 0), Step("a", 31, 0), Step("b", 31, 0), Step("a", 50, 0)],
            isPinning: false
        ),
        Course(
            testDescription: "lost once in a while",
            steps: [
                Step("a", 100, 0), Step("b", 100, 0), Step("a", 110, 0), Step("b", 1, 100), Step("a", 1, 110),
                Step("b", 1, 101), Step("a", 111, 0),
            ],
            isPinning: false
        ),
        Course(
            testDescription: "failures in between",
            steps: [Step("a", 100, 0), Step("b", 100, 0), Step("a", nil, nil), Step("b", nil, nil)]
                + [Step("a", 110, 0), Step("b", 110, 0)],
            isPinning: false
        ),
        Course(
            testDescription: "requests of no conversation",
            steps: [Step(nil, 100, 0), Step(nil, 100, 0), Step(nil, 100, 0), Step(nil, 100, 0)],
            isPinning: false
        ),
        Course(
            testDescription: "figures that can't be",
            steps: [Step("a", .max, .max), Step("b", .max, 1), Step("a", .max, .max), Step("b", .min, 1)],
            isPinning: false
        ),
        Course(
            testDescription: "each goes back to its own, and a third takes the one that was idle longest",
            steps: lost + [
                Step("a", 1, 100, slot: 0), Step("b", 1, 100, slot: 1), Step("a", 1, 100, slot: 0),
                Step("c", 100, 0, slot: 1), Step("a", 1, 100, slot: 0), Step("b", 100, 0, slot: 1),
                Step(nil, 100, 0, slot: 0), Step("b", 1, 100, slot: 1), Step("a", 100, 0, slot: 0),
            ],
            isPinning: true
        ),
    ]

    @Test(arguments: courses)
    func `are named when prompts are lost`(course: Course) {
        var table = SlotTable(slots: course.slots)
        for (number, step) in course.steps.enumerated() {
            let ticket = table.begin(step.conversation)
            #expect(ticket.slot == step.slot, "step \(number)")
            table.end(ticket, step.timings)
        }
        #expect(table.isPinning == course.isPinning)
    }

    @Test func `a busy one is not waited for`() {
        var table = SlotTable(slots: 2)
        for step in Self.lost { table.end(table.begin(step.conversation), step.timings) }
        let first = table.begin("a")
        #expect(first.slot == 0)
        let second = table.begin("a")
        #expect(second.slot == 1, "the other one, which is free")
        let third = table.begin("a")
        #expect(third.slot == nil, "the server may choose")
        table.end(third, nil)
        table.end(first, nil)
        table.end(second, nil)
        #expect(table.begin("a").slot == 1, "where it was last")
    }

    @Test func `a request may outlive its table`() {
        var old = SlotTable(slots: 5)
        for step in Self.lost { old.end(old.begin(step.conversation), step.timings) }
        let tickets = (0..<5).map { old.begin("\($0)") }
        #expect(tickets.last?.slot == 4)
        var new = SlotTable(slots: 2)
        for step in Self.lost { new.end(new.begin(step.conversation), step.timings) }
        for _ in 0..<6 { new.end(new.begin(nil), nil) }
        let running = new.begin("a")
        for ticket in tickets { new.end(ticket, Timings(promptTokens: 1, cachedTokens: 1)) }
        #expect(new.begin("a").slot != running.slot, "which is still busy")
    }

    @Test func `so many conversations are remembered`() {
        var table = SlotTable(slots: 2)
        func ask(_ conversation: String) {
            table.end(table.begin(conversation), Timings(promptTokens: 100, cachedTokens: 0))
        }
        // Each has been forgotten when it comes again.
        for _ in 0..<3 {
            for number in 0...SlotTable.memory { ask("\(number)") }
        }
        #expect(!table.isPinning)
        for _ in 0..<2 {
            for number in 1...SlotTable.memory { ask("\(number)") }
        }
        #expect(table.isPinning)
    }
}
