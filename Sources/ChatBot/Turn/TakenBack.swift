/// What became of the wish to take questions back.
struct TakenBack: Sendable, Hashable {
    /// The questions that will not be answered.
    var turns: [Turn] = []
    /// Those of which messages are in the chat; they are to be delivered, so that those go away.
    var leftovers: [Turn] = []
    /// What promised answers to them.
    var notices: [Notice] = []
}
