import Logging

extension TelegramSandbox {
    /// The last calls, in order of arrival: at least ``SandboxConfiguration/keptCalls`` of them, or all.
    public var calls: [BotAPICall] { callLog.calls }

    /// What ``BotAPICall/time`` of a call would be that arrived now.
    public var time: Duration { elapsed() }

    /// Those of ``calls`` that came too early: made to a chat, by any method with a `chat_id`, before the `retry_after` of a 429 in that
    /// chat had passed.
    ///
    /// A call that had arrived when the 429 was answered is none of them. There is no tolerance: a bot that obeys waits at least as long
    /// as it was told, counted from the answer.
    public var callsDuringPauses: [BotAPICall] { calls.filter(\.isDuringPause) }

    /// Those of ``calls`` that are of one method.
    public func calls(of method: String) -> [BotAPICall] {
        let name = method.lowercased()
        return calls.filter { $0.method.lowercased() == name }
    }

    /// How often a method was called since the sandbox was made.
    public func callCount(of method: String) -> Int {
        callLog.count(of: method)
    }

    /// Waits until a method was called at least `count` times since the sandbox was made.
    ///
    /// A call counts from its arrival: `waitForCalls(of: "getUpdates")` returns when the bot asks, not when it gets an answer.
    ///
    /// - Throws: ``SandboxError/timedOut(waitingFor:_:)``.
    public func waitForCalls(of method: String, count: Int = 1, timeout: Duration = .seconds(60)) async throws {
        try await wait(for: "call \(count) of \(method)", .method(method.lowercased()), timeout: timeout) { sandbox in
            sandbox.callLog.count(of: method) >= count ? .success(()) : nil
        }
    }

    /// Waits until at least `count` calls of a method are over since the sandbox was made: answered, dropped, or left by the bot.
    ///
    /// - Throws: ``SandboxError/timedOut(waitingFor:_:)``.
    public func waitForFinishedCalls(
        of method: String,
        count: Int = 1,
        timeout: Duration = .seconds(60)
    ) async throws {
        try await wait(for: "end of call \(count) of \(method)", .method(method.lowercased()), timeout: timeout) {
            sandbox in
            sandbox.callLog.finishedCount(of: method) >= count ? .success(()) : nil
        }
    }

    /// Does what a bot asks for.
    func carryOut(_ name: String, _ parameters: Parameters) async -> Answer {
        var method = BotAPIMethod.all[name.lowercased()]
        var known = method.map { $0.parameters.union($0.unsupported) }
        if !configuration.richMessages {
            known?.remove("rich_message")
            if method?.isRich == true { (method, known) = (nil, nil) }
        }
        let call = callLog.begin(
            BotAPICall(
                method: name,
                parameters: parameters.json.text,
                chatID: (try? parameters.integer("chat_id")) ?? nil,
                time: elapsed(),
                status: 0,
                unknownParameters: known.map { known in parameters.names.filter { !known.contains($0) } } ?? []
            )
        )
        wake(.method(name.lowercased()))
        let outages = outageCount
        var outcome = await outcome(of: method, call, parameters)
        // Whoever waited for it when an outage began is cut off.
        if outages != outageCount { (outcome.answer, outcome.fault) = (.dropped, .outage) }
        announce(callLog.finish(call, at: elapsed(), with: outcome), parameters, outcome)
        wake(.method(name.lowercased()))
        logger.debug("\(method?.name ?? "unknown method")", metadata: ["status": "\(outcome.answer.status)"])
        return outcome.answer
    }

    private func outcome(of method: BotAPIMethod?, _ call: BotAPICall, _ parameters: Parameters) async -> CallOutcome {
        if let outage {
            var outcome = await outcome(during: outage)
            outcome.fault = .outage
            return outcome
        }
        let slowness = faults.slowness(for: call)
        if let slowness {
            announceFaults()
            guard await hold(for: slowness) else { return CallOutcome(answer: .dropped, fault: .slow) }
        }
        let switched = faults.switched
        let fault = faults.next(for: call)
        if switched != faults.switched { announceFaults() }
        var outcome = await outcome(of: method, parameters, with: fault)
        outcome.fault = fault?.kind ?? (slowness == nil ? nil : .slow)
        return outcome
    }

    private func outcome(of method: BotAPIMethod?, _ parameters: Parameters, with fault: Fault?) async -> CallOutcome {
        switch fault {
        case nil: break
        case .tooManyRequests(let seconds): return .refusal(.tooManyRequests(retryAfter: seconds))
        case .refusal(let code, let description): return .refusal(Refusal(code: code, description: description))
        case .migrated(let id):
            return .refusal(
                Refusal(
                    code: 400,
                    description: "Bad Request: group chat was upgraded to a supergroup chat",
                    migrateToChatID: id
                )
            )
        case .garbage(let status, let body):
            return CallOutcome(answer: .text(status: status, type: "text/html", body: body))
        case .dropBefore: return .dropped
        case .dropAfter:
            var outcome = await result(of: method, parameters)
            outcome.answer = .dropped
            return outcome
        case .hold:
            guard await hold() else { return .dropped }
        case .delayBefore(let duration):
            guard await hold(for: duration) else { return .dropped }
        case .delayAfter(let duration):
            var outcome = await result(of: method, parameters)
            if await !hold(for: duration) { outcome.answer = .dropped }
            return outcome
        }
        return await result(of: method, parameters)
    }

    private func result(of method: BotAPIMethod?, _ parameters: Parameters) async -> CallOutcome {
        guard let method else { return .refusal(.notFound) }
        if let name = parameters.names.first(where: method.unsupported.contains) {
            return .refusal(.badRequest("the sandbox does not support \"\(name)\" of \(method.name)"))
        }
        do {
            let result = try await method.body(self, parameters)
            return CallOutcome(
                answer: .result(result.text),
                isCarriedOut: true,
                messageID: try result.messageID ?? parameters.int("message_id"),
                isEmptyPoll: method.name == "getUpdates" && result.text == "[]"
            )
        } catch let refusal as Refusal {
            return .refusal(refusal)
        } catch {
            return .refusal(Refusal(code: 500, description: "Internal Server Error"))
        }
    }
}
