extension BrowserWindow {
    /// What a window is on, and whose.
    public struct Look: Sendable {
        /// In CSS pixels.
        public var width = 1200
        /// In CSS pixels.
        public var height = 800
        /// Device pixels in a CSS pixel.
        public var scale = 1.0
        /// Touched, and as wide as a phone is.
        public var isPhone = false
        public var isDark = false
        /// What the browser asks pages for, an IETF tag.
        public var language = "en-US"

        public init() {}

        public static var phone: Look {
            var look = Look()
            (look.width, look.height, look.scale, look.isPhone) = (390, 844, 2, true)
            return look
        }
    }

    func take(_ look: Look) async throws {
        try await cdp(
            "Emulation.setDeviceMetricsOverride",
            [
                "width": .number(Double(look.width)), "height": .number(Double(look.height)),
                "deviceScaleFactor": .number(look.scale), "mobile": .bool(look.isPhone),
            ]
        )
        try await cdp("Emulation.setTouchEmulationEnabled", ["enabled": .bool(look.isPhone)])
        try await cdp(
            "Emulation.setEmulatedMedia",
            [
                "features": [
                    ["name": "prefers-color-scheme", "value": look.isDark ? "dark" : "light"],
                    // Nothing to wait for.
                    ["name": "prefers-reduced-motion", "value": "reduce"],
                ]
            ]
        )
        // As if it were in front: several are looked at in turn.
        try await cdp("Emulation.setFocusEmulationEnabled", ["enabled": true])
        let agent = try await evaluate("return navigator.userAgent").string ?? ""
        try await cdp(
            "Emulation.setUserAgentOverride",
            ["userAgent": .string(agent), "acceptLanguage": .string(look.language)]
        )
        try await cdp("Page.addScriptToEvaluateOnNewDocument", ["source": .string(Self.witness)])
    }

    /// Is there before any script of a page, and sees what must not happen.
    private static let witness = """
        window.witnessed = [];
        addEventListener("securitypolicyviolation", (event) => {
            witnessed.push(`violation of ${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`);
        });
        addEventListener("error", (event) => witnessed.push(`error: ${event.message}`), true);
        addEventListener("unhandledrejection", (event) => witnessed.push(`rejected: ${event.reason}`));
        for (const name of ["alert", "confirm", "prompt", "print"]) {
            window[name] = () => { witnessed.push(`${name} was called`); };
        }
        """

    /// What went wrong in the page since it was loaded: violations of its Content-Security-Policy, errors nobody caught, calls of `alert`.
    public func witnessed() async throws -> [String] {
        try await evaluate("return window.witnessed").elements.compactMap(\.string)
    }
}
