/// A message with a number, which the tiny model's answer to it ends with.
///
/// The model is measured to do so for every number used here, at temperature 0 and where it sees nothing else:
/// its memory is tested elsewhere.
struct Question: Sendable, Hashable {
    var number: Int
    /// The answer takes long enough to be interrupted: it counts from 1 to the number.
    var isLong = false

    var text: String { isLong ? "Count to \(number)" : "Remember the number \(number)." }

    /// Those that the model counts to without a slip.
    static let countable = [21...59, 61...82, 84...99].flatMap(\.self)

    /// Whether the model remembers a number of four digits right: it miscounts three that are the same.
    static func isRemembered(_ number: Int) -> Bool {
        let digits = Array(String(number))
        return !zip(digits, zip(digits.dropFirst(), digits.dropFirst(2))).contains { $0 == $1.0 && $0 == $1.1 }
    }

    /// All numbers in a text; of an answer the last one counts.
    static func numbers(in text: String) -> [Int] {
        text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
    }
}
