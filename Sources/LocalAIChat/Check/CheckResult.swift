/// One line of what `localaichat check` finds.
struct CheckResult: Sendable, Hashable {
    enum Outcome: Sendable, Hashable {
        case passed
        /// It works, but the owner should know.
        case warning(advice: String)
        case failed(advice: String)
        /// Not tried: something that it needs has failed.
        case skipped
    }

    var title: String
    var outcome: Outcome
    /// What was found, in a few words.
    var detail: String

    var isFailure: Bool {
        if case .failed = outcome { true } else { false }
    }

    var advice: String? {
        switch outcome {
        case .passed, .skipped: nil
        case .warning(let advice), .failed(let advice): advice
        }
    }
}
