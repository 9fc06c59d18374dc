import TelegramSandbox

/// An answer as somebody sees it grow: when each word was written, and when it was on the screen.
struct WatchedAnswer: Sendable {
    /// From the model's word to the screen, for each word in their order.
    var delays: [Duration]
    /// From the last word to the complete message.
    var final: Duration

    /// Asks, and watches until the answer is complete.
    ///
    /// - Parameter chat: `nil` for the private chat.
    /// - Throws: ``BenchmarkFailure`` where words are missing at the end.
    init(to question: String, by person: Person, in chat: SandboxChat?, model: PacedModel) async throws {
        let events = await person.events()
        // In groups the bot answers when it is named; the model does not see the name.
        await person.send(chat == nil ? question : "@\(SandboxConfiguration().botUsername) \(question)", in: chat)
        var shown: [ContinuousClock.Instant] = []
        var end: ContinuousClock.Instant?
        for await event in events {
            let now = ContinuousClock.now
            guard let (text, isComplete) = Self.sight(event) else { continue }
            let words = PacedModel.words(in: text)
            if words > shown.count { shown += Array(repeating: now, count: words - shown.count) }
            if isComplete {
                end = now
                break
            }
        }
        let written = await model.times(of: question)
        guard let end, let last = written.last, shown.count == written.count else {
            throw BenchmarkFailure("an answer of \(written.count) words shows \(shown.count)")
        }
        delays = zip(written, shown).map { $0.duration(to: $1) }
        final = last.duration(to: end)
    }

    /// What an event shows, and whether it is the last one of an answer.
    private static func sight(_ event: SandboxEvent) -> (text: String, isComplete: Bool)? {
        switch event {
        case .draft(let draft): (draft.text, false)
        // Under a message that is still being written there is Stop.
        case .message(let message), .edited(let message):
            (message.text, !message.buttons.joined().contains { $0.hasPrefix("⏹") })
        case .deleted, .chatAction, .callbackAnswered: nil
        }
    }
}
