import Foundation

/// The processor's time that a process has used.
enum ProcessTime {
    /// - Returns: `nil` where the system does not tell.
    static func used(by processID: Int32) -> Duration? {
        #if os(Linux)
            guard let line = try? String(contentsOfFile: "/proc/\(processID)/stat", encoding: .utf8) else { return nil }
            // Behind the name, which may hold anything: user and system time are the 12th and the 13th.
            let fields = line.split(separator: ")").last?.split(separator: " ") ?? []
            guard fields.count > 12, let user = Int(fields[11]), let system = Int(fields[12]) else { return nil }
            return .seconds(1) * (user + system) / sysconf(Int32(_SC_CLK_TCK))
        #else
            return nil
        #endif
    }
}
