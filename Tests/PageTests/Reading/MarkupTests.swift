import BrowserTesting
import Testing

extension PageSuite {
    /// What the page's own modules make of links, entities and rich messages: tables of many cases, all in one window.
    @Suite struct MarkupTests {
        @Test func modulesByTheirTables() async throws {
            try await PageScene.withPage { _, page in
                try await withWindow { window in
                    try await window.open(page)
                    try await window.find("[data-testid=start]")
                    try await Self.compare(MarkupCase.addresses, in: window) { "links.safeAddress(\($0))" }
                    try await Self.compare(MarkupCase.writtenAddresses, in: window) { "links.writtenAddress(\($0))" }
                    try await Self.compare(MarkupCase.entities, in: window) { "markup(text.textNodes(...\($0)))" }
                    try await Self.compare(MarkupCase.richTexts, in: window) { "markup([richtext.richText(\($0))])" }
                    try await Self.compare(MarkupCase.richBlocks, in: window) { "markup([blocks.richBlock(\($0))])" }
                    try await Self.compare(MarkupCase.sizes, in: window) { "time.fileSize(\($0))" }
                    try await window.expectNoTrouble()
                }
            }
        }

        /// - Parameter call: JavaScript that makes the result, given where the case's input is.
        private static func compare(
            _ cases: [MarkupCase],
            in window: BrowserWindow,
            sourceLocation: SourceLocation = #_sourceLocation,
            by call: (String) -> String
        ) async throws {
            let results = try await window.evaluate(
                """
                const module = (name) => import(new URL(`page/${name}.js`, document.baseURI));
                const [links, text, richtext, blocks, time] =
                    await Promise.all(["links", "text", "richtext", "blocks", "time"].map(module));
                \(markup)
                return args[0].map((input) => \(call("input")));
                """,
                [.array(cases.map(\.input))]
            ).elements
            try #require(results.count == cases.count, sourceLocation: sourceLocation)
            for (one, result) in zip(cases, results) {
                #expect(result == one.result, "\(one.input)", sourceLocation: sourceLocation)
            }
        }

        /// Nodes as short texts: elements by their names and classes, and the attributes that do something; without the buttons that
        /// the page itself puts on code and quotes.
        private static let markup = """
            const told = ["href", "open", "colspan", "rowspan", "data-command", "data-to", "data-anchor", "data-text", "disabled"];
            const write = (node) => {
                if (node.nodeType === Node.TEXT_NODE) return node.data;
                if (node.nodeName === "svg" || node.matches(".copy, .unfold")) return "";
                const name = node.localName + [...node.classList].map((one) => "." + one).join("");
                const attributes = told.filter((one) => node.hasAttribute(one))
                    .map((one) => " " + one + (node.getAttribute(one) && "=" + node.getAttribute(one)));
                return `<${name}${attributes.join("")}>${[...node.childNodes].map(write).join("")}</>`;
            };
            const markup = (nodes) => {
                const root = document.createElement("div");
                const add = (node) => { if (Array.isArray(node)) node.forEach(add); else if (node) root.append(node); };
                add(nodes);
                return [...root.childNodes].map(write).join("");
            };
            """
    }
}
