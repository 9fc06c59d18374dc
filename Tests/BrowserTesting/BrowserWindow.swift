public import Foundation

/// A window of the browser: what somebody sees and does there.
public struct BrowserWindow: Sendable {
    let browser: Browser
    let handle: String

    // MARK: Pages

    /// Opens an address and waits until the page is loaded.
    public func open(_ url: String) async throws {
        try await command("/url", ["url": .string(url)])
    }

    public func reload() async throws {
        try await command("/refresh")
    }

    public func back() async throws {
        try await command("/back")
    }

    public func title() async throws -> String {
        try await browser.command(in: handle) { try await $0.get($1 + "/title") }.string ?? ""
    }

    // MARK: Elements

    /// The first element that a CSS selector finds, waiting until there is one.
    @discardableResult
    public func find(_ selector: String, timeout: Duration = .seconds(60)) async throws -> PageElement {
        try await wait(for: selector, "!!document.querySelector(args[0])", [.string(selector)], timeout: timeout)
        let value = try await command("/element", ["using": "css selector", "value": .string(selector)])
        guard let element = PageElement(value, in: self) else { throw BrowserError.script("\(value)") }
        return element
    }

    /// All elements that a CSS selector finds now.
    public func findAll(_ selector: String) async throws -> [PageElement] {
        try await command("/elements", ["using": "css selector", "value": .string(selector)]).elements
            .compactMap { PageElement($0, in: self) }
    }

    /// How many elements a CSS selector finds now.
    public func count(_ selector: String) async throws -> Int {
        let count = try await evaluate("return document.querySelectorAll(args[0]).length", [.string(selector)]).number
        return Int(count ?? 0)
    }

    /// Presses keys, one after the other, with the focus where it is.
    public func press(_ keys: Key...) async throws {
        var actions: [JSONValue] = []
        for key in keys {
            actions += key.held.map { ["type": "keyDown", "value": .string($0)] }
            actions += [
                ["type": "keyDown", "value": .string(key.value)], ["type": "keyUp", "value": .string(key.value)],
            ]
            actions += key.held.reversed().map { ["type": "keyUp", "value": .string($0)] }
        }
        try await command(
            "/actions",
            ["actions": [["type": "key", "id": "keyboard", "actions": .array(actions)]]]
        )
    }

    /// Types a text, key by key, with the focus where it is.
    public func type(_ text: String) async throws {
        let actions = text.flatMap { character -> [JSONValue] in
            let value = JSONValue.string(String(character))
            return [["type": "keyDown", "value": value], ["type": "keyUp", "value": value]]
        }
        try await command(
            "/actions",
            ["actions": [["type": "key", "id": "keyboard", "actions": .array(actions)]]]
        )
    }

    // MARK: Scripts

    /// Runs the body of a function in the page; it may `await`, and what it returns comes back as JSON.
    ///
    /// The page's Content-Security-Policy does not apply to it.
    ///
    /// - Parameter arguments: it finds them in `args`.
    @discardableResult
    public func evaluate(_ body: String, _ arguments: [JSONValue] = []) async throws -> JSONValue {
        let json = String(decoding: try JSONEncoder().encode(arguments), as: UTF8.self)
        let answer = try await cdp(
            "Runtime.evaluate",
            [
                "expression": .string("(async (...args) => {\n\(body)\n})(...\(json))"), "awaitPromise": true,
                "returnByValue": true, "userGesture": true,
            ]
        )
        let failure = answer["exceptionDetails"]
        if failure != .null {
            throw BrowserError.script(
                failure["exception"]["description"].string ?? failure["text"].string ?? "\(failure)"
            )
        }
        return answer["result"]["value"]
    }

    /// Waits until an expression is true in the page, looking again at each change of it.
    ///
    /// - Parameters:
    ///   - what: said where it does not come.
    ///   - expression: of JavaScript; it finds `arguments` in `args`.
    ///   - timeout: there to end a test that would hang.
    public func wait(
        for what: String,
        _ expression: String,
        _ arguments: [JSONValue] = [],
        timeout: Duration = .seconds(60)
    ) async throws {
        let clock = ContinuousClock()
        let end = clock.now.advanced(by: timeout)
        repeat {
            do {
                // In short pieces, so that other windows have their turn.
                if try await evaluate(Self.waiting(expression), arguments) == true { return }
            } catch BrowserError.refused where clock.now < end {
                // The page was being loaded, or is not yet what the expression is about.
            }
            try Task.checkCancellation()
        } while clock.now < end
        let text = try? await evaluate("return location.href + '\\n' + document.body.innerText.slice(-3000)").string
        let trouble = ((try? await witnessed()) ?? []) + ((try? await console()) ?? [])
        throw BrowserError.timedOut(what, page: ([text ?? ""] + trouble).joined(separator: "\n"))
    }

    private static func waiting(_ expression: String) -> String {
        """
        return await new Promise((resolve) => {
            const isTrue = () => { try { return !!(\(expression)); } catch { return false; } };
            if (isTrue()) return resolve(true);
            let timers = [];
            const end = (value) => { observer.disconnect(); timers.forEach(clearInterval); resolve(value); };
            const look = () => { if (isTrue()) end(true); };
            const observer = new MutationObserver(look);
            observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
            // What is no change of the document: where it is scrolled to, what is in a field.
            timers.push(setInterval(look, 20), setInterval(() => end(false), 500));
        });
        """
    }

    // MARK: Pictures and DevTools

    /// What is in the window, as PNG.
    public func screenshot() async throws -> Data {
        let value = try await browser.command(in: handle) { try await $0.get($1 + "/screenshot") }
        return value.string.flatMap { Data(base64Encoded: $0) } ?? Data()
    }

    /// A command of the DevTools protocol.
    @discardableResult
    public func cdp(_ method: String, _ parameters: JSONValue = [:]) async throws -> JSONValue {
        try await command("/goog/cdp/execute", ["cmd": .string(method), "params": parameters])
    }

    /// What all windows have written to their consoles since the last call: errors of scripts, refused requests, violations of policies.
    public func console() async throws -> [String] {
        try await command("/se/log", ["type": "browser"]).elements.map {
            "\($0["level"].string ?? "") \($0["message"].string ?? "")"
        }
    }

    @discardableResult
    func command(_ path: String, _ body: JSONValue = [:]) async throws -> JSONValue {
        try await browser.command(in: handle) { try await $0.post($1 + path, body) }
    }
}
