import AsyncHTTPClient
import Foundation

/// A headless Chromium with windows for tests: started once, a window costs little.
///
///     try await Browser.run { browser in
///         try await browser.window { window in
///             try await window.open("http://127.0.0.1:8081/")
///             …
///         }
///     }
///
/// All windows are one profile: what a page keeps (`localStorage`) is there for the next page from the same address and port.
public actor Browser {
    private let driver: WebDriver
    private let session: String
    /// The window that it has come up with, from which the others are opened.
    private var home: String?
    private var current: String?
    private var isBusy = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    private init(driver: WebDriver, session: String) {
        self.driver = driver
        self.session = session
    }

    /// Runs a browser while `body` runs. It is gone when this returns, and ends also when this process is killed.
    public static func run<R: Sendable>(
        isolation: isolated (any Actor)? = #isolation,
        _ body: (Browser) async throws -> R
    ) async throws -> R {
        try await DriverProcess.run { process in
            let http = HTTPClient(eventLoopGroupProvider: .singleton)
            let result: Result<R, any Error>
            do {
                let driver = WebDriver(url: process.url, http: http)
                let answer = try await driver.post("/session", capabilities(folder: process.folder))
                guard let id = answer["sessionId"].string else { throw BrowserError.notStarted("\(answer)") }
                let browser = Browser(driver: driver, session: "/session/\(id)")
                do { result = .success(try await body(browser)) } catch { result = .failure(error) }
                // Ends Chromium.
                _ = try? await driver.delete("/session/\(id)")
            } catch {
                result = .failure(error)
            }
            try await http.shutdown()
            return try result.get()
        }
    }

    private static func capabilities(folder: URL) -> JSONValue {
        let arguments: [JSONValue] = [
            "--headless=new",
            // Its sandbox can't be had by root, nor in most containers. It opens nothing but pages of the tests.
            "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
            // It ends with its driver.
            "--remote-debugging-pipe",
            .string("--user-data-dir=\(folder.appending(path: "profile").path)"),
            // It asks nobody for anything.
            "--disable-background-networking", "--disable-component-update", "--disable-default-apps",
            "--disable-extensions", "--disable-sync", "--no-first-run", "--disable-breakpad", "--dns-prefetch-disable",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
            // Windows lie upon each other, and all of them are seen.
            "--disable-backgrounding-occluded-windows", "--disable-renderer-backgrounding",
            "--disable-background-timer-throttling", "--hide-scrollbars",
        ]
        return [
            "capabilities": [
                "alwaysMatch": [
                    "goog:chromeOptions": ["args": .array(arguments)],
                    "goog:loggingPrefs": ["browser": "ALL"],
                    "unhandledPromptBehavior": "ignore",
                    "timeouts": ["script": 90_000, "pageLoad": 30_000],
                ]
            ]
        ]
    }

    /// A new window while `body` runs.
    ///
    /// - Throws: what `body` throws, and where it does not come up.
    public func window<R: Sendable>(
        _ look: BrowserWindow.Look = BrowserWindow.Look(),
        isolation: isolated (any Actor)? = #isolation,
        _ body: (BrowserWindow) async throws -> R
    ) async throws -> R {
        let window = BrowserWindow(browser: self, handle: try await newWindow())
        let result: Result<R, any Error>
        do {
            try await window.take(look)
            result = .success(try await body(window))
        } catch {
            result = .failure(error)
        }
        await close(window.handle)
        return try result.get()
    }

    /// One command in a window, the path after `/session/ID`. Two commands at once would be in each other's window.
    func command<R: Sendable>(
        in window: String,
        _ body: @Sendable (_ driver: WebDriver, _ session: String) async throws -> R
    )
        async throws -> R
    {
        await acquire()
        defer { release() }
        if current != window {
            try await driver.post(session + "/window", ["handle": .string(window)])
            current = window
        }
        return try await body(driver, session)
    }

    private func newWindow() async throws -> String {
        await acquire()
        defer { release() }
        if home == nil { home = try await driver.get(session + "/window").string }
        try await driver.post(session + "/window", ["handle": .string(home ?? "")])
        current = home
        // A tab behind another one would not be drawn.
        guard let handle = try await driver.post(session + "/window/new", ["type": "window"])["handle"].string else {
            throw BrowserError.refused(code: "no window", message: "")
        }
        return handle
    }

    private func close(_ window: String) async {
        _ = try? await command(in: window) { driver, session in try await driver.delete(session + "/window") }
        current = nil
    }

    private func acquire() async {
        guard isBusy else {
            isBusy = true
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func release() {
        if waiting.isEmpty { isBusy = false } else { waiting.removeFirst().resume() }
    }
}
