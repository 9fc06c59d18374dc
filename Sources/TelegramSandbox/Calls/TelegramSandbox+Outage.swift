extension TelegramSandbox {
    /// Lets all of Telegram be away from now on, or be back (nil). It returns when it is so.
    ///
    /// No call is carried out during an outage: nothing is confirmed, shown or counted for flood control, and no ``Fault`` is used
    /// up. Calls under way when it begins, such as a long poll or a held one, are dropped. People can write all the time; the
    /// bot gets it afterwards. What the bot tries is in ``calls``, unless its connections are refused. The address stays the same.
    public func setOutage(_ outage: Outage?) async {
        guard outage != self.outage else { return }
        self.outage = outage
        outageCount += 1
        endPoll(with: .failure(.badGateway))
        for id in heldCalls.keys.sorted() { releaseHeldCall(id, toGoOn: false) }
        announceFaults()
        await listenAsAsked()
    }

    /// What a call gets during an outage.
    func outcome(during outage: Outage) async -> CallOutcome {
        switch outage {
        case .refusal, .drop: return .dropped
        case .silence:
            // A test that lets held calls go does not mean this one.
            while await hold() {}
            return .dropped
        case .badGateway:
            let page = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n</html>\r\n"
            return CallOutcome(answer: .text(status: 502, type: "text/html", body: page))
        }
    }
}
