/// The faults still to come: injected ones in the order in which they were asked for, then those that are switched on, then those of a schedule.
struct FaultPlan {
    private struct Planned {
        var fault: Fault
        /// In lower case; nil: any.
        var method: String?
        var times: Int
    }

    var schedule: FaultSchedule?
    private var planned: [Planned] = []
    /// On the page, in the order in which it was done.
    private(set) var switched: [SwitchedFault] = []

    mutating func add(_ fault: Fault, on method: String?, times: Int) {
        guard times > 0 else { return }
        planned.append(Planned(fault: fault, method: method?.lowercased(), times: times))
    }

    /// The fault of a call: the first injected one that is meant for its method, which is used up once, or the schedule's.
    mutating func next(for call: BotAPICall) -> Fault? {
        let method = call.method.lowercased()
        guard let index = planned.firstIndex(where: { $0.method == nil || $0.method == method }) else {
            return switchedFault(for: call) ?? schedule?.fault(for: call)
        }
        planned[index].times -= 1
        defer { if planned[index].times == 0 { planned.remove(at: index) } }
        return planned[index].fault
    }

    mutating func removeAll() {
        planned = []
        switched = []
        schedule = nil
    }

    /// Adds a fault in place of one of the same kind and method.
    mutating func switchOn(_ fault: SwitchedFault) {
        switched.removeAll { $0.kind == fault.kind && $0.method?.lowercased() == fault.method?.lowercased() }
        switched.append(fault)
    }

    mutating func switchOff(_ kind: SwitchedFault.Kind?) {
        switched.removeAll { kind == nil || $0.kind == kind }
    }

    /// How long a call has to wait before anything else happens to it.
    mutating func slowness(for call: BotAPICall) -> Duration? {
        use(for: call) { $0.kind == .slow }.map { .seconds($0.seconds ?? 1) }
    }

    private mutating func switchedFault(for call: BotAPICall) -> Fault? {
        guard let fault = use(for: call, where: { $0.kind != .slow }) else { return nil }
        switch fault.kind {
        case .flood: return .tooManyRequests(retryAfter: fault.seconds ?? 5)
        case .error: return .refusal(errorCode: 500, description: "Internal Server Error")
        case .drop: return .dropBefore
        case .slow, .outage: return nil
        }
    }

    /// The newest of those that are switched on and fit, which is used up once.
    private mutating func use(for call: BotAPICall, where fits: (SwitchedFault) -> Bool) -> SwitchedFault? {
        guard let index = switched.lastIndex(where: { $0.applies(to: call) && fits($0) }) else { return nil }
        let fault = switched[index]
        if let times = fault.timesLeft {
            if times > 1 { switched[index].timesLeft = times - 1 } else { switched.remove(at: index) }
        }
        return fault
    }
}
