/// How it stands with an answer of which nothing is written yet.
enum Standing: Sendable, Hashable {
    /// Others come before it.
    ///
    /// - `place`: 1 is the next one.
    /// - `wait`: Roughly how long it will take until it begins; `nil` where nothing is known of how long answers take.
    case queued(place: Int, wait: Duration?)
    /// The LLaMA server is busy with requests of other programs.
    case waiting
    /// The model reads; how much of the prompt it has, 0 to 100.
    case reading(percent: Int)
}
