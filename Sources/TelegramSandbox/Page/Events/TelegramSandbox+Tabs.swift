import NIOCore

extension TelegramSandbox {
    /// What there is only for the page.
    struct PageState {
        var tabs: [Int: PageTab] = [:]
        var lastTabID = 0
        var calls = PageCalls()
        var figures: [SandboxFigure] = []
        /// What ends drafts that nobody sends any more.
        var draftTimers: [PageEvent.Subject: Task<Void, Never>] = [:]
    }

    /// The page's address, with a slash at its end, as soon as the server listens; nil where there is no page.
    ///
    /// Where it has a key, whoever knows the address may use the page. The host is the one that the sandbox was told to listen at.
    ///
    /// - Throws: ``SandboxError/stopped``.
    public func pageURL() async throws -> String? {
        guard let pageAccess else { return nil }
        return try await apiURL() + pageAccess.base
    }

    /// Shows what the program beside the sandbox has to tell of itself, in place of what was shown before.
    public func showPanel(_ figures: [SandboxFigure]) {
        guard page != nil, page?.figures != figures else { return }
        page?.figures = figures
        announce("panel", replacing: .panel, panelJSON)
    }

    /// A tab that begins with the scene and misses nothing from then on.
    func openTab() -> PageTab {
        let tab = PageTab()
        guard page != nil, !isStopping else {
            tab.close()
            return tab
        }
        tab.add(.greeting)
        tab.add(PageEvent("scene", scene))
        page?.lastTabID += 1
        let id = page?.lastTabID ?? 0
        page?.tabs[id] = tab
        return tab
    }

    /// Tells every tab of something.
    func announce(_ name: String, replacing subject: PageEvent.Subject? = nil, _ data: @autoclosure () -> JSON) {
        guard let tabs = page?.tabs, !tabs.isEmpty else { return }
        let event = PageEvent(name, data(), subject: subject)
        for (id, tab) in tabs where !tab.add(event) { page?.tabs[id] = nil }
    }

    /// Lets go of the connections of the page, which would never end by themselves.
    func closeTabs() {
        for tab in page?.tabs.values.map(\.self) ?? [] { tab.close() }
        page?.tabs = [:]
    }

    var panelJSON: JSON { ["figures": .array((page?.figures ?? []).map(\.json))] }
}
