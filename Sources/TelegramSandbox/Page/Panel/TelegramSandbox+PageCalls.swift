extension TelegramSandbox {
    /// Shows the page a call that has ended, unless it is a long poll that brought nothing.
    func announce(_ call: BotAPICall, _ parameters: Parameters, _ outcome: CallOutcome) {
        guard page != nil, !outcome.isEmptyPoll else { return }
        let entry = json(of: call, parameters, outcome)
        page?.calls.append(entry)
        announce("call", entry)
    }

    private func json(of call: BotAPICall, _ parameters: Parameters, _ outcome: CallOutcome) -> JSON {
        let end = call.endTime ?? call.time
        let error: JSON? =
            if case .json(let status, let text, _) = outcome.answer, status >= 400 {
                try? JSONParser.parse(text)
            } else {
                nil
            }
        let files = Set(parameters.files.map(\.name)).sorted().filter { parameters.value($0) == nil }
        let shown: JSON = .object(
            parameters.members + files.map { JSON.Member(name: $0, value: "(file)") }
        )
        return [
            "number": .integer(call.number),
            "method": .string(String(call.method.unicodeScalars.prefix(100))),
            "date": .integer(startMilliseconds + Int(call.time / .milliseconds(1))),
            "milliseconds": .integer(Int((end - call.time) / .milliseconds(1))),
            "parameters": shown.shortened(to: 8_000, longestText: 500),
            "status": outcome.answer.status == 0 ? .null : .integer(outcome.answer.status),
            "error_code": error?["error_code"],
            "description": error?["description"],
            "retry_after": call.retryAfter.map(JSON.integer),
            "fault": outcome.fault.map { .string($0.rawValue) },
            "flood": call.chatID.flatMap(floodJSON),
        ]
    }

    /// How long the bot has to wait in a chat; nil where nothing limits it.
    private func floodJSON(of chatID: Int64) -> JSON? {
        let now = elapsed()
        let isGroup = chats[chatID].map { $0.value.type != "private" } ?? false
        let limit = floodControl?.wait(to: chatID, isGroup: isGroup, at: now)
        let pause = callLog.pauseEnd(of: chatID).map { max(.zero, $0 - now) }
        guard let wait = [limit, pause].compactMap(\.self).max() else { return nil }
        let seconds = (Double(wait / .milliseconds(1)) / 100).rounded(.up) / 10
        return ["chat_id": .integer(chatID), "wait_seconds": .number(seconds)]
    }
}
