extension TelegramSandbox {
    /// Telegram's longest long poll, in seconds.
    static let longestPoll: Int64 = 50

    func getMe() -> JSON {
        bot.json.adding([
            "can_join_groups": true,
            "can_read_all_group_messages": true,
            "supports_guest_queries": false,
            "supports_inline_queries": false,
            "can_connect_to_business": false,
            "has_main_web_app": false,
            "has_topics_enabled": false,
            "allows_users_to_create_topics": false,
            "can_manage_bots": false,
            "supports_join_request_queries": false,
        ])
    }

    func getUpdates(_ parameters: Parameters) async throws -> String {
        guard webhook == nil else {
            throw Refusal.conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        }
        let offset = try parameters.integer("offset") ?? 0
        // Out of range is not an error at Telegram.
        let limit = Int(min(max(try parameters.integer("limit") ?? 100, 1), 100))
        let timeout = min(max(try parameters.integer("timeout") ?? 0, 0), Self.longestPoll)
        try rememberAllowedUpdates(parameters)
        endPoll(
            with: .failure(
                .conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
            )
        )
        updates.confirm(offset: offset)
        if !updates.isEmpty || timeout == 0 || isStopping { return handOut(limit: limit) }
        switch await waitForUpdates(timeout: .seconds(timeout)) {
        case .success: return handOut(limit: limit)
        case .failure(let refusal): throw refusal
        }
    }

    func rememberAllowedUpdates(_ parameters: Parameters) throws(Refusal) {
        guard let list = try parameters.structure("allowed_updates") else { return }
        guard let elements = list.array, elements.allSatisfy({ $0.string != nil }) else {
            throw .badRequest("can't parse allowed_updates JSON object")
        }
        let kinds = Set(elements.compactMap { $0.string?.lowercased() }).intersection(UpdateKind.all)
        updates.allowed = kinds.isEmpty ? UpdateKind.byDefault : kinds
    }

    private func handOut(limit: Int) -> String {
        // What is handed to a caller that has gone would not be handed out again where it can't be confirmed.
        Task.isCancelled ? "[]" : "[" + updates.handOut(limit: limit).joined(separator: ",") + "]"
    }
}
