/// What the program tells the shell (`sysexits.h`).
enum ProgramStatus: Int32, Sendable {
    case success = 0
    case failure = 1
    /// `EX_USAGE`: a flag or a setting is wrong or missing.
    case usage = 64
    /// `EX_CONFIG`: Telegram does not know the token. Starting again will not help.
    case configuration = 78
}

/// Why a command can't go on, in one line for the owner.
struct CommandFailure: Error, Sendable, Hashable {
    var message: String
    var status = ProgramStatus.failure
}
