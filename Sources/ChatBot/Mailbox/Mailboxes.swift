/// A queue for each address: letters of one address are handled in order, those of different addresses side by side.
///
/// A letter that has to wait for something lets those behind it pass that need not; when the waiting is over it is handled again,
/// before them. A mailbox exists only while it has letters: it is gone after the last one, also when handling one threw or was cancelled.
/// How many letters there may be is counted by sender, over all addresses.
actor Mailboxes<Address: Hashable & Sendable, Letter: Sendable> {
    enum Posting: Equatable {
        case taken
        /// As many letters of its sender lie in the mailboxes as may; this one was not taken. `isFirst`: the first one at its address since one of
        /// his was taken.
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
    }

    private struct Account {
        /// Letters that are taken and not done.
        var count = 0
        /// Where one was refused since the last one was taken.
        var refusedAt: Set<Address> = []
    }

    private let capacity: Int
    private let sender: @Sendable (Letter) -> Sender?
    private let handle: Handle
    private let report: @Sendable (Letter, any Error) -> Void
    private var mailboxes: [Address: Mailbox] = [:]
    private var accounts: [Sender: Account] = [:]
    private let started: AsyncStream<Address>
    private let start: AsyncStream<Address>.Continuation
    private(set) var isFinishing = false
    private var handled = 0
    private var finishing: [CheckedContinuation<Void, Never>] = []

    /// - Parameters:
    ///   - capacity: How many letters of one sender may lie at all addresses together, beside one that is being handled.
    ///   - sender: Whose a letter is; `nil` where it does not count.
    ///   - handle: What is done with each letter.
    ///   - report: Hears of a letter whose handling threw, other than by cancellation.
    init(
        capacity: Int,
        sender: @escaping @Sendable (Letter) -> Sender?,
        handle: @escaping Handle,
        report: @escaping @Sendable (Letter, any Error) -> Void
    ) {
        self.capacity = capacity
        self.sender = sender
        self.handle = handle
        self.report = report
        (started, start) = AsyncStream.makeStream()
    }

    /// How many addresses have a mailbox now.
    var count: Int { mailboxes.count }

    /// How many senders have letters now.
    var senders: Int { accounts.count }

    /// Puts a letter behind those of the same address.
    ///
    /// - Parameter force: Takes it also where its sender has too many: it was taken once already, before a restart.
    @discardableResult
    func post(_ letter: Letter, to address: Address, force: Bool = false) -> Posting {
        if let sender = sender(letter) {
            var account = accounts[sender] ?? Account()
            defer { accounts[sender] = account }
            guard force || account.count <= capacity else {
                return .full(isFirst: account.refusedAt.insert(address).inserted)
            }
            account.count += 1
            account.refusedAt = []
        }
        if mailboxes[address] == nil {
            mailboxes[address] = Mailbox(letters: [letter])
            start.yield(address)
        } else {
            mailboxes[address]?.letters.append(letter)
            startEmptying(address)
        }
        return .taken
    }

    /// Lets all letters that wait be handled again, before those behind them.
    func resume() {
        for (address, var mailbox) in mailboxes {
            // Since its handling began there may have been a resumption before this one.
            mailbox.placeOfCurrent = (mailbox.placeOfCurrent ?? 0) + mailbox.waiting.count
            mailbox.letters = ArraySlice(mailbox.waiting) + mailbox.letters
            mailbox.waiting = []
            mailboxes[address] = mailbox
            if !mailbox.letters.isEmpty { startEmptying(address) }
        }
    }

    /// Handles letters until the task is cancelled, and returns when all that runs has ended.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await address in started {
                group.addImmediateTask { await self.empty(address) }
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

    private func startEmptying(_ address: Address) {
        guard mailboxes[address]?.isBeingEmptied == false else { return }
        mailboxes[address]?.isBeingEmptied = true
        start.yield(address)
    }

    private func empty(_ address: Address) async {
        while !Task.isCancelled, let (letter, isBehindWaiting) = next(of: address) {
            defer { noteHandled() }
            do {
                switch try await handle(letter, isBehindWaiting) {
                case .wait: keep(letter, at: address)
                case .done: noteDone(letter)
                }
            } catch is CancellationError where Task.isCancelled {
                break
            } catch {
                noteDone(letter)
                report(letter, error)
            }
        }
        if Task.isCancelled { mailboxes[address] = nil }
    }

    private func noteHandled() {
        handled -= 1
        if isFinishing, handled == 0 { letGo() }
    }

    private func noteDone(_ letter: Letter) {
        guard let sender = sender(letter), var account = accounts[sender] else { return }
        account.count -= 1
        accounts[sender] = account.count > 0 ? account : nil
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
