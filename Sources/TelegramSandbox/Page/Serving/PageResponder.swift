import HTTPTypes
import Hummingbird
import NIOCore

/// Serves the page: its files, what it shows, and what is done on it.
struct PageResponder: Sendable {
    typealias Context = BotAPIResponder.Context

    /// Largest body of an action, in bytes.
    static let largestBody = 1024 * 1024

    let sandbox: TelegramSandbox
    let access: PageAccess

    /// - Returns: nil where the path is not the page's.
    func respond(to request: Request, context: Context) async throws -> Response? {
        guard let path = access.rest(of: request.uri.path) else {
            return access.rest(of: request.uri.path + "/")?.isEmpty == true ? redirection : nil
        }
        let isPage = path.isEmpty || path.hasPrefix("page/")
        // Without a key, everything is below the page.
        guard isPage || access.key != nil else { return nil }
        do {
            return try await response(to: request, path: path, context: context)
        } catch let failure as PageFailure {
            return .page(failure, isHead: request.method == .head)
        }
    }

    private func response(to request: Request, path: Substring, context: Context) async throws -> Response {
        let name = path.isEmpty ? PageFile.index : String(path.dropFirst("page/".count))
        let file = path.isEmpty || path.hasPrefix("page/") ? PageFile.all[name] : nil
        try check(request, isOpen: file != nil)
        if let file { return try response(with: file, to: request) }
        guard path.hasPrefix("page/") else { throw PageFailure.notFound }
        if let view = PageView.all[name] {
            guard request.method == .get else { throw Self.methodNotAllowed }
            return try await view(self, PageParameters(query: request.uri.query), context)
        }
        guard let action = PageAction.all[name] else { throw PageFailure.notFound }
        guard request.method == .post else { throw Self.methodNotAllowed }
        let parameters = try await parameters(of: request)
        return .page(try await action.body(sandbox, parameters))
    }

    func check(_ request: Request, isOpen: Bool = false) throws {
        let fetchSite = HTTPField.Name("Sec-Fetch-Site").flatMap { request.headers[$0] }
        let origin = request.headers[.origin]
        let host = request.head.authority
        if let failure = access.refusal(host: host, origin: origin, fetchSite: fetchSite, isOpen: isOpen) {
            throw failure
        }
    }

    private func response(with file: PageFile, to request: Request) throws -> Response {
        guard request.method == .get || request.method == .head else { throw Self.methodNotAllowed }
        var headers = HTTPFields.page
        headers[.contentType] = file.mediaType
        headers[.eTag] = file.tag
        headers[.cacheControl] = "no-cache"
        let known = request.headers[.ifNoneMatch]?.split(separator: ",").map { $0.drop(while: \.isWhitespace) } ?? []
        if known.contains(where: { $0 == file.tag || $0 == "W/" + file.tag }) {
            return Response(status: .notModified, headers: headers)
        }
        let response = Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: file.bytes)))
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func parameters(of request: Request) async throws -> PageParameters {
        let type = request.headers[.contentType]?.prefix { $0 != ";" && !$0.isWhitespace }.lowercased()
        guard type == "application/json" else {
            throw PageFailure(.notJSON)
        }
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: Self.largestBody)
        } catch is NIOTooManyBytesError {
            throw PageFailure(.tooLarge)
        }
        return try PageParameters(body: Array(buffer: body))
    }

    /// From `/KEY` to `/KEY/`, so that relative addresses lead to where they should.
    private var redirection: Response {
        var headers = HTTPFields.page
        headers[.location] = access.base
        return Response(status: .permanentRedirect, headers: headers)
    }

    private static let methodNotAllowed = PageFailure(.wrongMethod)
}
