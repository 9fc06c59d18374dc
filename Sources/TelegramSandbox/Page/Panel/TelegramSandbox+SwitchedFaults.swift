extension TelegramSandbox {
    var faultsJSON: JSON {
        let outage = outage == nil ? [] : [SwitchedFault(kind: .outage)]
        return ["active": .array((faults.switched + outage).map(\.json))]
    }

    func announceFaults() { announce("faults", replacing: .faults, faultsJSON) }

    /// Switches a fault on, in place of one of the same kind and method.
    func switchOn(_ fault: SwitchedFault) async {
        guard fault.kind != .outage else {
            // The page is served from the same port: the server has to go on listening.
            return await setOutage(.drop)
        }
        faults.switchOn(fault)
        announceFaults()
    }

    /// Switches faults off, all or those of a kind, and lets go of the calls that wait because of them.
    func switchOff(_ kind: SwitchedFault.Kind?) async {
        faults.switchOff(kind)
        if kind == nil || kind == .slow { releaseHeldCalls(of: .delayed) }
        if kind == nil || kind == .outage { await setOutage(nil) }
        announceFaults()
    }
}
