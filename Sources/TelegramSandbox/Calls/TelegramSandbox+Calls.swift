import Logging

extension TelegramSandbox {
    /// The last calls, in order of arrival: at least ``SandboxConfiguration/keptCalls`` of them, or all.
    public var calls: [BotAPICall] { callLog.calls }

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

    /// Makes the next calls of a method go wrong. `method` nil: of any method, `getUpdates` among them.
    ///
    /// Faults of one method are used up in the order in which they were asked for.
    public func inject(_ fault: Fault, on method: String? = nil, times: Int = 1) {
        faults.add(fault, on: method, times: times)
    }

    /// Forgets the faults that have not struck yet, and lets held calls go on.
    public func removeFaults() {
        faults.removeAll()
        releaseHeldCalls()
    }

    /// Lets the calls go on that a ``Fault/hold`` keeps.
    public func releaseHeldCalls() {
        let held = heldCalls
        heldCalls = [:]
        for (_, continuation) in held.sorted(by: { $0.key < $1.key }) { continuation.resume() }
    }

    /// Does what a bot asks for.
    func carryOut(_ name: String, _ parameters: Parameters) async -> Answer {
        let method = BotAPIMethod.all[name.lowercased()]
        let known = method.map { $0.parameters.union($0.unsupported) }
        let number = callLog.begin(
            BotAPICall(
                method: name,
                parameters: parameters.json.text,
                status: 0,
                unknownParameters: known.map { known in parameters.names.filter { !known.contains($0) } } ?? []
            )
        )
        wake(.method(name.lowercased()))
        let answer = await answer(to: method, name, parameters)
        var description: String?
        if case .json(let status, let text, _) = answer, status >= 400 {
            description = (try? JSONParser.parse(text))?["description"]?.string
        }
        callLog.finish(number, of: name, status: answer.status, description)
        wake(.method(name.lowercased()))
        logger.debug("\(method?.name ?? "unknown method")", metadata: ["status": "\(answer.status)"])
        return answer
    }

    private func answer(to method: BotAPIMethod?, _ name: String, _ parameters: Parameters) async -> Answer {
        switch faults.next(for: name.lowercased()) {
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
        case .garbage(let status, let body): return .text(status: status, type: "text/html", body: body)
        case .dropBefore: return .dropped
        case .dropAfter:
            _ = await result(of: method, parameters)
            return .dropped
        case .hold:
            await hold()
            if Task.isCancelled || isStopping { return .dropped }
        }
        return await result(of: method, parameters)
    }

    private func result(of method: BotAPIMethod?, _ parameters: Parameters) async -> Answer {
        guard let method else { return .refusal(.notFound) }
        if let name = parameters.names.first(where: method.unsupported.contains) {
            return .refusal(.badRequest("the sandbox does not support \"\(name)\" of \(method.name)"))
        }
        do {
            return .result(try await method.body(self, parameters))
        } catch let refusal as Refusal {
            return .refusal(refusal)
        } catch {
            return .refusal(Refusal(code: 500, description: "Internal Server Error"))
        }
    }

    private func hold() async {
        lastWaiterID += 1
        let id = lastWaiterID
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                guard !Task.isCancelled, !isStopping else { return continuation.resume() }
                heldCalls[id] = continuation
            }
        } onCancel: {
            Task { await self.releaseHeldCall(id) }
        }
    }

    private func releaseHeldCall(_ id: Int) {
        heldCalls.removeValue(forKey: id)?.resume()
    }
}
