import BrowserTesting
import Testing

extension PageSuite {
    /// The browser that the other tests believe.
    @Suite struct BrowserTests {
        private static let page =
            "data:text/html,<meta name=viewport content=width=device-width><title>T</title><input id=a><button onclick='alert(1);undefined.x'>go</button>"

        @Test func typesClicksAndSees() async throws {
            try await withWindow(.phone) { window in
                try await window.open(Self.page)
                try await window.find("#a").type("wörd")
                try await #expect(window.title() == "T")
                let values = try await window.evaluate(
                    "return [document.querySelector('#a').value, innerWidth, navigator.language, args[0]]",
                    ["x"]
                )
                #expect(values == ["wörd", 390, "en-US", "x"])
                try await #expect(window.witnessed() == [])
                try await window.find("button").click()
                let witnessed = try await window.witnessed()
                #expect(witnessed.first == "alert was called")
                #expect(witnessed.last?.hasPrefix("error: ") == true)
                _ = try await window.console()
                try await #expect(window.screenshot().starts(with: [0x89, 0x50, 0x4E, 0x47]))
            }
        }

        @Test func saysWhatDoesNotCome() async throws {
            try await withWindow { window in
                try await window.open("data:text/html,<p>nothing here")
                let error = await #expect(throws: BrowserError.self) {
                    try await window.wait(for: "a miracle", "document.querySelector('h1')", timeout: .milliseconds(1))
                }
                #expect("\(try #require(error))".contains("a miracle"))
                #expect("\(try #require(error))".contains("nothing here"))
                await #expect(throws: BrowserError.self) { try await window.evaluate("throw new Error('no')") }
            }
        }
    }
}
