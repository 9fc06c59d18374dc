extension TelegramSandbox {
    /// The longest wait that can be asked for.
    private static let longestWait = 3600

    func addFault(_ parameters: PageParameters) async throws -> JSON {
        guard let kind = try faultKind(parameters) else { throw PageFailure(.missing, ["field": "kind"]) }
        let method = try parameters.optionalString("method").flatMap { $0.isEmpty ? nil : $0 }
        if let method, BotAPIMethod.all[method.lowercased()] == nil {
            let name = String(String.UnicodeScalarView(method.unicodeScalars.prefix(50)))
            throw PageFailure(.noMethod, ["method": name])
        }
        let seconds = try parameters.optionalInt("seconds", in: 1...Self.longestWait)
        let times = try parameters.optionalInt("times", in: 1...1_000_000)
        if kind == .outage, method != nil || times != nil {
            throw PageFailure(.wholeOutage)
        }
        let usual: [SwitchedFault.Kind: Int] = [.flood: 5, .slow: 1]
        await switchOn(
            SwitchedFault(kind: kind, method: method, seconds: usual[kind].map { seconds ?? $0 }, timesLeft: times)
        )
        return faultsJSON
    }

    func clearFaults(_ parameters: PageParameters) async throws -> JSON {
        await switchOff(try faultKind(parameters))
        return faultsJSON
    }

    private func faultKind(_ parameters: PageParameters) throws(PageFailure) -> SwitchedFault.Kind? {
        guard let name = try parameters.optionalString("kind") else { return nil }
        guard let kind = SwitchedFault.Kind(rawValue: name) else {
            let names = SwitchedFault.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw PageFailure(.unknownFault, ["kinds": names])
        }
        return kind
    }
}
