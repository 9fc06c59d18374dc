/// The beginning of an answer.
struct Attempt: Sendable, Hashable {
    /// What is to be answered; maybe more than was asked at first.
    var turn: Turn
    /// How often this was begun without an end that is known, this time included.
    var number: Int
}
