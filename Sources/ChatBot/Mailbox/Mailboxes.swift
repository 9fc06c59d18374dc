/// A queue for each address: letters of one address are handled in order, those of different addresses side by side.
///
/// A mailbox exists only while it has letters: it is gone after the last one, also when handling one threw or was
/// cancelled.
actor Mailboxes<Address: Hashable & Sendable, Letter: Sendable> {
    enum Posting: Equatable {
        case taken
        /// The mailbox holds as many letters as it may; this one was not taken. `isFirst`: the one before it was.
        case full(isFirst: Bool)
    }

    private struct Mailbox {
        var letters: ArraySlice<Letter>
        var hasRefused = false
    }

    private let capacity: Int
    private let handle: @Sendable (Letter) async throws -> Void
    private let report: @Sendable (Letter, any Error) -> Void
    private var mailboxes: [Address: Mailbox] = [:]
    private let started: AsyncStream<Address>
    private let start: AsyncStream<Address>.Continuation

    /// - Parameters:
    ///   - capacity: How many letters may wait at one address, beside the one that is being handled.
    ///   - handle: What is done with each letter.
    ///   - report: Hears of a letter whose handling threw, other than by cancellation.
    init(
        capacity: Int,
        handle: @escaping @Sendable (Letter) async throws -> Void,
        report: @escaping @Sendable (Letter, any Error) -> Void
    ) {
        self.capacity = capacity
        self.handle = handle
        self.report = report
        (started, start) = AsyncStream.makeStream()
    }

    /// How many addresses have a mailbox now.
    var count: Int { mailboxes.count }

    /// Puts a letter behind those of the same address.
    ///
    /// - Parameter force: Takes it also when the mailbox is full: it was taken once already, before a restart.
    @discardableResult
    func post(_ letter: Letter, to address: Address, force: Bool = false) -> Posting {
        guard var mailbox = mailboxes.removeValue(forKey: address) else {
            mailboxes[address] = Mailbox(letters: [letter])
            start.yield(address)
            return .taken
        }
        defer { mailboxes[address] = mailbox }
        guard force || mailbox.letters.count < capacity else {
            defer { mailbox.hasRefused = true }
            return .full(isFirst: !mailbox.hasRefused)
        }
        mailbox.letters.append(letter)
        mailbox.hasRefused = false
        return .taken
    }

    /// Handles letters until the task is cancelled, and returns when all that runs has ended.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await address in started {
                group.addTask { await self.empty(address) }
            }
            group.cancelAll()
        }
        mailboxes.removeAll()
    }

    private func empty(_ address: Address) async {
        while !Task.isCancelled, let letter = next(of: address) {
            do {
                try await handle(letter)
            } catch is CancellationError where Task.isCancelled {
                break
            } catch {
                report(letter, error)
            }
        }
        if Task.isCancelled { mailboxes[address] = nil }
    }

    /// The next letter; frees the mailbox in the same step where there is none, so that no letter falls in between.
    private func next(of address: Address) -> Letter? {
        guard let letter = mailboxes[address]?.letters.popFirst() else {
            mailboxes[address] = nil
            return nil
        }
        return letter
    }
}
