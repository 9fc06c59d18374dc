/// A prompt for models without a chat template: the conversation as it would stand in a book.
enum PlainTranscript {
    /// The answer ends where the model begins to write the other part too.
    static let stop = ["\nUser:", "\nAssistant:"]

    static func prompt(_ messages: [ChatMessage]) -> String {
        let system = messages.filter { $0.role == .system }.map(\.content)
        let turns = messages.filter { $0.role != .system }.map { message in
            "\(message.role == .user ? "User" : "Assistant"): \(message.content)"
        }
        let head = system.isEmpty ? "" : system.joined(separator: "\n") + "\n\n"
        return head + (turns + ["Assistant:"]).joined(separator: "\n")
    }
}
