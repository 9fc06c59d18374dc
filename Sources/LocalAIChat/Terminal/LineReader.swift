import Foundation

/// Reads the lines of standard input on a thread of its own.
///
/// A read from a terminal blocks for as long as the person thinks; on a thread of Swift's small pool it would take that
/// away from everybody else, and signals could not end it. So the thread waits, each time until it is asked for a line
/// (an endless input does not fill the memory), and ends with the process. It reads the descriptor itself: the lock that
/// `readLine` holds on `stdin` can keep `exit` waiting.
struct LineReader: Sendable {
    private let demand = DispatchSemaphore(value: 0)

    /// - Parameter receive: Hears each line that was asked for, and `nil` at the end of the input.
    init(descriptor: Int32 = 0, receive: @escaping @Sendable (String?) -> Void) {
        let demand = demand
        let thread = Thread {
            var lines = LineBuffer()
            while true {
                demand.wait()
                let line = lines.next { Self.read(descriptor) }
                receive(line)
                if line == nil { return }
            }
        }
        thread.name = "standard input"
        thread.start()
    }

    /// Asks for one more line.
    func request() { demand.signal() }

    private static func read(_ descriptor: Int32) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = bytes.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 { return Array(bytes[..<count]) }
            guard errno == EINTR || errno == EAGAIN else { return [] }
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            poll(&waiting, 1, -1)
        }
    }
}

/// Cuts bytes into lines.
struct LineBuffer: Sendable {
    private var bytes: [UInt8] = []

    /// The next line without its end; the last one needs none. `nil` after it.
    ///
    /// - Parameter read: Gives more bytes, none at the end.
    mutating func next(read: () -> [UInt8]) -> String? {
        while true {
            if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
                defer { bytes.removeSubrange(...end) }
                return Self.text(bytes[..<end])
            }
            let more = read()
            guard more.isEmpty else {
                bytes += more
                continue
            }
            defer { bytes = [] }
            return bytes.isEmpty ? nil : Self.text(bytes[...])
        }
    }

    private static func text(_ line: ArraySlice<UInt8>) -> String {
        String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
    }
}
