/// The faults still to come: injected ones in the order in which they were asked for, then those of a schedule.
struct FaultPlan {
    private struct Planned {
        var fault: Fault
        /// In lower case; nil: any.
        var method: String?
        var times: Int
    }

    var schedule: FaultSchedule?
    private var planned: [Planned] = []

    mutating func add(_ fault: Fault, on method: String?, times: Int) {
        guard times > 0 else { return }
        planned.append(Planned(fault: fault, method: method?.lowercased(), times: times))
    }

    /// The fault of a call: the first injected one that is meant for its method, which is used up once, or the schedule's.
    mutating func next(for call: BotAPICall) -> Fault? {
        let method = call.method.lowercased()
        guard let index = planned.firstIndex(where: { $0.method == nil || $0.method == method }) else {
            return schedule?.fault(for: call)
        }
        planned[index].times -= 1
        defer { if planned[index].times == 0 { planned.remove(at: index) } }
        return planned[index].fault
    }

    mutating func removeAll() {
        planned = []
        schedule = nil
    }
}
