/// Who may use the page, and where it is.
struct PageAccess: Sendable {
    let key: String?
    /// The sandbox can only be reached from this machine.
    let isLoopback: Bool

    /// - Parameter host: what the sandbox listens at.
    init(_ page: PageConfiguration, host: String) {
        isLoopback = Self.isLoopback(host)
        key = page.key ?? (isLoopback ? nil : PageConfiguration.randomKey())
    }

    /// The path of the page, with a slash at its end.
    var base: String { key.map { "/\($0)/" } ?? "/" }

    /// A path's rest after ``base``; nil where it is not below it. How long it takes tells nothing of the key.
    func rest(of path: String) -> Substring? {
        guard Secret(base).begins(path) else { return nil }
        return Substring(path.utf8.dropFirst(base.utf8.count))
    }

    /// Why a request is not taken, whatever it is about; nil where it is.
    ///
    /// - Parameters:
    ///   - host: of the header `Host`. Only a page that made its own name point to this machine would send another here than one of
    ///     loopback (DNS rebinding).
    ///   - isOpen: anybody may lead a browser there: the page itself and its files.
    func refusal(host: String?, origin: String?, fetchSite: String?, isOpen: Bool = false) -> PageFailure? {
        if isLoopback, !(host.map(Self.name).map(Self.isLoopback) ?? false) {
            return PageFailure(.otherHost)
        }
        guard !isOpen else { return nil }
        if let fetchSite, !["same-origin", "none"].contains(fetchSite.lowercased()) { return .otherOrigin }
        if let origin, !isOwn(origin, host: host) { return .otherOrigin }
        return nil
    }

    private func isOwn(_ origin: String, host: String?) -> Bool {
        guard let host else { return false }
        // A proxy in front of the sandbox may speak TLS.
        return ["http://", "https://"].contains { origin.lowercased() == $0 + host.lowercased() }
    }

    /// A host without its port.
    private static func name(of host: String) -> String {
        if host.hasPrefix("["), let end = host.firstIndex(of: "]") {
            let port = host[host.index(after: end)...]
            return port.isEmpty || isPort(port) ? String(host[...end]) : ""
        }
        guard let colon = host.firstIndex(of: ":") else { return host }
        return isPort(host[colon...]) ? String(host[..<colon]) : ""
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.first == ":" && text.dropFirst().utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    static func isLoopback(_ name: String) -> Bool {
        let name = name.lowercased()
        if ["localhost", "::1", "[::1]"].contains(name) || name.hasSuffix(".localhost") { return true }
        let numbers = name.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
    }
}
