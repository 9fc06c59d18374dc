import HTTPTypes
import Hummingbird
import NIOCore

/// Takes HTTP requests apart, and puts answers together.
struct BotAPIResponder: HTTPResponder {
    struct Context: RequestContext {
        var coreContext: CoreRequestContextStorage
        let channel: any Channel

        init(source: ApplicationRequestContextSource) {
            coreContext = CoreRequestContextStorage(source: source)
            channel = source.channel
        }
    }

    /// Largest body in bytes, a file and some room for the rest; and one without files.
    static let largestBody = TelegramSandbox.largestFile + largestForm
    static let largestForm = 4 * 1024 * 1024

    let sandbox: TelegramSandbox

    func respond(to request: Request, context: Context) async throws -> Response {
        let answer: Answer
        do {
            answer = try await self.answer(to: request, on: context.channel)
        } catch let refusal as Refusal {
            answer = .refusal(refusal)
        }
        return try await response(for: answer, on: context.channel)
    }

    private func answer(to request: Request, on channel: any Channel) async throws -> Answer {
        guard request.method == .get || request.method == .post else { throw Refusal.methodNotAllowed }
        if request.uri.path == "/" {
            return .text(status: 200, type: "text/plain; charset=utf-8", body: sandbox.greeting)
        }
        guard let target = CallTarget(path: request.uri.path) else { throw Refusal.notFound }
        // Before anything is kept of what a stranger sends; Telegram, too, checks the token before it looks at the parameters.
        guard Secret(sandbox.botToken).matches(target.token) else { throw Refusal.unauthorized }
        let body: [UInt8]
        do {
            let hasFiles = request.headers[.contentType]?.lowercased().hasPrefix("multipart/form-data") == true
            let limit = hasFiles ? Self.largestBody : Self.largestForm
            body = Array(buffer: try await request.body.collect(upTo: limit))
        } catch is NIOTooManyBytesError {
            throw Refusal.tooLarge
        }
        let parameters = try Parameters(
            query: request.uri.query,
            contentType: request.headers[.contentType],
            body: body
        )

        let watch = try await channel.eventLoop.submit {
            try channel.pipeline.syncOperations.handler(type: ConnectionWatch.self)
        }.get()
        // A task of its own, so that the end of the connection can cancel the call.
        let call = Task { await sandbox.carryOut(target.method, parameters) }
        watch.onClose { call.cancel() }
        defer { watch.onClose(nil) }
        return await withTaskCancellationHandler {
            await call.value
        } onCancel: {
            call.cancel()
        }
    }

    private func response(for answer: Answer, on channel: any Channel) async throws -> Response {
        switch answer {
        case .json(let status, let text, let retryAfter):
            var headers: HTTPFields = [.contentType: "application/json"]
            if let retryAfter { headers[.retryAfter] = String(retryAfter) }
            return Response(
                status: .init(code: status),
                headers: headers,
                body: .init(byteBuffer: ByteBuffer(string: text))
            )
        case .text(let status, let type, let body):
            return Response(
                status: .init(code: status),
                headers: [.contentType: type],
                body: .init(byteBuffer: ByteBuffer(string: body))
            )
        case .dropped:
            try? await channel.close()
            throw CancellationError()
        }
    }
}
