/// The commands that a chatter can give.
enum Command: String, Sendable, Hashable, Codable, CaseIterable {
    /// Greets and resets the context.
    case start
    /// Ends the answer that is being written.
    case stop
    /// Takes back what is not being answered yet.
    case cancel
    /// Tells what one's answers took.
    case stats
    case help
}

extension Command {
    /// What the first word of a message means for a bot.
    enum Reading: Equatable {
        case command(Command)
        /// A command of this bot's form that it does not have.
        case unknown
        /// For another bot in the group.
        case forAnotherBot
        /// No command at all.
        case text
    }

    /// Reads a message that may be a command, as Telegram writes them: `/name`, `/name@bot`, `/name argument`.
    static func read(_ text: String, botUsername: String?) -> Reading {
        guard text.first == "/", let word = text.dropFirst().split(whereSeparator: \.isWhitespace).first,
            text.dropFirst().first?.isWhitespace == false
        else { return .text }
        let parts = word.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts[0].lowercased()
        if parts.count == 2, parts[1].lowercased() != botUsername?.lowercased() { return .forAnotherBot }
        if let command = Command(rawValue: name) { return .command(command) }
        // "/etc/hosts, what is it?" is a question; "/reset" alone was meant as a command.
        let isAlone = text.dropFirst(word.count + 1).allSatisfy(\.isWhitespace)
        let hasFormOfCommand =
            !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        return isAlone && hasFormOfCommand ? .unknown : .text
    }
}
