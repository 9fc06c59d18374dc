import Foundation

/// What the shell gives the program to read and write; a reader that has gone away is no error.
enum StandardStream: Int32, Sendable {
    case input = 0
    case output = 1
    case error = 2

    /// Writes all of the text at once, without a buffer of the process in between.
    ///
    /// A broken pipe is passed over: nobody reads any more, but a bot has other work to do. (`SIGPIPE` is ignored.)
    func write(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Foundation.write(rawValue, $0.baseAddress, $0.count) }
            if written > 0 {
                bytes = bytes.dropFirst(written)
            } else if errno == EAGAIN {
                // A terminal or pipe that somebody else has made non-blocking.
                var waiting = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
                poll(&waiting, 1, 1000)
            } else if errno != EINTR {
                return
            }
        }
    }

    var isTerminal: Bool { isatty(rawValue) == 1 }
}
