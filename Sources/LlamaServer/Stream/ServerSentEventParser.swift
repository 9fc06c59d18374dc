/// Server-sent events out of bytes that come in pieces of any size.
///
/// It keeps to the HTML standard ("9.2.6 Interpreting an event stream"), and takes what LLaMA servers send beside it:
/// `error:` as a field (older llama.cpp), and an object in a line of its own (Ollama, for an error in the middle).
struct ServerSentEventParser {
    struct Event: Equatable {
        var data: [UInt8]
        /// It came as the field `error`.
        var isError = false
    }

    enum Failure: Error, Equatable {
        /// A line or an event is longer than any server's.
        case tooLong
        /// Line after line is something else.
        case notAnEventStream
    }

    /// How many comments came; servers send them as pings.
    private(set) var comments = 0
    /// Comments apart, how many lines said nothing.
    private(set) var ignoredLines = 0

    private let limit: Int
    private var line: [UInt8] = []
    private var event: Event?
    private var isAfterCarriageReturn = false
    private var isFirstLine = true

    /// - Parameter limit: Bytes in one event. The last one of llama.cpp's `/completion` has the whole prompt in it.
    init(limit: Int = 4 << 20) {
        self.limit = limit
    }

    mutating func feed(_ bytes: some Sequence<UInt8>) throws(Failure) -> [Event] {
        var events: [Event] = []
        for byte in bytes {
            let isSecondOfPair = isAfterCarriageReturn && byte == UInt8(ascii: "\n")
            isAfterCarriageReturn = byte == UInt8(ascii: "\r")
            if isSecondOfPair { continue }
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                try endLine(&events)
            } else {
                guard line.count < limit else { throw .tooLong }
                line.append(byte)
            }
        }
        return events
    }

    /// The event that the end of the stream left without an empty line after it.
    mutating func finish() throws(Failure) -> Event? {
        var events: [Event] = []
        try endLine(&events)
        if let event { events.append(event) }
        event = nil
        return events.first
    }

    private mutating func endLine(_ events: inout [Event]) throws(Failure) {
        defer { line.removeAll(keepingCapacity: line.count < 1 << 16) }
        if isFirstLine, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        isFirstLine = false
        if line.isEmpty {
            if let event { events.append(event) }
            event = nil
            return
        }
        if line[0] == UInt8(ascii: ":") {
            comments &+= 1
            return
        }
        if line[0] == UInt8(ascii: "{") {
            events.append(Event(data: line))
            return
        }
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        var value = line[colon...].dropFirst()
        if value.first == UInt8(ascii: " ") { value.removeFirst() }
        switch String(decoding: line[..<colon], as: UTF8.self) {
        case "data": try add(value, isError: false)
        case "error": try add(value, isError: true)
        case "event", "id", "retry": break
        default:
            ignoredLines += 1
            if ignoredLines > 1000 { throw .notAnEventStream }
        }
    }

    private mutating func add(_ value: ArraySlice<UInt8>, isError: Bool) throws(Failure) {
        guard var event else {
            event = Event(data: Array(value), isError: isError)
            return
        }
        guard event.data.count + value.count < limit else { throw .tooLong }
        self.event = nil  // so that the bytes below are not copied
        event.data.append(UInt8(ascii: "\n"))
        event.data.append(contentsOf: value)
        self.event = event
    }
}
