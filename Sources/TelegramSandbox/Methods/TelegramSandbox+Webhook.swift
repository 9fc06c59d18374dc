extension TelegramSandbox {
    /// What `setWebhook` was told. Nothing is delivered; it only keeps `getUpdates` from working, as at Telegram.
    struct Webhook {
        var url: String
        var maxConnections: Int?
        var ipAddress: String?
    }

    func setWebhook(_ parameters: Parameters) throws(Refusal) -> JSON {
        guard let url = try parameters.string("url"), !url.isEmpty else { return try deleteWebhook(parameters) }
        guard url.lowercased().hasPrefix("https://") else {
            throw .badRequest("bad webhook: An HTTPS URL must be provided for webhook")
        }
        let authority = url.dropFirst("https://".count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let hostAndPort = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard let host = hostAndPort.first, !host.isEmpty else { throw .badRequest("bad webhook: URL host is empty") }
        if hostAndPort.count == 2, !["80", "88", "443", "8443"].contains(hostAndPort[1]) {
            throw .badRequest("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
        }
        if let secret = try parameters.string("secret_token"), !secret.isEmpty {
            let isAllowed = secret.unicodeScalars.allSatisfy {
                "a"..."z" ~= $0 || "A"..."Z" ~= $0 || "0"..."9" ~= $0 || $0 == "_" || $0 == "-"
            }
            guard secret.utf8.count <= 256, isAllowed else {
                throw .badRequest("secret token contains unallowed characters")
            }
        }
        let connections = try parameters.int("max_connections")
        let ipAddress = try parameters.string("ip_address")
        try rememberAllowedUpdates(parameters)
        if try parameters.bool("drop_pending_updates") == true { updates.removeAll() }
        webhook = Webhook(url: url, maxConnections: connections.map { min(max($0, 1), 100) }, ipAddress: ipAddress)
        endPoll(with: .failure(.conflict("terminated by setWebhook request")))
        return true
    }

    func deleteWebhook(_ parameters: Parameters) throws(Refusal) -> JSON {
        if try parameters.bool("drop_pending_updates") == true { updates.removeAll() }
        webhook = nil
        return true
    }

    func getWebhookInfo() -> JSON {
        let allowed = updates.allowed == UpdateKind.byDefault ? nil : updates.allowed.sorted().map(JSON.string)
        return [
            "url": .string(webhook?.url ?? ""),
            "has_custom_certificate": false,
            "pending_update_count": .integer(updates.count),
            "ip_address": webhook?.ipAddress.map(JSON.string),
            "max_connections": webhook.map { .integer($0.maxConnections ?? 40) },
            "allowed_updates": allowed.map(JSON.array),
        ]
    }
}
