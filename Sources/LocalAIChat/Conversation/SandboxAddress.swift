import Foundation
import TelegramSandbox

/// What the owner is told of where the sandbox is.
struct SandboxAddress: Sendable, Hashable {
    var pageURL: String
    var apiURL: String

    init(_ sandbox: TelegramSandbox) async throws {
        apiURL = Self.reachable(try await sandbox.apiURL())
        pageURL = Self.reachable(try await sandbox.pageURL() ?? apiURL)
    }

    /// The one line that has the page's key, where there is one.
    var line: String { "The chat page: \(pageURL)\n" }

    /// What another bot needs.
    func linesForBot(token: String) -> String {
        "The Bot API: \(apiURL)\nThe bot's token: \(token)\nThe bot's methods: \(apiURL)/bot<token>/<method>\n"
    }

    /// An address that listens for all is none that one can go to: this machine's name is.
    static func reachable(_ url: String, hostName: String = ProcessInfo.processInfo.hostName) -> String {
        for all in ["http://0.0.0.0:", "http://[::]:"] where url.hasPrefix(all) {
            return "http://\(hostName):" + url.dropFirst(all.count)
        }
        return url
    }
}
