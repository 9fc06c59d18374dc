import Foundation

/// The memory that a process takes, in megabytes of 10⁶ bytes.
struct ProcessMemory: Encodable, Sendable, Hashable {
    /// All that is in memory at the moment.
    var resident: Double
    /// Of that, what is the process's own, and what is of files: mostly the program and its libraries, which the system can
    /// take away again.
    var own: Double
    var files: Double
    /// The most that was resident at once since the start.
    var most: Double

    /// - Throws: ``BenchmarkFailure`` where the system does not tell.
    init(of processID: Int32) throws {
        let status = (try? String(contentsOfFile: "/proc/\(processID)/status", encoding: .utf8)) ?? ""
        func megabytes(_ name: String) throws -> Double {
            let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
            guard let kilobytes = line?.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Double($0) }) else {
                throw BenchmarkFailure("/proc does not tell the memory of a process")
            }
            return kilobytes * 1024 / 1_000_000
        }
        resident = try megabytes("VmRSS")
        own = try megabytes("RssAnon")
        files = try megabytes("RssFile")
        most = try megabytes("VmHWM")
    }
}
