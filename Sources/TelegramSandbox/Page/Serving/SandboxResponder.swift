import HTTPTypes
import Hummingbird

/// Leads requests to the page or to the Bot API.
struct SandboxResponder: HTTPResponder {
    let api: BotAPIResponder
    /// Nil: there is no page.
    let page: PageResponder?

    init(sandbox: TelegramSandbox) {
        api = BotAPIResponder(sandbox: sandbox)
        page = sandbox.pageAccess.map { PageResponder(sandbox: sandbox, access: $0) }
    }

    func respond(to request: Request, context: BotAPIResponder.Context) async throws -> Response {
        guard let page else { return try await api.respond(to: request, context: context) }
        if let response = try await page.respond(to: request, context: context) { return response }
        guard CallTarget(path: request.uri.path) != nil else {
            return .page(.notFound, isHead: request.method == .head)
        }
        do {
            // The token is the same everywhere: no other page may use the bot through a visitor's browser.
            try page.check(request)
        } catch let failure as PageFailure {
            return .page(failure)
        }
        return try await api.respond(to: request, context: context)
    }
}
