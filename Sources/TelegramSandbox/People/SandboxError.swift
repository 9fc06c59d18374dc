/// Why the sandbox, or a person in it, could not do what was wanted.
public enum SandboxError: Error, Hashable, CustomStringConvertible {
    /// No message of the bot has such a button.
    case noSuchButton(String)
    /// The button is there, but opens a link or the like instead of telling the bot.
    case buttonWithoutCallback(String)
    /// The message is not there, or is not theirs.
    case noSuchMessage(Int)
    /// The bot shows no draft that could be stopped.
    case noDraftToStop
    /// What was waited for has not come.
    case timedOut(waitingFor: String, Duration)
    /// The sandbox can't listen where it was told to.
    case cannotListen(at: String, reason: String)
    /// The sandbox is not running any more.
    case stopped

    public var description: String {
        switch self {
        case .noSuchButton(let text): "no message of the bot has a button \"\(text)\""
        case .buttonWithoutCallback(let text): "the button \"\(text)\" does not tell the bot anything"
        case .noSuchMessage(let id): "there is no message \(id) of theirs"
        case .noDraftToStop: "the bot shows no draft with a Stop button"
        case .timedOut(let what, let duration): "waited \(duration) for \(what)"
        case .cannotListen(let address, let reason): "the sandbox can't listen at \(address): \(reason)"
        case .stopped: "the sandbox has stopped"
        }
    }
}
