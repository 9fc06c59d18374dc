/// What people say to the tiny model: the same in every run, for each of them something else, and such that its answers
/// are of all lengths and say what was said before.
struct Questions: Sendable {
    /// Which person this is, from 0.
    var person: Int

    private static let names = ["Anna", "Peter", "Olga", "Boris", "Maria", "Hugo", "Clara", "Leo", "Nina", "Oscar"]
    private static let cities = [
        "Paris", "Oslo", "Rome", "Riga", "Tokyo", "Madrid", "Cairo", "Prague", "Porto", "Delhi",
    ]
    private static let keys = ["password", "meeting room", "project", "deadline", "topic", "plan", "server", "secret"]
    private static let words = ["plum", "river", "lamp", "stone", "cloud", "bread", "chair", "fox", "tower", "wind"]

    /// What is said in a turn, from 0.
    subscript(turn: Int) -> String {
        // Each round of ten turns tells something new.
        let round = person * 7 + turn / 10
        let key = Self.keys[(round + person) % Self.keys.count]
        switch turn % 10 {
        case 0: return "My name is \(Self.names[round % Self.names.count])."
        case 1: return "List \(5 + (round + person) % 2) things"
        case 2: return "Remember that the \(key) is \(Self.words[(round * 3) % Self.words.count])."
        case 3: return "Show me markdown"
        case 4: return "I live in \(Self.cities[round % Self.cities.count])."
        case 5: return "Count to \(14 + round % 9)"
        case 6: return "What is the \(key)?"
        case 7:
            return """
                Could you please tell me more about \(Self.words[round % Self.words.count]), and what people know about \
                these things now, so that I can find a way to make it work for \(Self.words[(round + 5) % Self.words.count])?
                """
        case 8: return "Write some code"
        default: return round.isMultiple(of: 2) ? "What is my name?" : "Send emoji"
        }
    }
}
