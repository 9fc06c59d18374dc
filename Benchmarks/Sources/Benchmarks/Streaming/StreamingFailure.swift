/// Why streaming could not be measured.
struct StreamingFailure: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) {
        self.description = description
    }
}
