public import AsyncHTTPClient
import Foundation
public import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOHTTP1

/// Calls the methods of one bot at one Bot API server.
///
///     let httpClient = BotAPIClient.makeHTTPClient()
///     let call = try BotAPIClient(token: token, httpClient: httpClient)
///     let message = try await call(SendMessage(chatID: 42, text: "Hello"))
///
/// A value may be copied and used by any number of tasks.
public struct BotAPIClient: Sendable {
    let token: BotToken
    private let serverURL: ServerURL
    private let httpClient: HTTPClient
    private let logger: Logger
    /// How long an answer that has begun may take to end.
    var bodyTimeout = Duration.seconds(60)

    /// - Parameters:
    ///   - token: The bot's token.
    ///   - apiURL: The Bot API server, without the token.
    ///   - httpClient: What carries the requests; see ``makeHTTPClient()``.
    ///   - logger: Hears of requests at `debug` and `trace`, never of the token or of texts.
    /// - Throws: ``BotAPIError/invalidURL(_:)``, with the reason and without the URL.
    public init(
        token: BotToken,
        apiURL: String = "https://api.telegram.org",
        httpClient: HTTPClient,
        logger: Logger = Logger(label: "telegram")
    ) throws(BotAPIError) {
        self.token = token
        self.serverURL = try ServerURL(apiURL)
        self.httpClient = httpClient
        self.logger = logger
    }

    /// Calls a method once; nothing is tried again.
    ///
    /// An answer may take 30 seconds and the method's ``BotAPIMethod/expectedDuration`` to begin, 60 more to end, and up
    /// to 20 MB.
    ///
    /// - Throws: ``BotAPIError``. Cancelling the task closes the connection and throws ``BotAPIError/cancelled``; the
    ///   server may have acted on the request all the same.
    public func callAsFunction<Method: BotAPIMethod>(_ method: Method) async throws(BotAPIError) -> Method.Result {
        let patience = Self.headTimeout + method.expectedDuration
        let answer = try await exchange(Method.name, method, files: method.files, patience: patience)
        let result = try answer.result()
        do throws(MalformedJSON) {
            return try JSONDecoder.decode(Method.Result.self, slice: result)
        } catch {
            throw .unreadableResult(method: Method.name, reason: error.reason)
        }
    }

    /// Sends one request and gives its whole answer, whatever it says.
    ///
    /// - Parameters:
    ///   - files: What is uploaded with the parameters.
    ///   - patience: How long the answer may take to begin, connecting included.
    ///   - limit: How long all of it may take; `nil` is ``bodyTimeout`` from its beginning.
    func exchange(
        _ method: String,
        _ parameters: some Encodable,
        files: [InputFile] = [],
        patience: Duration,
        limit: Duration? = nil
    ) async throws(BotAPIError) -> BotAPIAnswer {
        let deadline = limit.map { ContinuousClock.now + $0 }
        var request = HTTPClientRequest(url: serverURL.address(of: method, token: token))
        request.method = .POST
        request.headers.add(name: "accept", value: "application/json")
        do {
            let body = try RequestBody(parameters, files: files)
            request.headers.add(name: "content-type", value: body.contentType)
            request.body = .bytes(body.bytes)
        } catch {
            throw .encoding(method: method, reason: "\(type(of: parameters)) is not representable as JSON")
        }
        do {
            logger.trace("A request goes out.", metadata: ["method": "\(method)"])
            // The HTTP client is given no logger, because its own words may hold the address.
            let response = try await httpClient.execute(request, timeout: TimeAmount(patience))
            let body = try await collect(response.body, until: deadline ?? .now + bodyTimeout)
            logger.debug(
                "A request was answered.",
                metadata: ["method": "\(method)", "status": "\(response.status.code)"]
            )
            return BotAPIAnswer(
                method: method,
                status: Int(response.status.code),
                retryAfterHeader: response.headers.first(name: "retry-after"),
                body: Array(body.readableBytesView)[...],
                token: token
            )
        } catch {
            if Task.isCancelled || error is CancellationError { throw .cancelled }
            let failure = ConnectionFailure(method: method, cause: error)
            logger.debug("A request got no answer.", metadata: ["method": "\(method)", "reason": "\(failure.reason)"])
            throw .connection(failure)
        }
    }

    /// The whole body, unless it is too large or too slow: the HTTP client itself only times the gaps between its bytes.
    ///
    /// By the machine's clock and none that is injected, because the head is timed by the HTTP client, which has no other:
    /// a clock that tests move would measure only half of a request.
    private func collect(
        _ body: HTTPClientResponse.Body,
        until deadline: ContinuousClock.Instant
    ) async throws -> ByteBuffer {
        let isOver = NIOLockedValueBox(false)
        return try await withThrowingTaskGroup(of: ByteBuffer.self) { group in
            defer { group.cancelAll() }
            group.addImmediateTask {
                defer { isOver.withLockedValue { $0 = true } }
                return try await body.collect(upTo: Self.largestBody)
            }
            // A small body comes with the head: then there is nothing to be timed.
            if !isOver.withLockedValue({ $0 }) {
                group.addTask {
                    try await Task.sleep(until: deadline, clock: .continuous)
                    throw SilentBody()
                }
            }
            guard let body = try await group.next() else { throw SilentBody() }
            return body
        }
    }

    private static let headTimeout = Duration.seconds(30)
    private static let largestBody = 20 * 1024 * 1024
}

/// An answer began and did not end.
struct SilentBody: Error {}
