extension Standing {
    /// The same in the steps in which it is shown, so that it does not change for nothing.
    ///
    /// - Parameter isCostly: Whether each change counts as a message.
    func rounded(isCostly: Bool) -> Standing {
        switch self {
        case .queued(let place, let wait): .queued(place: max(1, place), wait: wait.map(Self.rounded))
        case .waiting: .waiting
        case .reading(let percent):
            // Down: it has not read more than it says.
            .reading(percent: min(100, max(0, percent)) / (isCostly ? 5 : 1) * (isCostly ? 5 : 1))
        }
    }

    /// As people say it: tens of seconds, then half minutes, from five on minutes, in the end half hours.
    private static func rounded(_ wait: Duration) -> Duration {
        let seconds = wait / .seconds(1)
        let step: Double =
            switch seconds {
            case ..<55: 10
            case ..<285: 30
            case ..<3570: 60
            default: 1800
            }
        return .seconds(Int(max(step, (seconds / step).rounded() * step)))
    }
}
