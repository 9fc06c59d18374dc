import Foundation
import NIOCore
import NIOHTTP1
import Synchronization

/// The request that is under way on a connection, read along from both sides.
final class ProxiedExchange: Sendable {
    private struct State {
        /// Of the request; `nil` between two.
        var path: String?
        var body = Data()
        /// Its place in the log, where it has one; counted from when all of it was sent.
        var isLogged = false
        var number: Int?
        var isStream = false
        /// What has come of an answer and is not a line yet.
        var rest = Data()
    }

    private let log: RequestLog
    private let state = Mutex(State())

    init(log: RequestLog) {
        self.log = log
    }

    func begin(_ head: HTTPRequestHead) {
        let path = head.uri.prefix { $0 != "?" }
        state.withLock { $0 = State(path: String(path)) }
    }

    func add(_ bytes: ByteBuffer) {
        state.withLock { $0.body.append(contentsOf: bytes.readableBytesView) }
    }

    /// All of the request has been sent.
    func sent() {
        state.withLock { state in
            state.number = log.begin(state.path ?? "", state.body)
            state.isLogged = true
        }
    }

    func answer(_ head: HTTPResponseHead) {
        state.withLock { state in
            state.isStream = head.headers.first(name: "content-type")?.hasPrefix("text/event-stream") ?? false
            log.change(state.number) { $0.status = Int(head.status.code) }
        }
    }

    func answer(_ bytes: ByteBuffer) {
        state.withLock { state in
            guard state.number != nil else { return }
            state.rest.append(contentsOf: bytes.readableBytesView)
            guard state.isStream else { return }
            let lines = state.rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            for line in lines.dropLast() where line.starts(with: "data: ".utf8) {
                log.change(state.number) { $0.take(line.dropFirst(6)) }
            }
            state.rest = lines.last.map { Data($0) } ?? Data()
        }
    }

    /// All of the answer has come.
    func end() {
        state.withLock { state in
            if !state.isStream { log.change(state.number) { $0.take(state.rest) } }
            close(&state, isComplete: true)
        }
    }

    /// A connection is gone.
    func breakOff() {
        state.withLock { close(&$0, isComplete: false) }
    }

    private func close(_ state: inout State, isComplete: Bool) {
        if state.isLogged { log.end(state.number, isComplete: isComplete) }
        state = State()
    }
}
