/// An element of a page. It is gone where the page replaces it.
public struct PageElement: Sendable {
    /// WebDriver's own name for elements.
    private static let key = "element-6066-11e4-a52e-4f735466cecf"

    let window: BrowserWindow
    let id: String

    init?(_ value: JSONValue, in window: BrowserWindow) {
        guard let id = value[Self.key].string else { return nil }
        self.id = id
        self.window = window
    }

    /// Clicks where a person would; refused where something else lies above it.
    public func click() async throws { try await post("/click") }

    /// Puts the focus there, and types.
    public func type(_ text: String) async throws { try await post("/value", ["text": .string(text)]) }

    /// What is seen of it.
    public func text() async throws -> String { try await get("/text").string ?? "" }

    public func attribute(_ name: String) async throws -> String? { try await get("/attribute/\(name)").string }

    public func isDisplayed() async throws -> Bool { try await get("/displayed").bool ?? false }

    public func isEnabled() async throws -> Bool { try await get("/enabled").bool ?? false }

    /// What a screen reader calls it.
    public func accessibleName() async throws -> String { try await get("/computedlabel").string ?? "" }

    /// What a screen reader says that it is.
    public func role() async throws -> String { try await get("/computedrole").string ?? "" }

    private func get(_ path: String) async throws -> JSONValue {
        try await window.browser.command(in: window.handle) { try await $0.get($1 + "/element/\(id)" + path) }
    }

    @discardableResult
    private func post(_ path: String, _ body: JSONValue = [:]) async throws -> JSONValue {
        try await window.command("/element/\(id)" + path, body)
    }
}
