import BrowserTesting
import Foundation
import Testing

/// What people do on the page, and see there.
extension BrowserWindow {
    private static let whole =
        "[...document.querySelectorAll('article[data-message-id]:not(.own) .bubble > :is(.text, .rich)')]"

    /// Writes into the open chat, and sends it.
    func say(_ text: String) async throws {
        try await find("[data-testid=composer]").type(text)
        try await find("[data-testid=send]").click()
    }

    /// Waits for a complete message of somebody else that holds a text.
    func waitForMessage(_ text: String, timeout: Duration = .seconds(120)) async throws {
        try await wait(
            for: "a message with “\(text)”",
            "\(Self.whole).some((text) => text.textContent.includes(args[0]))",
            [.string(text)],
            timeout: timeout
        )
    }

    /// How many complete messages of others hold a text.
    func messageCount(_ text: String) async throws -> Int {
        let count = try await evaluate(
            "return \(Self.whole).filter((text) => text.textContent.includes(args[0])).length",
            [.string(text)]
        )
        return Int(count.number ?? 0)
    }

    /// Waits for a draft that holds a text.
    func waitForDraft(_ text: String) async throws {
        try await wait(
            for: "a draft with “\(text)”",
            "document.querySelector('article[data-draft-id]')?.textContent.includes(args[0])",
            [.string(text)]
        )
    }

    /// Nothing went wrong that nobody sees: no error of a script, no violation of the page's policy, nothing run that was not the page's own.
    func expectNoTrouble(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await #expect(witnessed() == [], sourceLocation: sourceLocation)
        let errors = try await console().filter { $0.hasPrefix("SEVERE") }
        #expect(errors == [], sourceLocation: sourceLocation)
    }

    /// Keeps a picture where `LOCALAICHAT_PAGES=FOLDER` asks for it.
    ///
    /// - Parameter selector: of an element, if not all of the window is wanted.
    func picture(_ name: String, of selector: String? = nil) async throws {
        guard let folder = ProcessInfo.processInfo.environment["LOCALAICHAT_PAGES"] else { return }
        let bytes = if let selector { try await screenshot(of: selector) } else { try await screenshot() }
        try bytes.write(to: URL(filePath: folder).appending(path: name + ".png"))
    }

    private func screenshot(of selector: String) async throws -> Data {
        let clip = try await evaluate(
            """
            const {x, y, width, height} = document.querySelector(args[0]).getBoundingClientRect();
            return {x, y, width, height, scale: 1};
            """,
            [.string(selector)]
        )
        let picture = try await cdp("Page.captureScreenshot", ["format": "png", "clip": clip])
        return try #require(picture["data"].string.flatMap { Data(base64Encoded: $0) })
    }
}
