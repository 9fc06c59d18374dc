/// A queue for each address: letters of one address are handled in order, those of different addresses side by side.
///
/// A letter that has to wait for something lets those behind it pass that need not; when the waiting is over it is handled again,
/// before them. A mailbox exists only while it has letters: it is gone after the last one, also when handling one threw or was cancelled.
actor Mailboxes<Address: Hashable & Sendable, Letter: Sendable> {
    enum Posting: Equatable {
        case taken
        /// The mailbox holds as many letters as it may; this one was not taken. `isFirst`: the one before it was.
        case full(isFirst: Bool)
    }

    /// What has become of a letter.
    enum Handling: Sendable, Equatable {
        case done
        /// It stays, to be handled again after ``resume()``.
        case wait
    }

    /// - Parameter isBehindWaiting: Whether an earlier letter of the same address waits.
    typealias Handle = @Sendable (_ letter: Letter, _ isBehindWaiting: Bool) async throws -> Handling

    private struct Mailbox {
        var letters: ArraySlice<Letter>
        /// Letters that were handled and have to wait, in order.
        var waiting: [Letter] = []
        var isBeingEmptied = true
        /// Where among the letters the one belongs that is being handled, if it has to wait although there was a resumption since.
        var placeOfCurrent: Int?
        var hasRefused = false
    }

    private let capacity: Int
    private let handle: Handle
    private let report: @Sendable (Letter, any Error) -> Void
    private var mailboxes: [Address: Mailbox] = [:]
    private let started: AsyncStream<Address>
    private let start: AsyncStream<Address>.Continuation
    private var isFinishing = false
    private var handled = 0
    private var finishing: [CheckedContinuation<Void, Never>] = []

    /// - Parameters:
    ///   - capacity: How many letters may lie at one address, beside the one that is being handled.
    ///   - handle: What is done with each letter.
    ///   - report: Hears of a letter whose handling threw, other than by cancellation.
    init(
        capacity: Int,
        handle: @escaping Handle,
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
        guard force || mailbox.letters.count + mailbox.waiting.count < capacity else {
            defer { mailbox.hasRefused = true }
            return .full(isFirst: !mailbox.hasRefused)
        }
        mailbox.letters.append(letter)
        mailbox.hasRefused = false
        startEmptying(&mailbox, address)
        return .taken
    }

    /// Lets all letters that wait be handled again, before those behind them.
    func resume() {
        for (address, var mailbox) in mailboxes {
            // Since its handling began there may have been a resumption before this one.
            mailbox.placeOfCurrent = (mailbox.placeOfCurrent ?? 0) + mailbox.waiting.count
            mailbox.letters = ArraySlice(mailbox.waiting) + mailbox.letters
            mailbox.waiting = []
            if !mailbox.letters.isEmpty { startEmptying(&mailbox, address) }
            mailboxes[address] = mailbox
        }
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

    /// Begins with no letter any more, and waits until those that are being handled are, or the task is cancelled.
    func finish() async {
        isFinishing = true
        guard handled > 0 else { return }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if handled > 0, !Task.isCancelled { finishing.append(continuation) } else { continuation.resume() }
            }
        } onCancel: {
            Task { await self.letGo() }
        }
    }

    private func letGo() {
        for continuation in finishing { continuation.resume() }
        finishing = []
    }

    private func startEmptying(_ mailbox: inout Mailbox, _ address: Address) {
        guard !mailbox.isBeingEmptied else { return }
        mailbox.isBeingEmptied = true
        start.yield(address)
    }

    private func empty(_ address: Address) async {
        while !Task.isCancelled, let (letter, isBehindWaiting) = next(of: address) {
            defer { noteHandled() }
            do {
                if try await handle(letter, isBehindWaiting) == .wait { keep(letter, at: address) }
            } catch is CancellationError where Task.isCancelled {
                break
            } catch {
                report(letter, error)
            }
        }
        if Task.isCancelled { mailboxes[address] = nil }
    }

    private func noteHandled() {
        handled -= 1
        if isFinishing, handled == 0 { letGo() }
    }

    private func keep(_ letter: Letter, at address: Address) {
        guard let mailbox = mailboxes[address] else { return }
        if let place = mailbox.placeOfCurrent {
            mailboxes[address]?.letters.insert(letter, at: mailbox.letters.startIndex + place)
        } else {
            mailboxes[address]?.waiting.append(letter)
        }
    }

    /// The next letter; frees the mailbox in the same step where there is none, so that no letter falls in between.
    private func next(of address: Address) -> (letter: Letter, isBehindWaiting: Bool)? {
        guard !isFinishing, let letter = mailboxes[address]?.letters.popFirst() else {
            if mailboxes[address]?.waiting.isEmpty == false {
                mailboxes[address]?.isBeingEmptied = false
            } else if !isFinishing {
                mailboxes[address] = nil
            }
            return nil
        }
        mailboxes[address]?.placeOfCurrent = nil
        handled += 1
        return (letter, mailboxes[address]?.waiting.isEmpty == false)
    }
}
