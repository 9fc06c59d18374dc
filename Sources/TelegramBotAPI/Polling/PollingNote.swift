import Logging

/// Something about polling that the owner of a bot should read in the log.
enum PollingNote: Sendable, Hashable {
    /// The first failure of its sort since polling last worked.
    case failing(BotAPIError, retryIn: Duration)
    case working(failures: Int)
    /// Updates without a usable `update_id`.
    case unusable(count: Int)
    /// An update that made the whole answer unreadable, twice, is given up.
    case unreadable(updateID: Int)
    case renumbered(updateID: Int)

    var level: Logger.Level {
        switch self {
        case .failing, .unusable, .unreadable: .warning
        case .working, .renumbered: .info
        }
    }

    var message: Logger.Message {
        switch self {
        case .failing(let error, let delay):
            "Updates can't be fetched: \(error)\(Self.hint(error)). Trying again, next in \(Self.seconds(delay)) s."
        case .working(let failures):
            "Updates are fetched again, after \(failures) failed \(failures == 1 ? "try" : "tries")."
        case .unusable(let count):
            "\(count) \(count == 1 ? "update was" : "updates were") skipped for want of a usable update_id."
        case .unreadable(let id):
            "Update \(id) is not valid JSON and makes the server's whole answer unreadable: it is passed over."
        case .renumbered(let id):
            "The server counts updates anew, from \(id)."
        }
    }

    private static func hint(_ error: BotAPIError) -> String {
        guard error.refusal?.reason == .conflict else { return "" }
        return " (another program fetches this bot's updates, or a webhook is set)"
    }

    private static func seconds(_ duration: Duration) -> String {
        let tenths = Int((duration / .milliseconds(100)).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
