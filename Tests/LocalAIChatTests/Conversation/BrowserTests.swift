import Testing

@testable import LocalAIChat

@Suite("Where the page is opened") struct BrowserTests {
    @Test(
        "only on a desktop of this machine",
        arguments: [
            (["DISPLAY": ":0"], true), (["WAYLAND_DISPLAY": "wayland-0"], true), ([:], false), (["DISPLAY": ""], false),
            (["DISPLAY": ":0", "SSH_CONNECTION": "1 2 3 4"], false),
            (["DISPLAY": ":0", "SSH_TTY": "/dev/pts/0"], false),
        ] as [([String: String], Bool)]
    )
    func command(environment: [String: String], isThere: Bool) {
        let command = Browser.command(for: "http://127.0.0.1:8081/", environment: environment)
        #if os(macOS)
            let isSSH = environment.keys.contains { $0.hasPrefix("SSH") }
            #expect(command == (isSSH ? nil : ["open", "http://127.0.0.1:8081/"]))
        #else
            #expect(command == (isThere ? ["xdg-open", "http://127.0.0.1:8081/"] : nil))
        #endif
    }

}
