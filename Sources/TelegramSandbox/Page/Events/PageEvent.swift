import NIOCore

/// Something that a page has to know, as it is sent (`text/event-stream`).
struct PageEvent: Sendable {
    /// What a later event says all there is to say about: the earlier one need not be sent any more.
    enum Subject: Hashable {
        case draft(chatID: Int64, threadID: Int)
        case action(chatID: Int64, threadID: Int)
        case commands
        case faults
        case panel
    }

    var frame: ByteBuffer
    var subject: Subject?

    init(_ name: String, _ data: JSON, subject: Subject? = nil) {
        // JSON text has no line breaks, which would end the data.
        frame = ByteBuffer(string: "event: \(name)\ndata: \(data.text)\n\n")
        self.subject = subject
    }

    private init(frame: String) {
        self.frame = ByteBuffer(string: frame)
    }

    /// How soon a browser comes back that lost its connection.
    static let greeting = PageEvent(frame: "retry: 1000\n\n")
    /// Keeps a connection through proxies, and finds out that nobody is there any more.
    static let heartbeat = PageEvent(frame: ":\n\n")
}
