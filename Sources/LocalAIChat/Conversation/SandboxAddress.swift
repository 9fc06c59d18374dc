import TelegramSandbox

/// What the owner is told of where the sandbox is.
struct SandboxAddress: Sendable, Hashable {
    var pageURL: String
    var apiURL: String
    /// The page on this machine, where `pageURL` is for others.
    var localPageURL: String?

    init(_ sandbox: TelegramSandbox) async throws {
        let apiURL = try await sandbox.apiURL()
        self.init(apiURL: apiURL, pageURL: try await sandbox.pageURL() ?? apiURL, host: LocalNetwork.host())
    }

    /// - Parameter host: This machine, as others find it: nobody can go to the address that listens for all.
    init(apiURL: String, pageURL: String, host: String) {
        self.apiURL = Self.url(apiURL, at: host) ?? apiURL
        self.pageURL = Self.url(pageURL, at: host) ?? pageURL
        localPageURL = Self.url(pageURL, at: "localhost")
    }

    /// All that has the page's key, where there is one.
    var lines: String {
        "The chat page: \(pageURL)\n" + (localPageURL.map { "On this machine: \($0)\n" } ?? "")
    }

    /// What another bot needs.
    func linesForBot(token: String) -> String {
        "The Bot API: \(apiURL)\nThe bot's token: \(token)\nThe bot's methods: \(apiURL)/bot<token>/<method>\n"
    }

    /// Nil for an address that does not listen for all.
    private static func url(_ url: String, at host: String) -> String? {
        for all in ["http://0.0.0.0:", "http://[::]:"] where url.hasPrefix(all) {
            return "http://\(host):" + url.dropFirst(all.count)
        }
        return nil
    }
}
