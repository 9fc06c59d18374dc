/// How an answer is shown while the model still writes it (`STREAMING`).
enum Streaming: String, Sendable, CaseIterable {
    case auto, draft, edit, off
}

/// How an answer's formatting reaches Telegram (`REPLY_FORMAT`).
enum ReplyFormat: String, Sendable, CaseIterable {
    case entities, rich, plain
}
