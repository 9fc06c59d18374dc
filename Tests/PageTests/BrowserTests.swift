import BrowserTesting
import Testing

@Suite(.serialized, .browser) struct BrowserTests {
    @Test func aPage() async throws {
        try await withWindow { window in
            try await window.open("data:text/html,<title>T</title><input id=a><p id=p>hello</p>")
            try await window.find("#a").type("word")
            #expect(try await window.evaluate("return [document.querySelector('#a').value, navigator.language, innerWidth]") == ["word", "en-US", 1200])
            #expect(try await window.title() == "T")
        }
    }
}
