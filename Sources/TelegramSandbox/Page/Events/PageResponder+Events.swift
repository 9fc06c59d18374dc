import HTTPTypes
import Hummingbird
import NIOCore

extension PageResponder {
    /// How often a tab gets a sign of life.
    static let heartbeatInterval = Duration.seconds(15)

    /// Everything that happens from now on, beginning with how things are.
    func events(_ context: Context) async throws -> Response {
        let channel = context.channel
        let watch = try await channel.eventLoop.submit {
            try channel.pipeline.syncOperations.handler(type: ConnectionWatch.self)
        }.get()
        let tab = await sandbox.openTab()
        watch.onClose { tab.close() }
        var headers = HTTPFields.page
        headers[.contentType] = "text/event-stream"
        headers[.cacheControl] = "no-store"
        if let name = HTTPField.Name("X-Accel-Buffering") { headers[name] = "no" }
        let clock = sandbox.configuration.clock
        let body = ResponseBody { writer in
            let heartbeat = Task {
                while (try? await clock.sleep(for: Self.heartbeatInterval)) != nil { tab.addHeartbeat() }
            }
            defer {
                heartbeat.cancel()
                watch.onClose(nil)
                tab.close()
            }
            // Who reads nothing any more holds up a write until the connection is closed.
            tab.onClose { channel.close(promise: nil) }
            while let buffer = await tab.next() { try await writer.write(buffer) }
            // The connection is closed with the tab.
            try? await writer.finish(nil)
        }
        return Response(status: .ok, headers: headers, body: body)
    }
}
