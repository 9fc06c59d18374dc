/// The faults still to come, in the order in which they were asked for.
struct FaultPlan {
    private struct Planned {
        var fault: Fault
        /// In lower case; nil: any.
        var method: String?
        var times: Int
    }

    private var planned: [Planned] = []

    mutating func add(_ fault: Fault, on method: String?, times: Int) {
        guard times > 0 else { return }
        planned.append(Planned(fault: fault, method: method?.lowercased(), times: times))
    }

    /// The fault of a call to `method` (in lower case), which uses it up once.
    mutating func next(for method: String) -> Fault? {
        guard let index = planned.firstIndex(where: { $0.method == nil || $0.method == method }) else { return nil }
        planned[index].times -= 1
        defer { if planned[index].times == 0 { planned.remove(at: index) } }
        return planned[index].fault
    }

    mutating func removeAll() {
        planned = []
    }
}
