import Synchronization
import TestClocks
import Testing

@testable import ChatBot

@Suite(.timeLimit(.minutes(10))) struct MailboxesTests {
    struct Broken: Error {}

    /// What was handled, and gates that a test opens.
    final class Journal: Sendable {
        private let lines = Mutex<[String]>([])
        let (stream, continuation) = AsyncStream<String>.makeStream()

        func note(_ line: String) {
            lines.withLock { $0.append(line) }
            continuation.yield(line)
        }

        var all: [String] { lines.withLock { $0 } }
    }

    /// All letters are the same person's.
    @Sendable private static func one<Letter>(_ letter: Letter) -> Sender? { Sender(person: 1, isUrgent: false) }

    @Test func keepsTheOrderOfEachAddressAndFreesTheMailbox() async throws {
        let journal = Journal()
        let mailboxes = Mailboxes<Int, String>(capacity: 1000, sender: Self.one) { letter, _ in
            await Task.yield()
            journal.note(letter)
            return .done
        } report: { _, _ in
        }
        let run = Task { await mailboxes.run() }

        for number in 0..<50 {
            for address in 0..<20 { await mailboxes.post("\(address):\(number)", to: address) }
        }
        var seen = 0
        for await _ in journal.stream {
            seen += 1
            if seen == 1000 { break }
        }

        for address in 0..<20 {
            let own = journal.all.filter { $0.hasPrefix("\(address):") }
            #expect(own == (0..<50).map { "\(address):\($0)" })
        }
        try await until { await mailboxes.count == 0 }
        run.cancel()
        await run.value
    }

    @Test func differentAddressesDoNotWaitForEachOther() async throws {
        let journal = Journal()
        let (gate, open) = AsyncStream<Void>.makeStream()
        let mailboxes = Mailboxes<Int, String>(capacity: 10, sender: Self.one) { letter, _ in
            if letter == "slow" { for await _ in gate { break } }
            journal.note(letter)
            return .done
        } report: { _, _ in
        }
        let run = Task { await mailboxes.run() }

        await mailboxes.post("slow", to: 1)
        await mailboxes.post("after slow", to: 1)
        await mailboxes.post("quick", to: 2)
        var lines = journal.stream.makeAsyncIterator()
        #expect(await lines.next() == "quick")
        open.yield()
        #expect(await lines.next() == "slow")
        #expect(await lines.next() == "after slow")
        run.cancel()
        await run.value
    }

    @Test func goesOnAfterAnErrorAndReportsIt() async throws {
        let journal = Journal()
        let mailboxes = Mailboxes<Int, String>(capacity: 10, sender: Self.one) { letter, _ in
            if letter == "bad" { throw Broken() }
            journal.note(letter)
            return .done
        } report: { letter, error in
            journal.note("\(letter) failed: \(error)")
        }
        let run = Task { await mailboxes.run() }

        await mailboxes.post("bad", to: 1)
        await mailboxes.post("good", to: 1)
        var lines = journal.stream.makeAsyncIterator()
        #expect(await lines.next() == "bad failed: Broken()")
        #expect(await lines.next() == "good")
        try await until { await mailboxes.count == 0 }
        run.cancel()
        await run.value
    }

    /// Something inside was cancelled, not the mailbox: it goes on.
    @Test func aStrayCancellationErrorIsAnErrorLikeAnother() async throws {
        let journal = Journal()
        let mailboxes = Mailboxes<Int, String>(capacity: 10, sender: Self.one) { letter, _ in
            if letter == "stray" { throw CancellationError() }
            journal.note(letter)
            return .done
        } report: { letter, _ in
            journal.note("\(letter) failed")
        }
        let run = Task { await mailboxes.run() }
        var lines = journal.stream.makeAsyncIterator()
        await mailboxes.post("stray", to: 1)
        #expect(await lines.next() == "stray failed")
        await mailboxes.post("next", to: 1)
        #expect(await lines.next() == "next")
        run.cancel()
        await run.value
    }

    @Test func isBoundedAndSaysOnceThatItIsFull() async throws {
        let journal = Journal()
        let (gate, open) = AsyncStream<Void>.makeStream()
        let mailboxes = Mailboxes<Int, Int>(capacity: 2, sender: Self.one) { letter, _ in
            journal.note("begin \(letter)")
            for await _ in gate { break }
            journal.note("end \(letter)")
            return .done
        } report: { _, _ in
        }
        let run = Task { await mailboxes.run() }
        var lines = journal.stream.makeAsyncIterator()

        #expect(await mailboxes.post(1, to: 1) == .taken)
        #expect(await lines.next() == "begin 1")
        #expect(await mailboxes.post(2, to: 1) == .taken)
        #expect(await mailboxes.post(3, to: 1) == .taken)
        #expect(await mailboxes.post(4, to: 1) == .full(isFirst: true))
        #expect(await mailboxes.post(5, to: 1) == .full(isFirst: false))
        #expect(await mailboxes.post(6, to: 1, force: true) == .taken)
        open.yield()
        #expect(await lines.next() == "end 1")
        #expect(await lines.next() == "begin 2")
        open.yield()
        #expect(await lines.next() == "end 2")
        #expect(await lines.next() == "begin 3")
        #expect(await mailboxes.post(7, to: 1) == .taken)
        #expect(await mailboxes.post(8, to: 1) == .full(isFirst: true))
        run.cancel()
        await run.value
        #expect(await mailboxes.count == 0)
    }

    /// It is the sender who has too many, wherever they lie; he is told so once at each address.
    @Test func isBoundedForEachSenderOverAllAddresses() async throws {
        let journal = Journal()
        let (gate, open) = AsyncStream<Void>.makeStream()
        let mailboxes = Mailboxes<Int, Int>(capacity: 1) { letter in
            letter < 0 ? nil : Sender(person: Int64(letter / 100), isUrgent: letter % 100 > 50)
        } handle: { letter, _ in
            for await _ in gate { break }
            journal.note("\(letter)")
            if letter == 102 { throw Broken() }
            return .done
        } report: { _, _ in
        }
        let run = Task { await mailboxes.run() }
        var lines = journal.stream.makeAsyncIterator()
        #expect(await mailboxes.post(101, to: 1) == .taken)
        #expect(await mailboxes.post(102, to: 2) == .taken)
        #expect(await mailboxes.post(103, to: 1) == .full(isFirst: true))
        #expect(await mailboxes.post(103, to: 3) == .full(isFirst: true))
        #expect(await mailboxes.post(104, to: 1) == .full(isFirst: false))
        // Somebody else in the same place, what does not count, and what counts apart.
        for letter in [201, -1, 151] { #expect(await mailboxes.post(letter, to: 1) == .taken) }
        open.yield()
        open.yield()
        for _ in 1...2 { _ = await lines.next() }
        try await until { await mailboxes.senders < 3 }
        #expect(await mailboxes.post(105, to: 4) == .taken)
        open.finish()
        for _ in 1...4 { _ = await lines.next() }
        try await until { await mailboxes.count == 0 }
        #expect(await mailboxes.senders == 0)
        run.cancel()
        await run.value
    }

    @Test func cancellingEndsWhatRuns() async throws {
        let journal = Journal()
        let mailboxes = Mailboxes<Int, Int>(capacity: 2, sender: Self.one) { letter, _ in
            journal.note("begin \(letter)")
            try await ManualClock().sleep(for: .seconds(1))
            return .done
        } report: { letter, error in
            journal.note("\(letter) failed: \(error)")
        }
        let run = Task { await mailboxes.run() }
        var lines = journal.stream.makeAsyncIterator()
        await mailboxes.post(1, to: 1)
        await mailboxes.post(2, to: 1)
        #expect(await lines.next() == "begin 1")
        run.cancel()
        await run.value
        #expect(journal.all == ["begin 1"])
        #expect(await mailboxes.count == 0)
    }

    @Test func whatHasToWaitIsPassedAndHandledAgainInOrder() async throws {
        let journal = Journal()
        let isOpen = Mutex(false)
        let mailboxes = Mailboxes<Int, String>(capacity: 3, sender: Self.one) { letter, isBehindWaiting in
            let waits = letter.count == 1 && (isBehindWaiting || !isOpen.withLock { $0 })
            journal.note(waits ? "\(letter) waits" : letter)
            return waits ? .wait : .done
        } report: { _, _ in
        }
        let run = Task { await mailboxes.run() }
        var lines = journal.stream.makeAsyncIterator()
        for letter in ["a", "help", "b"] { await mailboxes.post(letter, to: 1) }
        for line in ["a waits", "help", "b waits"] { #expect(await lines.next() == line) }
        // Open, but nobody has said so: what comes later stays behind.
        isOpen.withLock { $0 = true }
        await mailboxes.post("c", to: 1)
        #expect(await lines.next() == "c waits")
        await mailboxes.post("d", to: 1)
        #expect(await lines.next() == "d waits")
        #expect(await mailboxes.post("e", to: 1) == .full(isFirst: true))

        await mailboxes.resume()
        for line in ["a", "b", "c", "d"] { #expect(await lines.next() == line) }
        try await until { await mailboxes.count == 0 }
        run.cancel()
        await run.value
    }

    /// Resumptions come while a letter finds that it has to wait: it is not left behind, and stays behind those before it.
    @Test(arguments: [1, 2])
    func aResumptionIsNotMissed(resumptions: Int) async throws {
        let journal = Journal()
        let isOpen = Mutex(false)
        let (gate, open) = AsyncStream<Void>.makeStream()
        let mailboxes = Mailboxes<Int, String>(capacity: 4, sender: Self.one) { letter, _ in
            let waits = !isOpen.withLock { $0 }
            journal.note(waits ? "\(letter) waits" : letter)
            if waits, letter == "b" { for await _ in gate { break } }
            return waits ? .wait : .done
        } report: { _, _ in
        }
        let run = Task { await mailboxes.run() }
        var lines = journal.stream.makeAsyncIterator()
        for letter in ["a", "b", "c"] { await mailboxes.post(letter, to: 1) }
        for line in ["a waits", "b waits"] { #expect(await lines.next() == line) }
        isOpen.withLock { $0 = true }
        for _ in 1...resumptions { await mailboxes.resume() }
        open.yield()
        for line in ["a", "b", "c"] { #expect(await lines.next() == line) }
        try await until { await mailboxes.count == 0 }
        run.cancel()
        await run.value
    }

    @Test func finishingLetsWhatRunsEndAndBeginsNothing() async throws {
        let journal = Journal()
        let (gate, open) = AsyncStream<Void>.makeStream()
        let mailboxes = Mailboxes<Int, String>(capacity: 4, sender: Self.one) { letter, _ in
            journal.note(letter)
            for await _ in gate { break }
            journal.note("\(letter) ended")
            return .done
        } report: { _, _ in
        }
        let run = Task { await mailboxes.run() }
        var lines = journal.stream.makeAsyncIterator()
        for letter in ["a", "b"] { await mailboxes.post(letter, to: 1) }
        #expect(await lines.next() == "a")
        let finished = Task { await mailboxes.finish() }
        try await until { await mailboxes.isFinishing }
        await mailboxes.post("c", to: 2)
        open.yield()
        await finished.value
        #expect(journal.all == ["a", "a ended"])
        run.cancel()
        await run.value
    }
}
