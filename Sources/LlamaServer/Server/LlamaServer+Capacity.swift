import NIOConcurrencyHelpers
import NIOHTTP1

extension LlamaServer {
    /// How many answers the server writes at once, as far as it is known; 1 until then.
    public nonisolated var answersAtOnce: Int { gate.currentCapacity }

    /// ``ServerDescription/sharedContextSize`` as it is known by now; `nil` also before anything is known.
    ///
    /// It may become `nil`, when the slots are seen to have a context each, and a number again, when answers that ran at once burst it.
    public nonisolated var sharedContextSize: Int? {
        memory.withLockedValue { $0?.sharing.sharedContextSize }
    }

    /// Runs a request that has its turn, and learns from it.
    nonisolated func run(
        _ request: AnswerRequest,
        on description: ServerDescription,
        _ yield: @escaping @Sendable (AnswerEvent) -> Void
    ) async throws -> AnswerEnd {
        try Task.checkCancellation()
        let ticket = memory.withLockedValue { $0?.slots.begin(request.conversation) }
        let call = AnswerCall(
            connection: connection,
            configuration: configuration,
            description: description,
            request: request,
            slot: ticket?.slot
        )
        do {
            let end = try await call.run(yield)
            learn(from: end.timings, of: request, ticket)
            return end
        } catch {
            // Without figures: no prompt was too long, but all together were.
            let isBurst = error as? LlamaServerError == .contextTooLong(promptTokens: nil, contextSize: nil)
            let wasAlone = gate.inside < 2
            memory.withLockedValue {
                if isBurst, !wasAlone { $0?.sharing.burst() }
                if let ticket { $0?.slots.end(ticket, nil) }
            }
            throw error
        }
    }

    private nonisolated func learn(from timings: Timings?, of request: AnswerRequest, _ ticket: SlotTable.Ticket?) {
        let counts = [timings?.promptTokens, timings?.cachedTokens, timings?.predictedTokens].compactMap { $0 }
        let tokens = counts.count < 3 ? nil : counts.reduce(0) { $0.addingReportingOverflow($1).partialValue }
        let looks = memory.withLockedValue { memory in
            if let ticket { memory?.slots.end(ticket, timings) }
            return memory?.sharing.ended(request.conversation, tokens: tokens) ?? false
        }
        guard looks else { return }
        // Nobody waits for it, and a server that doesn't answer has lost nothing but this.
        Task {
            let reply = try? await connection.reply(.GET, "/slots", limit: probeLimit)
            let held = SlotStates(reply?.json)?.heldTokens
            memory.withLockedValue { $0?.sharing.looked(held) }
        }
    }
}
