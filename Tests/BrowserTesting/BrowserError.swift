/// Why a browser did not do what a test asked for.
public enum BrowserError: Error, CustomStringConvertible {
    /// The driver did not start.
    case notStarted(_ reason: String)
    /// What the driver said, by WebDriver's error code (`no such element`, …).
    case refused(code: String, message: String)
    /// A script of the test threw.
    case script(_ message: String)
    /// What was waited for did not come.
    case timedOut(_ what: String, page: String)

    public var description: String {
        switch self {
        case .notStarted(let reason): "no browser (script/setup --tests installs one): \(reason)"
        case .refused(let code, let message): "\(code): \(message)"
        case .script(let message): "the test's script failed: \(message)"
        case .timedOut(let what, let page): "waited in vain for \(what); the page shows:\n\(page)"
        }
    }
}
