import Foundation

/// The desktop's browser, where there is one.
enum Browser {
    /// What opens an address; `nil` where nobody would see it: there is no desktop, or it is another machine's.
    static func command(for url: String, environment: [String: String]) -> [String]? {
        func has(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }
        guard !has("SSH_CONNECTION"), !has("SSH_TTY") else { return nil }
        #if os(macOS)
            return ["open", url]
        #else
            return has("DISPLAY") || has("WAYLAND_DISPLAY") ? ["xdg-open", url] : nil
        #endif
    }

    /// Starts a command and leaves it to itself; a browser that does not open is no failure, the address is on the screen.
    static func start(_ command: [String]) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try? process.run()
    }
}
