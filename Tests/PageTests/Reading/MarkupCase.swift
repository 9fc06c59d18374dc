import BrowserTesting

/// What goes into a module of the page, and what it makes of it.
struct MarkupCase: Sendable {
    var input: JSONValue
    var result: JSONValue

    init(_ input: JSONValue, _ result: JSONValue) {
        self.input = input
        self.result = result
    }

    /// Addresses that others chose: one that may be opened stays as it is, and of any other there is none.
    static let addresses =
        [
            "https://example.com/?a=1&b=\"2\"", "http://example.com", "HTTPS://EXAMPLE.COM", "https://пример.рф/путь",
            "tg://user?id=5", "ton://transfer/x", "mailto:a@example.com", "tel:+123",
        ].map { MarkupCase(.string($0), .string($0)) }
        + [
            "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)", "\u{200B}javascript:alert(1)", "ht\ntps://example.com", "https://exa mple.com",
            "https://\u{202E}moc.elpmaxe", "data:text/html,<b>", "blob:https://example.com/1", "vbscript:x",
            "file:///etc/passwd", "//example.com", "/path", "#part", "example.com", "https://", "tel:", "",
        ].map { MarkupCase(.string($0), .null) }
        + [MarkupCase(.null, .null), MarkupCase(5, .null), MarkupCase(["https://example.com"], .null)]

    /// Addresses in a text, which may be without a scheme.
    static let writtenAddresses = [
        MarkupCase("https://example.com", "https://example.com"),
        MarkupCase("example.com/a", "https://example.com/a"),
        MarkupCase("example.com:8080", "https://example.com:8080"),
        MarkupCase("javascript:alert(1)", .null),
        MarkupCase("data:text/html,x", .null),
    ]

    static let sizes = [
        MarkupCase(5, "5 byte"), MarkupCase(1023, "1,023 byte"), MarkupCase(1024, "1 kB"), MarkupCase(1536, "1.5 kB"),
        MarkupCase(3_145_728, "3 MB"),
    ]
}
