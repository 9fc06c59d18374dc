import BrowserTesting
import Testing

/// One browser for all tests of a suite.
struct BrowserTrait: SuiteTrait, TestScoping {
    @TaskLocal static var browser: Browser?

    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        try await Browser.run { browser in
            try await Self.$browser.withValue(browser) { try await function() }
        }
    }
}

extension Trait where Self == BrowserTrait {
    static var browser: Self { Self() }
}

/// A window of the suite's browser while `body` runs.
func withWindow<R: Sendable>(
    _ look: BrowserWindow.Look = BrowserWindow.Look(),
    isolation: isolated (any Actor)? = #isolation,
    _ body: (BrowserWindow) async throws -> R
) async throws -> R {
    try await #require(BrowserTrait.browser).window(look, body)
}
