/// What the page itself says, in the reader's language.
struct PageWords: Sendable {
    var thinking = "Thinking…"
    var stop = "Stop"
    var edited = "edited"
    var bot = "bot"
    var typing = "typing…"
    var deleted = "Deleted message"
    var unfold = "Show all"

    /// - Parameter language: an IETF tag; English where it is not Russian.
    init(language: String?) {
        guard language?.lowercased().hasPrefix("ru") == true else { return }
        thinking = "Думает…"
        stop = "Остановить"
        edited = "изменено"
        bot = "бот"
        typing = "печатает…"
        deleted = "Удалённое сообщение"
        unfold = "Показать всё"
    }
}
