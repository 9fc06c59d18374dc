import NIOCore
import NIOHTTP1
import NIOPosix

/// A LLaMA server that says what it is told to, for what a real one can't be made to do; it keeps every request.
///
/// It passes for llama.cpp's `llama-server` (`/health`, `/props`, `/slots`, `/v1/models`, `/apply-template`, answers through
/// `/v1/chat/completions` and `/completion`) unless a route is scripted otherwise.
///
///     let server = ScriptedLlamaServer()
///     try await server.run { url in
///         await server.script("/v1/chat/completions", .init(status: 500, steps: [.bytes("Internal Server Error")]))
///         …
///     }
public actor ScriptedLlamaServer {
    public struct Request: Sendable {
        public var method: String
        /// Without the query.
        public var path: String
        public var query: String?
        /// Names in lower case.
        public var headers: [(String, String)]
        public var body: String
        /// What it was answered with.
        public internal(set) var status = 0

        public func header(_ name: String) -> String? { headers.first { $0.0 == name.lowercased() }?.1 }
    }

    /// Everything that was asked, in the order of arrival.
    public private(set) var requests: [Request] = []
    /// How many requests were open at once, at most.
    public private(set) var mostAtOnce = 0
    /// How many requests the client has broken off, without questions that it lets go because an answer has come meanwhile
    /// (`/slots`, `/health`).
    public private(set) var brokenOff = 0
    /// How many requests are waiting at a ``Reply/Step/hold``.
    public var held: Int { holds.count }

    private var defaults: [String: Reply]
    private var scripts: [String: [Reply]] = [:]
    private var constants: [String: @Sendable (Request) -> Reply] = [:]
    /// And whether they count when they are broken off.
    private var open: [ObjectIdentifier: Bool] = [:]
    private var holds: [ObjectIdentifier: CheckedContinuation<Void, Never>] = [:]
    private var hasSpareRelease = false
    private var isOver = false
    private var watchers: [Int: Watcher] = [:]
    private var lastWatcher = 0

    private struct Watcher {
        var isDone: (isolated ScriptedLlamaServer) -> Bool
        var continuation: CheckedContinuation<Void, Never>
    }

    /// - Parameters:
    ///   - slots: What `/props` says as `total_slots`.
    ///   - contextSize: What it says as `n_ctx`.
    public init(slots: Int = 4, contextSize: Int = 4096) {
        defaults = Reply.llamaServer(slots: slots, contextSize: contextSize)
    }

    /// Serves on a free port, or the one given, while `body` runs.
    public func run<R: Sendable>(
        port: Int = 0,
        _ body: @Sendable (_ url: String) async throws -> R
    ) async throws -> R {
        let (events, report) = AsyncStream.makeStream(of: ScriptedConnection.Event.self)
        let group = MultiThreadedEventLoopGroup.singleton
        let connections = ConnectionRegistry()
        let channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                connections.add(channel)
                return channel.eventLoop.makeCompletedFuture {
                    // Without the pipelining assistant, which stops reading and would not see the client go.
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(
                        withPipeliningAssistance: false,
                        withErrorHandling: true
                    )
                    try channel.pipeline.syncOperations.addHandler(ScriptedConnection { report.yield($0) })
                }
            }
            .bind(host: "127.0.0.1", port: port).get()
        let url = "http://127.0.0.1:\(channel.localAddress?.port ?? 0)"

        return try await withThrowingTaskGroup(of: R?.self) { tasks in
            tasks.addTask {
                await self.serve(events)
                return nil
            }
            let result: Result<R, any Error>
            do { result = .success(try await body(url)) } catch { result = .failure(error) }
            try? await channel.close()
            connections.closeAll()
            report.finish()
            releaseForGood()
            return try result.get()
        }
    }

    // MARK: The script

    /// What the next requests to a path get, one after the other; after the script's end the default (`.chat("OK")` for answers).
    public func script(_ path: String, _ replies: Reply...) {
        scripts[path, default: []] += replies
    }

    /// What every request to a path gets from now on, where no single reply is scripted; `nil` brings the default back.
    public func always(_ path: String, _ reply: Reply?) {
        if let reply {
            constants[path] = { _ in reply }
        } else {
            constants[path] = nil
        }
    }

    /// The same, where what is answered depends on what was asked.
    public func always(_ path: String, _ reply: @escaping @Sendable (Request) -> Reply) {
        constants[path] = reply
    }

    /// Lets every held reply go on; if none is held, the next one that would be is not.
    public func release() {
        hasSpareRelease = holds.isEmpty
        let held = holds
        holds = [:]
        for continuation in held.values { continuation.resume() }
    }

    // MARK: Waiting for something to happen

    /// Waits until so many requests to a path have come, since the beginning.
    public func requests(_ count: Int, to path: String) async {
        await wait { server in server.requests.count { $0.path == path } >= count }
    }

    /// Waits until so many requests were broken off by the client, since the beginning.
    public func brokenOff(_ count: Int) async {
        await wait { $0.brokenOff >= count }
    }

    /// Waits until so many replies are held.
    public func held(_ count: Int) async {
        await wait { $0.holds.count >= count }
    }

    private func wait(until isDone: @escaping (isolated ScriptedLlamaServer) -> Bool) async {
        if isOver || isDone(self) { return }
        lastWatcher += 1
        let id = lastWatcher
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                guard !Task.isCancelled else { return continuation.resume() }
                watchers[id] = Watcher(isDone: isDone, continuation: continuation)
            }
        } onCancel: {
            Task { await self.letGo(id) }
        }
    }

    /// The time limit of a test ends what it waits for.
    private func letGo(_ id: Int) {
        watchers.removeValue(forKey: id)?.continuation.resume()
    }

    private func notify() {
        for (id, watcher) in watchers where watcher.isDone(self) {
            watchers[id] = nil
            watcher.continuation.resume()
        }
    }

    // MARK: Serving

    private func serve(_ events: AsyncStream<ScriptedConnection.Event>) async {
        await withDiscardingTaskGroup { group in
            for await event in events {
                switch event {
                case .request(let request, let channel):
                    let reply = accept(request, on: channel)
                    group.addTask { await self.send(reply, on: channel) }
                case .closed(let connection):
                    if open.removeValue(forKey: connection) == true { brokenOff += 1 }
                    holds.removeValue(forKey: connection)?.resume()
                }
                notify()
            }
        }
    }

    private func accept(_ request: Request, on channel: any Channel) -> Reply {
        let reply = reply(to: request)
        var request = request
        request.status = reply.status
        requests.append(request)
        open[ObjectIdentifier(channel)] = !["/slots", "/health"].contains(request.path)
        mostAtOnce = max(mostAtOnce, open.count)
        return reply
    }

    private func reply(to request: Request) -> Reply {
        if var replies = scripts[request.path], !replies.isEmpty {
            let reply = replies.removeFirst()
            scripts[request.path] = replies
            return reply
        }
        return constants[request.path]?(request) ?? defaults[request.path] ?? Reply.notFound
    }

    private func send(_ reply: Reply, on channel: any Channel) async {
        let connection = ObjectIdentifier(channel)
        var hasHead = false
        for (index, step) in reply.steps.enumerated() where channel.isActive {
            // Before the last bytes: the client's next request may be here before this goes on.
            if index == reply.steps.count - 1, step != .hold { open[connection] = nil }
            switch step {
            case .hold:
                await hold(connection)
            case .abort:
                try? await channel.close()
                return
            case .bytes, .data:
                if !hasHead { channel.write(HTTPServerResponsePart.head(reply.head), promise: nil) }
                hasHead = true
                try? await channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(step.buffer)))
            }
        }
        guard channel.isActive else { return }
        if !hasHead { channel.write(HTTPServerResponsePart.head(reply.head), promise: nil) }
        open[connection] = nil
        try? await channel.writeAndFlush(HTTPServerResponsePart.end(nil))
    }

    private func hold(_ connection: ObjectIdentifier) async {
        if hasSpareRelease {
            hasSpareRelease = false
            return
        }
        guard !isOver, open[connection] != nil else { return }
        await withCheckedContinuation { continuation in
            holds[connection] = continuation
            notify()
        }
    }

    private func releaseForGood() {
        isOver = true
        release()
        let rest = watchers.values
        watchers = [:]
        for watcher in rest { watcher.continuation.resume() }
    }
}

extension ScriptedLlamaServer.Reply.Step {
    fileprivate var buffer: ByteBuffer {
        switch self {
        case .bytes(let text): ByteBuffer(string: text)
        case .data(let bytes): ByteBuffer(bytes: bytes)
        case .hold, .abort: ByteBuffer()
        }
    }
}
